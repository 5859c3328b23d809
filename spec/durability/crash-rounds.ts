import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { WireClient } from '../support/wire-client.ts';

/** What was found over all rounds. */
export interface Outcome {
  readonly acknowledged: number;
  /** Transactions that were acknowledged and are not there. */
  readonly lost: string[];
  /** Transactions of which a part is there. */
  readonly halves: string[];
}

/** Sessions that write, and rows of each transaction. */
const WRITERS = 4;
const ROWS = 5;
/** A gateway is killed within this time after its writers began, in milliseconds. */
const MOST_MS = 600;

/**
 * Gateways on one data folder are killed (SIGKILL) one after the other while sessions commit transactions of several rows;
 * each next one must have every transaction whose COMMIT was answered, and of no transaction a part.
 */
export async function crashRounds(rounds: number, tell: (line: string) => void): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'pgwire-durability-'));
  const acknowledged = new Set<string>();
  const outcome: Outcome = { acknowledged: 0, lost: [], halves: [] };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const gateway = await startGateway({
        environment: { PGWIRE_EMBEDDED_PATH: folder },
        readyWithinMs: 120_000,
      });
      await look(gateway, acknowledged, outcome, round === 0);
      if (round === rounds) await gateway.stop();
      else await writeUntilKilled(gateway, round, acknowledged);
      tell(
        `round ${round} of ${rounds}: ${acknowledged.size} commits answered, ${outcome.lost.length} lost, ${outcome.halves.length} halves`,
      );
    }
    return { ...outcome, acknowledged: acknowledged.size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function look(
  gateway: GatewayProcess,
  acknowledged: ReadonlySet<string>,
  outcome: Outcome,
  first: boolean,
): Promise<void> {
  const client = await connect(gateway);
  if (first) {
    expectNone(
      await client.simple('create table written (tx text, row_number int, primary key (tx, row_number))'),
    );
  } else {
    const answer = await client.simple('select tx, count(*) from written group by tx');
    expectNone(answer);
    const found = new Map(rowsOf(answer).map(([tx, count]) => [tx, Number(count)]));
    for (const [tx, count] of found) if (count !== ROWS) outcome.halves.push(String(tx));
    for (const tx of acknowledged) if (!found.has(tx)) outcome.lost.push(tx);
  }
  await client.close();
}

async function writeUntilKilled(
  gateway: GatewayProcess,
  round: number,
  acknowledged: Set<string>,
): Promise<void> {
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => connect(gateway)));
  const writing = writers.map(async (client, writer) => {
    for (let i = 0; ; i += 1) {
      const tx = `${round}.${writer}.${i}`;
      try {
        await client.simple('begin');
        for (let row = 0; row < ROWS; row += 1)
          await client.simple(`insert into written values ('${tx}', ${row})`);
        if (errorsOf(await client.simple('commit')).length === 0) acknowledged.add(tx);
      } catch {
        // The link is cut: the gateway is dead, and what it has not answered may be there or not.
        return;
      }
    }
  });
  await pause(MOST_MS * Math.random());
  gateway.signal('SIGKILL');
  await gateway.exited;
  await Promise.all(writing);
  for (const client of writers) client.destroy();
}

function connect({ host, port }: GatewayProcess): Promise<WireClient> {
  return WireClient.connect({ host, port, timeoutMs: 60_000 });
}

function expectNone(answer: Parameters<typeof errorsOf>[0]): void {
  const [error] = errorsOf(answer);
  if (error !== undefined) throw new Error(`the gateway answers ${error}`);
}
