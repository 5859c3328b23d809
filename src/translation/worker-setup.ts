import { readFile } from 'node:fs/promises';
import { loadImage } from '../catalog/image.ts';
import { productFile } from '../files/product-files.ts';
import type { TranslatorOptions } from './api.ts';
import type { WorkerSetup } from './tasks/messages.ts';

/** Node has it; the types of TypeScript's es libraries and of @types/node do not. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

/**
 * What all threads share: the shadow's image (made now if the folder has none, 10 s) and PostgreSQL's code, compiled
 * once.
 */
export async function workerSetup(
  options: TranslatorOptions,
): Promise<Omit<WorkerSetup, 'board' | 'answersQueries'>> {
  const [image, wasmModule] = await Promise.all([
    loadImage(options.imageFolder),
    readFile(productFile('pgliteCode')).then((bytes) => WebAssembly.compile(bytes)),
  ]);
  const shared = new Uint8Array(new SharedArrayBuffer(image.byteLength));
  shared.set(image);
  const { serverVersion, owner, dialect, operatorMap = 'pgvector' } = options;
  return { image: shared, wasmModule, serverVersion, owner, dialect, operatorMap };
}
