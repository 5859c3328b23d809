import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { endOfMessage } from '../../../src/protocol/index.ts';

/** What is kept in memory; beyond it everything goes to a file. */
const MEMORY_BYTES = 1024 * 1024;

/** Most that is read back at once, unless one row is longer. */
const READ_BYTES = 256 * 1024;

let files = 0;

/**
 * Rows of a cursor, as DataRow messages, numbered from 1. A large result lies in a temporary file that has no name, so
 * that nothing is left of it whatever happens to the process.
 */
export class RowStore {
  readonly #limit: number;
  /** Bytes before the end of each row, the first entry being where the first row starts. */
  #ends: number[] = [0];
  /** Rows that were discarded before the first that is here. */
  #base = 0;
  #memory: Uint8Array[] = [];
  #file: FileHandle | null = null;

  /** @param limit bytes that may be kept; 53400 beyond */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Number of the last row. */
  get last(): number {
    return this.#base + this.#ends.length - 1;
  }

  get bytes(): number {
    return this.#ends.at(-1) ?? 0;
  }

  /** Takes complete messages, which stay the caller's. @throws GatewayError 53400, 53100 (disk full) */
  async append(frames: Uint8Array): Promise<void> {
    const before = this.bytes;
    if (before + frames.length > this.#limit) {
      throw new GatewayError(
        '53400',
        `temporary file size exceeds temp_file_limit (${Math.floor(this.#limit / 1024)}kB)`,
      );
    }
    if (this.#file === null && before + frames.length > MEMORY_BYTES) await this.#spill();
    if (this.#file === null) this.#memory.push(frames.slice());
    else await this.#write(this.#file, frames, before);
    for (let at = 0; at < frames.length; ) {
      at = endOfMessage(frames, at);
      this.#ends.push(before + at);
    }
  }

  /** The messages of rows `from` to `to`, both included, a piece at a time. */
  async *read(from: number, to: number): AsyncGenerator<Uint8Array, void> {
    for (let row = from; row <= to; ) {
      const start = this.#start(row);
      let last = row;
      while (last < to && this.#start(last + 2) - start <= READ_BYTES) last += 1;
      yield await this.#bytes(start, this.#start(last + 1));
      row = last + 1;
    }
  }

  /** Forgets the rows; the next that is appended has the number behind them and `passed` more. */
  async discard(passed = 0): Promise<void> {
    this.#base = this.last + passed;
    this.#ends = [0];
    this.#memory = [];
    await this.close();
  }

  /** Gives the file back. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  /** Bytes before a row. */
  #start(row: number): number {
    return this.#ends[row - this.#base - 1] ?? this.bytes;
  }

  async #bytes(start: number, end: number): Promise<Uint8Array> {
    if (this.#file === null) {
      const all = this.#memory.length === 1 ? this.#memory[0] : Buffer.concat(this.#memory);
      this.#memory = all === undefined ? [] : [all];
      return all?.subarray(start, end) ?? new Uint8Array();
    }
    const bytes = new Uint8Array(end - start);
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await this.#file.read(bytes, done, bytes.length - done, start + done);
      if (bytesRead === 0) throw new GatewayError('58030', 'a temporary file is shorter than it was written');
      done += bytesRead;
    }
    return bytes;
  }

  async #spill(): Promise<void> {
    files += 1;
    const path = join(tmpdir(), `iris-pgwire-${process.pid}-${files}`);
    try {
      const file = await open(path, 'wx+', 0o600);
      this.#file = file;
      await unlink(path);
    } catch (error) {
      throw fileError(error);
    }
    await this.#write(this.#file, Buffer.concat(this.#memory), 0);
    this.#memory = [];
  }

  async #write(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    } catch (error) {
      throw fileError(error);
    }
  }
}

/** SQLSTATE class 53 and 58 as PostgreSQL's errcode_for_file_access has them. */
function fileError(cause: unknown): GatewayError {
  const full = cause instanceof Error && 'code' in cause && ['ENOSPC', 'EDQUOT'].includes(String(cause.code));
  return new GatewayError(full ? '53100' : '58030', 'could not write to a temporary file', {}, { cause });
}
