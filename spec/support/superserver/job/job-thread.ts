import { parentPort, workerData } from 'node:worker_threads';
import { IrisError } from '../../../../src/backend/iris-session.ts';
import { Features } from '../features.ts';
import { Job } from './job.ts';
import { Answer, type FromJob, type JobData, JobMemory, type JobQuestion, type ToJob } from './messages.ts';

// The entry of a job's thread.

const { path, dialect, identity, features, memory } = workerData as JobData;
const port = parentPort;
if (!port) throw new Error('job-thread.ts runs in a worker thread only');

function post(message: FromJob, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

/** Waits for the main thread's answer: the engine is synchronous, as an IRIS process is. */
function ask(question: JobQuestion): number {
  Atomics.store(memory, JobMemory.answer, Answer.waiting);
  post({ say: 'question', question });
  Atomics.wait(memory, JobMemory.answer, Answer.waiting);
  return Atomics.load(memory, JobMemory.answer);
}

const interrupted = (): boolean => {
  const running = Atomics.load(memory, JobMemory.running);
  return running !== 0 && Atomics.load(memory, JobMemory.stop) === running;
};

let hasTurn = false;

const job = new Job({
  path,
  dialect,
  identity,
  features: new Features(features),
  interrupted,
  control: {
    cancelQuery: (processId) => ask({ ask: 'cancel', processId }) === Answer.yes,
    terminate: (processId) => ask({ ask: 'terminate', processId }) === Answer.yes,
    log: (text, severity) => post({ say: 'log', text, severity }),
  },
  turn: {
    take: (seconds) => {
      if (hasTurn) return;
      const answer = ask({ ask: 'turn', seconds });
      if (answer === Answer.cancelled) throw new IrisError(-456, 'SQL query execution interrupted by user');
      if (answer !== Answer.yes) throw new IrisError(-110, 'Locking conflict in filing');
      hasTurn = true;
    },
    give: () => {
      if (!hasTurn) return;
      hasTurn = false;
      post({ say: 'turnGiven' });
    },
  },
});

port.on('message', (message: ToJob) => {
  if ('end' in message) {
    job.end();
    port.close();
    return;
  }
  const { call, code, payload } = message;
  Atomics.store(memory, JobMemory.running, call);
  const reply = job.serve(code, payload);
  Atomics.store(memory, JobMemory.running, 0);
  const bytes = reply.payload;
  post(
    { say: 'answer', call, status: reply.status, payload: bytes },
    ownsBuffer(bytes) ? [bytes.buffer] : [],
  );
});
post({ say: 'ready' });

/** Only memory that holds nothing else is handed over. */
function ownsBuffer(bytes: Uint8Array<ArrayBuffer>): boolean {
  return bytes.byteLength > 0 && bytes.byteLength === bytes.buffer.byteLength;
}
