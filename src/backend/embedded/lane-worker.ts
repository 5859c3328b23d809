import { parentPort, workerData } from 'node:worker_threads';
import { createRegistry } from '../../types/index.ts';
import { LaneHost } from '../lane/lane-host.ts';
import type { ToLane } from '../lane/messages.ts';
import { openEmbeddedSession } from './engine/session.ts';
import type { EmbeddedLaneData } from './lane.ts';

// The entry of an embedded lane's thread: one IRIS session of the engine, served by a LaneHost.

const { path, dialect, types, control } = workerData as EmbeddedLaneData;
const port = parentPort;
if (!port) throw new Error('lane-worker.ts runs in a worker thread only');

/** control[0]: the request to be stopped, written by the main thread; control[1]: the one that runs. */
const interrupted = (): boolean => Atomics.load(control, 0) === Atomics.load(control, 1);
const session = openEmbeddedSession({ path, dialect, interrupted });
const host = new LaneHost(
  session,
  createRegistry(types),
  { post: (message, transfer) => port.postMessage(message, transfer ? [transfer] : []) },
  interrupted,
);

port.on('message', (message: ToLane) => {
  if ('id' in message) Atomics.store(control, 1, message.id);
  void host.receive(message);
});
port.postMessage({ say: 'ready' });
