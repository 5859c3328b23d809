/**
 * What the inspector costs: CPU of the gateway a point query with nobody looking, with one viewer, and with one that follows
 * all messages. `node spec/bench/inspector.ts [queries]`
 */
import { readFileSync } from 'node:fs';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { WireClient } from '../support/wire-client.ts';

const QUERIES = Number(process.argv[2] ?? 20_000);
/** Of the kernel's clock in /proc (proc(5), utime): 100 a second. */
const TICK_MS = 10;

/** CPU of all threads since the start, in milliseconds. */
function cpu({ pid }: GatewayProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

async function measure(gateway: GatewayProcess, client: WireClient, name: string): Promise<void> {
  const before = cpu(gateway);
  for (let i = 0; i < QUERIES; i += 1) await client.simple(`select note from t where id = ${i % 100}`);
  const each = ((cpu(gateway) - before) * 1000) / QUERIES;
  console.log(`${name.padEnd(34)} ${each.toFixed(1)} us of CPU a query`);
}

const gateway = await startGateway();
const admin = `http://127.0.0.1:${/admin port open host="[^"]+" port=(\d+)/.exec(gateway.stderr())?.[1] ?? ''}`;
const client = await WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 60_000 });
await client.simple('create table t (id integer primary key, note text)');
await client.simple("insert into t select i, 'x' from generate_series(0, 99) i");
await measure(gateway, client, '(warming up)');
await measure(gateway, client, 'nobody looks');

const looking = new AbortController();
const response = await fetch(`${admin}/inspector/stream`, { signal: looking.signal });
const reading = (async () => {
  for await (const chunk of response.body ?? []) void chunk;
})().catch(() => undefined);
await measure(gateway, client, 'one viewer');
await fetch(`${admin}/inspector/1/follow`, { method: 'POST', body: '{"connection":"all"}' });
await measure(gateway, client, 'one viewer, all messages');
looking.abort();
await reading;
await measure(gateway, client, 'nobody looks again');
await client.close();
await gateway.stop();
