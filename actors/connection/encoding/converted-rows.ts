import { fromUtf8, type SingleByteTable } from '../../../src/encoding/single-byte.ts';
import { Reader, splitMessages, Writer } from '../../../src/protocol/index.ts';
import { convertValue, type Format, type TypeRegistry } from '../../../src/types/index.ts';
import type { Receiver } from '../portal/receiver.ts';

/** The columns of rows: types by OID, and formats. */
export interface RowShape {
  readonly types: readonly number[];
  readonly formats: readonly Format[];
}

/** Takes rows for a client whose text is not UTF-8. */
export class ConvertingReceiver implements Receiver {
  readonly #to: Receiver;
  readonly #table: SingleByteTable;
  readonly #registry: TypeRegistry;
  readonly #shape: RowShape;

  constructor(to: Receiver, table: SingleByteTable, registry: TypeRegistry, shape: RowShape) {
    this.#to = to;
    this.#table = table;
    this.#registry = registry;
    this.#shape = shape;
  }

  /** @throws GatewayError 22P05, when the rows before it are sent */
  async rows(frames: Uint8Array): Promise<void> {
    const writer = new Writer(frames.length);
    let whole = 0;
    try {
      for (const { body } of splitMessages(frames)) {
        this.#convert(new Reader(body), writer);
        whole = writer.length;
      }
    } catch (error) {
      writer.truncate(whole);
      if (whole > 0) await this.#to.rows(writer.take());
      throw error;
    }
    await this.#to.rows(writer.take());
  }

  suspend(): void {
    this.#to.suspend();
  }

  complete(tag: string): void {
    this.#to.complete(tag);
  }

  #convert(reader: Reader, writer: Writer): void {
    const { types, formats } = this.#shape;
    const count = reader.uint16();
    writer.begin('D').uint16(count);
    for (let at = 0; at < count; at += 1) {
      const value = reader.value();
      if (value === null) writer.value(null);
      else {
        writer.value(
          convertValue(this.#registry, types[at] ?? 0, formats[at] ?? 0, value, (text) =>
            fromUtf8(text, this.#table),
          ),
        );
      }
    }
    writer.finish();
  }
}
