import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyData, copyDone, query, startup } from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { WireClient } from '../support/wire-client.ts';

/**
 * Memory under large streams (issue 4): a slow reader of a 1 GB result, a fast writer of a 1 GB COPY. Prints what the
 * gateway occupied above idle; the goal is 100 MB. MEGABYTES=64 for a quick run. The tables lie in a temporary folder,
 * which takes twice as much room while the COPY runs.
 */
const MEGABYTES = Number(process.env['MEGABYTES'] ?? 1024);
const MEGABYTE = 1024 * 1024;
const ROW = 8192;

/** The most that was resident until `work` is done, in MB. */
async function peakOf(gateway: GatewayProcess, work: () => Promise<void>): Promise<number> {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, gateway.resident())), 50);
  await work().finally(() => clearInterval(timer));
  return peak;
}

async function login(gateway: GatewayProcess): Promise<Socket> {
  const socket = connect(gateway.port, gateway.host);
  await once(socket, 'connect');
  socket.write(startup({ user: '_SYSTEM', database: 'USER' }));
  await once(socket, 'data');
  return socket;
}

/** Reads so many bytes, stopping often, as a client that works on each row. */
async function readSlowly(gateway: GatewayProcess, sql: string, bytes: number): Promise<void> {
  const socket = await login(gateway);
  socket.write(query(sql));
  let read = 0;
  let rest = MEGABYTE;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    read += chunk.length;
    rest -= chunk.length;
    if (read >= bytes) break;
    if (rest > 0) continue;
    rest = MEGABYTE;
    await pause(5);
  }
  socket.destroy();
}

/** Sends as fast as the socket takes it; resolves with the answer's end. */
async function writeFast(gateway: GatewayProcess, rows: number): Promise<void> {
  const socket = await login(gateway);
  socket.write(query('COPY incoming FROM STDIN'));
  await once(socket, 'data');
  const body = 'x'.repeat(ROW);
  for (let row = 0; row < rows; row += 1) {
    if (!socket.write(copyData(`${row}\t${body}\n`))) await once(socket, 'drain');
  }
  socket.write(copyDone());
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.includes('COPY ')) throw new Error(answer.toString());
  socket.destroy();
}

// In memory the table itself would be counted.
const folder = await mkdtemp(join(tmpdir(), 'pgwire-streams-'));
const gateway = await startGateway({ environment: { PGWIRE_EMBEDDED_PATH: folder } });
const admin = await WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 600_000 });
await admin.simple('CREATE TABLE incoming (id integer PRIMARY KEY, body varchar(10000))');
await admin.simple('SELECT count(*) FROM incoming');
await pause(2000);
const idle = gateway.resident();
const rows = Math.ceil((MEGABYTES * MEGABYTE) / ROW);

const writing = await peakOf(gateway, () => writeFast(gateway, rows));
console.log(
  `COPY of ${MEGABYTES} MB in: ${Math.round(writing - idle)} MB above idle (${Math.round(idle)} MB)`,
);
const reading = await peakOf(gateway, () =>
  readSlowly(gateway, 'SELECT id, body FROM incoming', MEGABYTES * MEGABYTE),
);
console.log(`result of ${MEGABYTES} MB read slowly: ${Math.round(reading - idle)} MB above idle`);
await admin.close();
await gateway.stop();
await rm(folder, { recursive: true });
