/**
 * Words of the memory that a lane's thread shares with the main thread.
 *
 * `STOP`: the request that is to stop, written by the main thread; `RUNNING`: the one that runs; `POSTED` changes with each
 * message to the lane, which waits on it.
 */
export const STOP = 0;
export const RUNNING = 1;
export const POSTED = 2;

/** Memory for one lane. */
export function laneControl(): Int32Array<SharedArrayBuffer> {
  const control = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  control[STOP] = -1;
  return control;
}
