import { parentPort, workerData } from 'node:worker_threads';
import { createRegistry } from '../../types/index.ts';
import { LaneHost } from '../lane/lane-host.ts';
import { DictionaryChanges } from './dictionary/changes.ts';
import { openEmbeddedSession } from './engine/session.ts';
import { RUNNING, STOP } from './lane-control.ts';
import type { EmbeddedLaneData } from './lane.ts';
import { ThreadLink } from './thread-link.ts';

// The entry of an embedded lane's thread: one IRIS session of the engine, served by a LaneHost.

const { path, dialect, types, control, changes } = workerData as EmbeddedLaneData;
const port = parentPort;
if (!port) throw new Error('lane-worker.ts runs in a worker thread only');

const interrupted = (): boolean => Atomics.load(control, STOP) === Atomics.load(control, RUNNING);
const session = openEmbeddedSession({
  path,
  dialect,
  interrupted,
  ...(changes === null ? {} : { changes: new DictionaryChanges(changes) }),
});
const link = new ThreadLink(port, control);
const host = new LaneHost(session, createRegistry(types), link, interrupted);
link.post({ say: 'ready' });
await host.serve();
