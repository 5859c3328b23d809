const BLOCK = 512;
const DIRECTORY = '5';
/** Old writers leave the type of a plain file empty. */
const FILES = new Set(['0', '\0', '']);

/** An entry of an archive; a file's bytes are a view of it. */
export interface TarEntry {
  readonly path: string;
  /** Permissions. */
  readonly mode: number;
  /** null: a directory. */
  readonly contents: Uint8Array | null;
}

/**
 * Directories and files of an archive in the ustar format (POSIX.1, pax), which is what PGlite's dumpDataDir writes.
 *
 * @throws Error for kinds of entries that a data directory does not have
 */
export function* readTar(archive: Uint8Array): Generator<TarEntry> {
  for (let at = 0; at + BLOCK <= archive.byteLength && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK);
    const size = octal(header, 124, 12);
    const prefix = text(header, 345, 155);
    const name = text(header, 0, 100);
    const type = text(header, 156, 1);
    const start = at + BLOCK;
    const path = prefix === '' ? name : `${prefix}/${name}`;
    const mode = octal(header, 100, 8);
    if (type === DIRECTORY) yield { path, mode, contents: null };
    else if (FILES.has(type)) yield { path, mode, contents: archive.subarray(start, start + size) };
    else throw new Error(`tar: ${path} is of type ${type}`);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** A field ends at its length or the first NUL. Copied first: it may be a view of shared memory. */
function text(header: Uint8Array, start: number, length: number): string {
  const field = Buffer.from(header.subarray(start, start + length));
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

function octal(header: Uint8Array, start: number, length: number): number {
  return Number.parseInt(text(header, start, length).trim() || '0', 8);
}
