import { MemoryFS, type PGlite } from '@electric-sql/pglite';
import { readTar } from './tar.ts';

/** Where PGlite has its data directory. */
const DATA = '/pglite/data';

/** What emscripten's file system in memory (MEMFS) has of a file. */
interface FileNode {
  contents: Uint8Array;
  usedBytes: number;
  stream_ops: StreamOperations;
}

interface StreamOperations {
  readonly write: (stream: { readonly node: FileNode }, ...more: unknown[]) => number;
}

interface EmscriptenFiles {
  mkdirTree(path: string): void;
  create(path: string, mode: number): FileNode;
  chmod(path: string, mode: number): void;
  open(path: string, flags: string, mode: number): { readonly node: FileNode };
  close(stream: unknown): void;
}

/**
 * A data directory whose files are views of one archive that all threads share. A file becomes a thread's own when it is
 * written: most of them never are. Unpacked in each thread they were 50 MB of it and half of the time a shadow takes to
 * open (measured 2026-11-24).
 */
export class ImageFiles extends MemoryFS {
  readonly #archive: Uint8Array;
  #database: PGlite | null = null;

  /** @param archive the data directory as a tar */
  constructor(archive: Uint8Array) {
    super();
    // A Buffer's slice() would be a view, not a copy.
    this.#archive = new Uint8Array(archive.buffer, archive.byteOffset, archive.byteLength);
  }

  override async init(...args: Parameters<MemoryFS['init']>): ReturnType<MemoryFS['init']> {
    [this.#database] = args;
    return super.init(...args);
  }

  override initialSyncFs(): Promise<void> {
    if (this.#database === null) throw new Error('the files have no database');
    const files = this.#database.Module.FS as unknown as EmscriptenFiles;
    files.mkdirTree(DATA);
    files.chmod(DATA, 0o700);
    for (const { path, mode, contents } of readTar(this.#archive)) {
      const full = `${DATA}/${path}`;
      if (contents === null) files.mkdirTree(full);
      else lay(files, full, mode, contents);
    }
    return Promise.resolve();
  }
}

function lay(files: EmscriptenFiles, path: string, mode: number, contents: Uint8Array): void {
  const stream = files.open(path, 'w', mode);
  const { node } = stream;
  files.close(stream);
  if (contents.byteLength === 0) return;
  node.contents = contents;
  node.usedBytes = contents.byteLength;
  const operations = node.stream_ops;
  node.stream_ops = {
    ...operations,
    write: (target, ...more) => {
      if (target.node.contents === contents) target.node.contents = contents.slice();
      return operations.write(target, ...more);
    },
  };
}
