import type { Metafile } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PRODUCT_FILES, sourcePath, type ProductFile } from '../files/product-files.ts';

/** A package of npm whose code is in ours. */
export interface Ingredient {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Texts of its licence files. */
  readonly texts: readonly string[];
}

/** The packages that went into the bundle or whose files were copied, by name. */
export function ingredients(metafile: Metafile): Ingredient[] {
  const copied = Object.values<ProductFile>(PRODUCT_FILES)
    .filter(({ from }) => from !== undefined)
    .map(sourcePath);
  const folders = new Set(
    [...Object.keys(metafile.inputs), ...copied].flatMap((file) => packageFolderOf(resolve(file)) ?? []),
  );
  return [...folders]
    .map(readPackage)
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** .../node_modules/name or .../node_modules/@scope/name, the innermost. */
function packageFolderOf(file: string): string | null {
  const parts = file.split(/[/\\]/);
  const at = parts.lastIndexOf('node_modules');
  if (at < 0) return null;
  return parts.slice(0, at + (parts[at + 1]?.startsWith('@') ? 3 : 2)).join('/');
}

function readPackage(folder: string): Ingredient {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)/i.test(entry.name))
    .map((entry) => entry.name);
  const texts = files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, license: license ?? 'see its text', texts };
}

/** What the licences of the ingredients ask to be passed on. */
export function licenseTexts(list: readonly Ingredient[]): string {
  const parts = list.map(
    ({ name, version, license, texts }) =>
      `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`,
  );
  return `iris-pgwire contains code of the following packages.\n\n${parts.join('\n')}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Folder of the source tree. */
export const PROJECT = dirname(sourcePath({ source: 'package.json', packaged: '' }));
