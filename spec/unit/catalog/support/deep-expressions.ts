import { parentPort, workerData } from 'node:worker_threads';
import { loadImage } from '../../../../src/catalog/image.ts';
import { Shadow } from '../../../../src/catalog/shadow.ts';
import { ALICE } from './shadow.ts';

// A worker of shadow-guards.spec.ts: posts the SQLSTATEs of three abysses and of one plain statement.

const { folder } = workerData as { folder: string };
const shadow = await Shadow.open({ image: await loadImage(folder) });
const chain = `select ${Array.from({ length: 50_000 }, () => '1').join('+')}`;
const nested = `select ${'('.repeat(4000)}1${')'.repeat(4000)}${'::int'.repeat(40_000)}`;
const sqlstates = [chain, nested, chain, 'select 1'].map(
  (text) => shadow.analyse(text, [], ALICE).error?.sqlstate ?? null,
);
parentPort?.postMessage(sqlstates);
