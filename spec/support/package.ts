import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePackages, type Packages } from '../../src/packaging/package.ts';

let made: Promise<Packages> | undefined;

/** The packages, made once for all specs of a run, and gone after it. */
export function packages(): Promise<Packages> {
  made ??= make();
  return made;
}

function make(): Promise<Packages> {
  const folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-package-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return makePackages(folder);
}
