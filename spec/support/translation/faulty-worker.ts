/** Tasks that behave as badly as threads can; the pool's spec runs them. */
import { parentPort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { StartBoard } from '../../../src/translation/start-board.ts';
import type { LostThread, Seated, WorkerBoard } from '../../../src/translation/worker-pool.ts';

const board = new StartBoard((Piscina.workerData as WorkerBoard).board);

let served = 0;

export function echo(task: Seated & { readonly value: unknown }): { value: unknown; served: number } {
  board.started(task.seat);
  served += 1;
  return { value: task.value, served };
}

export function hang(task: Seated): void {
  board.started(task.seat);
  for (;;) Math.random();
}

/** Never says that it began. */
export function load(): void {
  for (;;) Math.random();
}

/** Begins late, and then runs. */
export async function slowStart(task: Seated & { readonly startMs: number; readonly runMs: number }) {
  await new Promise((resolve) => setTimeout(resolve, task.startMs));
  board.started(task.seat);
  await new Promise((resolve) => setTimeout(resolve, task.runMs));
  return 'done';
}

export function crash(task: Seated): Promise<never> {
  board.started(task.seat);
  queueMicrotask(() => {
    throw new Error('the thread is broken');
  });
  return new Promise(() => undefined);
}

export function exit(task: Seated): void {
  board.started(task.seat);
  process.exit(3);
}

/** Ends its thread, with the work done and not told, until so many have been ended. */
export function mortal(task: Seated & { readonly counter: Int32Array; readonly deaths: number }): string {
  board.started(task.seat);
  const thread = Atomics.add(task.counter, 0, 1);
  if (thread < task.deaths) process.exit(3);
  return `thread ${thread}`;
}

export function recurse(task: Seated & { readonly depth: number }): number {
  board.started(task.seat);
  const sum = (n: number): number => (n === 0 ? 0 : 1 + sum(n - 1));
  return sum(task.depth);
}

/** The threads cannot start until the shared counter has come to `needed`. */
export function unlucky(
  task: Seated & { readonly counter: Int32Array; readonly needed: number },
): string | Promise<never> {
  const thread = Atomics.add(task.counter, 0, 1) + 1;
  if (thread >= task.needed) return `served by thread ${thread}`;
  const error = { severity: 'ERROR', sqlstate: '57P03', message: 'not started' } as const;
  const lost: LostThread = { seat: task.seat, error, why: 'no luck', again: true };
  parentPort?.postMessage(lost);
  return new Promise(() => undefined);
}
