import { readdir } from 'node:fs/promises';
import { create } from 'tar';

/** One instant for all files of an archive, as npm has it. */
const MTIME = new Date(Date.UTC(1985, 9, 26, 8, 15));

/** Packs the contents of `folder` below `prefix`; equal contents give equal bytes. */
export async function archive(folder: string, file: string, prefix = ''): Promise<void> {
  const entries = (await readdir(folder)).toSorted();
  await create({ file, cwd: folder, gzip: { level: 9 }, portable: true, mtime: MTIME, prefix }, entries);
}
