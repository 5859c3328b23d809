import { closeSync, openSync, write } from 'node:fs';
import { Writable } from 'node:stream';

/** Lines that wait for a slow disk, in bytes; further ones are lost. */
const MOST_WAITING = 1_000_000;

/**
 * The end of a log file. What cannot be written (a full disk, a folder that is gone) is lost and counted: serving clients
 * does not depend on the log. When writing works again, the log says how much is missing.
 */
export class LogFile extends Writable {
  readonly #path: string;
  readonly #complain: (message: string) => void;
  #descriptor: number | null = null;
  #lost = 0;

  /**
   * @param complain told once when lines begin to be lost
   * @throws the operating system's error when the file cannot be opened
   */
  constructor(path: string, complain: (message: string) => void) {
    super({ decodeStrings: true, highWaterMark: MOST_WAITING });
    this.#path = path;
    this.#complain = complain;
    this.#descriptor = openSync(path, 'a');
  }

  /** Opens the file anew: it may have been renamed (logrotate). */
  reopen(): void {
    try {
      const opened = openSync(this.#path, 'a');
      if (this.#descriptor !== null) closeSync(this.#descriptor);
      this.#descriptor = opened;
    } catch (error) {
      this.#complain(`log.file: ${(error as Error).message}`);
    }
  }

  /** Where lines are written: those for which there is no room any more are lost. */
  readonly lines = new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      if (this.writableLength > MOST_WAITING) this.#lose('the disk is too slow');
      else this.write(line);
      done();
    },
  });

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const missing = this.#lost > 0 ? Buffer.from(`${this.#lost} lines of the log are missing here\n`) : null;
    this.#append(missing === null ? chunk : Buffer.concat([missing, chunk]), (error) => {
      if (error) this.#lose(error.message);
      else if (missing !== null) this.#lost = 0;
      done();
    });
  }

  override _final(done: () => void): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
    done();
  }

  /** Writes everything, in as many pieces as it takes. */
  #append(bytes: Buffer, done: (error: Error | null) => void): void {
    if (this.#descriptor === null) return done(new Error('the file is closed'));
    write(this.#descriptor, bytes, 0, bytes.length, null, (error, written) => {
      if (error || written === bytes.length) done(error);
      else if (written === 0) done(new Error('nothing could be written'));
      else this.#append(bytes.subarray(written), done);
    });
  }

  #lose(why: string): void {
    if (this.#lost === 0) this.#complain(`log.file: lines are lost: ${why}`);
    this.#lost += 1;
  }
}
