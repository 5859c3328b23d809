/**
 * `npm run fuzz -- --target NAME --minutes N [--seed N]`: gives a part of the gateway that reads what others have written
 * inputs that are changed at random and kept when they run new code. What fails is kept in spec/fuzz/seeds, which
 * `npm test` replays. Jazzer.js 4.0.0, the one npm fuzzer that is still maintained, needs glibc 2.38; Debian 12 has 2.36.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Piscina } from 'piscina';
import { workerSetup } from '../../src/translation/worker-setup.ts';
import { StartBoard } from '../../src/translation/start-board.ts';
import { IMAGE_FOLDER } from '../unit/catalog/support/shadow.ts';
import type { LostThread } from '../../src/translation/worker-pool.ts';
import type { Figures, LoopNews, LoopTask } from './loop.ts';
import { SEEDS, targetNames } from './targets/index.ts';

/** An input may take this long on a machine with much else to do, in milliseconds. */
const HANG_MS = 60_000;

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: '' },
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const { target } = values;
if (!targetNames.includes(target)) {
  console.error(`--target is one of ${targetNames.join(', ')}`);
  process.exit(64);
}

const current = new SharedArrayBuffer(8 + 64 * 1024);
const counter = new Int32Array(current, 0, 2);
const task: LoopTask = {
  target,
  seconds: Number(values.minutes) * 60,
  seed: Number(values.seed),
  corpus: join(import.meta.dirname, '../../.cache/fuzz', target),
  current,
};
console.log(`${target}: ${values.minutes} minutes, seed ${values.seed}`);
let findings = 0;
const pool = new Piscina({
  filename: join(import.meta.dirname, 'loop.ts'),
  minThreads: 1,
  maxThreads: 1,
  resourceLimits: { stackSizeMb: 32 },
  workerData: target === 'translator' ? await translatorSetup() : {},
});
pool.on('message', hear);

let last = { count: -1, since: Date.now() };
setInterval(() => {
  const count = Atomics.load(counter, 0);
  if (count !== last.count) last = { count, since: Date.now() };
  else if (count > 0 && Date.now() - last.since > HANG_MS) {
    found(shown(), `no end within ${HANG_MS / 1000} s`);
    finish();
  }
}, 1000).unref();

try {
  show((await pool.run(task)) as Figures);
} catch (error) {
  found(shown(), error instanceof Error ? (error.stack ?? error.message) : String(error));
}
finish();

/** What a thread of the translation workers is given. */
async function translatorSetup(): Promise<object> {
  const setup = await workerSetup({
    analysers: 1,
    queries: 0,
    imageFolder: IMAGE_FOLDER,
    cacheSize: 1,
    timeoutMs: HANG_MS,
    dialect: { version: [2025, 3] },
    serverVersion: '14.20',
    owner: '_SYSTEM',
    report: () => undefined,
  });
  return { ...setup, board: new StartBoard().buffer, answersQueries: false };
}

function finish(): never {
  const { user, system } = process.cpuUsage();
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${target}: ${findings} findings; ${Math.round((user + system) / 1e6)} s of CPU, ${memory} MB at most`,
  );
  process.exit(findings === 0 ? 0 : 1);
}

function hear(news: LoopNews | LostThread): void {
  if (!('kind' in news)) {
    // A worker of the translation gives itself up: its parser or shadow is broken.
    found(shown(), news.why);
    finish();
  }
  if (news.kind === 'finding') found(news.input, news.error);
  else if (news.kind === 'ready') console.log(`${target}: ${news.inputs} inputs to begin with`);
  else show(news);
}

function show({ runs, corpus, shapes, functions }: Figures): void {
  console.log(`${target}: ${runs} inputs, ${corpus} kept, ${functions} functions in ${shapes} shapes`);
}

function shown(): Uint8Array {
  return new Uint8Array(current, 8, Atomics.load(counter, 1)).slice();
}

function found(input: Uint8Array, error: string): void {
  findings += 1;
  const folder = join(SEEDS, target);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, createHash('sha256').update(input).digest('hex').slice(0, 16));
  writeFileSync(file, input);
  console.log(`FINDING ${file}\n${error}`);
}
