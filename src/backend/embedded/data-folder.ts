import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The folder of the embedded database cannot be used; `message` is one line. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  /** Another gateway has it: it works again when that one ends. */
  readonly inUse: boolean;

  constructor(message: string, inUse: boolean, cause: unknown) {
    super(message, { cause });
    this.inUse = inUse;
  }
}

/** SQLITE_BUSY (https://sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;

/**
 * The folder that holds one embedded database. It belongs to one gateway at a time: turns of writers are granted inside
 * a process, so a second one on the same file would meet SQLite's locks instead.
 */
export class DataFolder {
  /** The database file, which need not exist. */
  readonly file: string;
  readonly path: string;
  readonly #release: () => void;

  private constructor(folder: string, release: () => void) {
    this.path = folder;
    this.file = join(folder, 'iris.sqlite');
    this.#release = release;
  }

  /**
   * Takes the folder, which is made when missing; `:memory:` is a temporary one that is removed at the end, because
   * lanes in several threads cannot share SQLite's own `:memory:`.
   *
   * @throws DataFolderError
   */
  static claim(path: string): DataFolder {
    return path === ':memory:' ? DataFolder.#temporary() : DataFolder.#permanent(path);
  }

  static #temporary(): DataFolder {
    const folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-'));
    const remove = (): void => rmSync(folder, { recursive: true, force: true });
    // Also when the process ends by an error.
    process.once('exit', remove);
    return new DataFolder(folder, () => {
      process.removeListener('exit', remove);
      remove();
    });
  }

  static #permanent(path: string): DataFolder {
    try {
      mkdirSync(path, { recursive: true });
      const lock = lockFile(join(path, 'lock'));
      return new DataFolder(path, () => lock.close());
    } catch (error) {
      if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
        throw new DataFolderError(`${path} is used by another gateway`, true, error);
      }
      const reason = error instanceof Error ? error.message : String(error);
      throw new DataFolderError(`cannot use ${path}: ${reason}`, false, error);
    }
  }

  /** The folder that another process of the same gateway has claimed. */
  static shared(folder: string): DataFolder {
    return new DataFolder(folder, () => undefined);
  }

  /** Gives the folder back. Lanes are closed before. */
  release(): void {
    this.#release();
  }
}

/** A lock that the operating system takes back when the process dies, unlike a file with a process number. */
function lockFile(file: string): DatabaseSync {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}
