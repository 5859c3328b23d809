/** The tasks of src/translation/worker.ts, in threads that die on request. */
import { Piscina } from 'piscina';
import * as tasks from '../../../src/translation/worker.ts';

/** What a thread finds in its workerData besides the pool's. */
export interface Mortality {
  /** One Int32: the answers that may still be given before a thread dies; below 0 none dies any more. */
  readonly answersLeft: SharedArrayBuffer;
}

const left = new Int32Array((Piscina.workerData as Mortality).answersLeft);

/** The thread ends when the work is done and nobody has heard of it yet. */
function mortal<T, R>(work: (task: T) => Promise<R>): (task: T) => Promise<R> {
  return async (task) => {
    const answer = await work(task);
    if (Atomics.sub(left, 0, 1) === 0) process.exit(1);
    return answer;
  };
}

export const run = mortal(tasks.run);
export const prepare = mortal(tasks.prepare);
