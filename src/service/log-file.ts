import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A log that is larger is set aside when the gateway starts. */
const ROTATE_BYTES = 10_000_000;

/** The log of the gateway's process: what it writes to standard output and standard error. */
export class LogFile {
  readonly path: string;
  #start = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** Opens it for appending; what comes from now on is what `written` reads. */
  open(): number {
    mkdirSync(dirname(this.path), { recursive: true });
    if ((statSync(this.path, { throwIfNoEntry: false })?.size ?? 0) > ROTATE_BYTES) {
      renameSync(this.path, `${this.path}.1`);
    }
    const descriptor = openSync(this.path, 'a');
    this.#start = fstatSync(descriptor).size;
    return descriptor;
  }

  /** What was written since it was opened here, at most the last `most` bytes. */
  written(most = 1_000_000): string {
    const descriptor = openSync(this.path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const from = Math.max(this.#start, size - most);
      const bytes = Buffer.alloc(size - from);
      readSync(descriptor, bytes, 0, bytes.length, from);
      return bytes.toString();
    } finally {
      closeSync(descriptor);
    }
  }
}
