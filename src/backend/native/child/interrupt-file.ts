import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BYTES = 4;

/**
 * Names the request that a child is to stop: four bytes of a file that both have open and that has no name any more. A
 * child that is busy reads no messages, but it can look here between two rows.
 */
export class InterruptFile {
  readonly descriptor: number;
  readonly #value = Buffer.alloc(BYTES);

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-lane-'));
    this.descriptor = openSync(join(folder, 'interrupt'), 'w+', 0o600);
    rmSync(folder, { recursive: true });
    this.#write(-1);
  }

  /** Asks for the end of request `id`. */
  interrupt(id: number): void {
    this.#write(id);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  #write(id: number): void {
    this.#value.writeInt32LE(id);
    writeSync(this.descriptor, this.#value, 0, BYTES, 0);
  }
}

/** Milliseconds between two looks: a look takes some microseconds, rows may come every one. */
const LOOK_EVERY_MS = 5;

/** The child's side. */
export class InterruptReader {
  readonly #descriptor: number;
  readonly #value = Buffer.alloc(BYTES);
  #looked = 0;

  /** The request that runs. */
  current = 0;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Whether the request that runs is to end. */
  readonly interrupted = (): boolean => {
    const now = performance.now();
    if (now - this.#looked >= LOOK_EVERY_MS) {
      this.#looked = now;
      readSync(this.#descriptor, this.#value, 0, BYTES, 0);
    }
    return this.#value.readInt32LE() === this.current;
  };
}
