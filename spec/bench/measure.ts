import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadOrder, LoadResult } from './load.ts';

/** Numbers below were used. */
let unique = 1;

/** Runs one workload in a process of its own. */
export async function measure(order: Omit<LoadOrder, 'firstUnique'>): Promise<LoadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<LoadResult>();
  const child = fork(join(import.meta.dirname, 'load.ts'));
  child.once('message', (message: { result?: LoadResult; error?: string }) => {
    if (message.result) resolve(message.result);
    else reject(new Error(`${order.workload}, ${order.clients} clients: ${message.error ?? ''}`));
  });
  child.once('exit', (code) => reject(new Error(`the load process ended with ${String(code)}`)));
  child.send({ ...order, firstUnique: unique });
  unique += 1_000_000;
  return promise;
}
