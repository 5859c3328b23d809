import { build, type Metafile } from 'esbuild';
import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PRODUCT_FILES, sourcePath, type ProductFile } from '../files/product-files.ts';

/** The main file of the package; `bin` of its package.json. */
export const MAIN_FILE = 'iris-pgwire.js';

/**
 * CommonJS packages look for files beside their code and load Node's modules by require, which a module of ECMAScript has
 * not by itself.
 */
const REQUIRE =
  "import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);";

/**
 * Bundles the gateway and its threads into `folder` and copies what stays files. Modules that several entries use become
 * files of their own, so that a thread has one instance of each (piscina knows its own marks by identity), and what is
 * loaded late (telemetry, the server itself) costs other commands nothing.
 *
 * @returns what went in, by file
 */
export async function bundle(folder: string): Promise<Metafile> {
  await mkdir(folder, { recursive: true });
  const files = Object.values<ProductFile>(PRODUCT_FILES);
  const code = files.filter(({ packaged }) => packaged.endsWith('.js'));
  const { metafile } = await build({
    entryPoints: [{ source: 'src/main.ts', packaged: MAIN_FILE }, ...code].map((file) => ({
      in: sourcePath(file),
      out: basename(file.packaged, '.js'),
    })),
    outdir: folder,
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    legalComments: 'none',
    // Sources only need esbuild, to bundle threads when they start (src/threads); piscina does without its native addon.
    external: ['esbuild', '@napi-rs/nice'],
    define: {
      IRIS_PGWIRE_PACKAGED: 'true',
      __dirname: 'import.meta.dirname',
      __filename: 'import.meta.filename',
    },
    banner: { js: REQUIRE },
    metafile: true,
    logLevel: 'warning',
  });
  for (const file of files.filter((one) => !code.includes(one))) {
    await cp(sourcePath(file), join(folder, file.packaged), { recursive: true });
  }
  return metafile;
}
