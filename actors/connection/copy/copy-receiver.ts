import { copyHeader, copyTrailer } from '../../../src/copy/to/frame.ts';
import type { CopyRows } from '../../../src/copy/to/copy-rows.ts';
import { copyWriter } from '../../../src/copy/to/copy-writer.ts';
import { decodeBackend, endOfMessage, splitMessages, type RowWriter } from '../../../src/protocol/index.ts';
import type { Receiver } from '../portal/receiver.ts';
import type { Session } from '../session.ts';

/** Rows that are here already are encoded in parts of this size, so that the client can be waited for. */
const PART_BYTES = 64 * 1024;

const COPY_DATA = 'd'.charCodeAt(0);

/** A client that gets the rows of a portal as the data of a COPY TO STDOUT (manual 55.2.6). */
export class CopyReceiver implements Receiver {
  readonly copy: CopyRows;
  readonly #session: Session;
  readonly #client: Receiver;
  #begun = false;
  /** The binary format's header goes with the first row, as PostgreSQL sends it. */
  #header: Uint8Array | null;

  /** @param client takes finished messages */
  constructor(session: Session, copy: CopyRows, client: Receiver) {
    this.#session = session;
    this.copy = copy;
    this.#client = client;
    this.#header = copyHeader(copy);
  }

  /** Tells the client that data comes. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const { options, columns } = this.copy;
    const format = options.format === 'binary' ? 1 : 0;
    this.#session.outbox.send({
      type: 'CopyOutResponse',
      format,
      columnFormats: columns.map(() => format),
    });
    if (format === 1 || this.#header === null) return;
    this.#session.outbox.append(this.#header);
    this.#header = null;
  }

  /** Rows of lanes are CopyData messages already; those of the shadow are written here. */
  async rows(frames: Uint8Array): Promise<void> {
    this.begin();
    if (frames[0] === COPY_DATA) {
      await this.#send(frames);
      return;
    }
    const writer = copyWriter(this.copy);
    for (const { type, body } of splitMessages(frames)) {
      const row = decodeBackend(type, body);
      if (row.type === 'DataRow') writeRow(writer, row.values);
      if (writer.size >= PART_BYTES) await this.#send(writer.take());
    }
    if (writer.size > 0) await this.#send(writer.take());
  }

  suspend(): void {
    throw new Error('a COPY TO is run to its end');
  }

  /** @param tag of the query, with the number of its rows */
  complete(tag: string): void {
    this.begin();
    const { outbox } = this.#session;
    const trailer = copyTrailer(this.copy);
    if (trailer !== null) outbox.append(this.#withHeader(trailer));
    outbox.send({ type: 'CopyDone' });
    this.#client.complete(`COPY ${tag.slice(tag.lastIndexOf(' ') + 1)}`);
  }

  #send(frames: Uint8Array): Promise<void> | void {
    return this.#client.rows(this.#withHeader(frames));
  }

  /** The binary header and the first message as one. */
  #withHeader(frames: Uint8Array): Uint8Array {
    const header = this.#header;
    if (header === null) return frames;
    this.#header = null;
    const joined = Buffer.concat([header, frames.subarray(MESSAGE_HEAD)]);
    // A message's length counts itself and what follows, not the type in front of it (manual 55.7).
    joined.writeInt32BE(endOfMessage(frames, 0) - 1 + header.length - MESSAGE_HEAD, 1);
    return joined;
  }
}

/** Bytes of a message before its body: type and length. */
const MESSAGE_HEAD = 5;

function writeRow(writer: RowWriter, values: readonly (Uint8Array | null)[]): void {
  writer.beginRow(values.length);
  for (const value of values) {
    if (value === null) writer.null();
    else writer.bytes(value);
  }
  writer.endRow();
}
