import { expect } from 'chai';
import { inspect } from 'node:util';
import { startGateway } from '../support/gateway-process.ts';
import type { GatewayProcess } from '../support/gateway-process.ts';
import { postgresInstalled, startPostgres } from '../support/postgres-server.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { Choices } from '../support/select-generator/choices.ts';
import { Comparison, TIME_ZONES } from '../support/select-generator/comparison.ts';
import type { Disagreement } from '../support/select-generator/comparison.ts';
import { definitions } from '../support/select-generator/schema.ts';
import { shrink } from '../support/select-generator/shrink.ts';
import { generateSelect } from '../support/select-generator/statement.ts';
import { requireInstalled } from '../support/target.ts';
import { WireClient } from '../support/wire-client.ts';

/** How many SELECTs are compared: PGWIRE_SELECTS=20000 for a thorough run. */
const SELECTS = Number(process.env['PGWIRE_SELECTS'] ?? 2000);

/** The series of statements: PGWIRE_SELECTS_SEED=2 for others. A failure names it. */
const SEED = Number(process.env['PGWIRE_SELECTS_SEED'] ?? 1);

/** Statements that are made before they are run, so that a failure is seen soon. */
const BATCH = 64;

/** Disagreements that are made small and shown; the others are counted. */
const SHOWN = 3;

const SHRINK_ATTEMPTS = 400;

/** Milliseconds that one comparison may take on a slow machine. */
const EACH = 150;

async function fill(host: string, port: number): Promise<void> {
  const client = await WireClient.connect({ host, port });
  for (const statement of definitions()) {
    const failed = (await client.simple(statement)).find((message) => message.type === 'ErrorResponse');
    expect(failed, statement).to.equal(undefined);
  }
  await client.close();
}

function aspects({ differences }: Disagreement): string {
  return differences.map(({ aspect }) => aspect).join();
}

/** The smallest statement that differs in the same aspects, and how. */
async function describeSmallest(found: Disagreement, comparison: Comparison, zone: string): Promise<string> {
  const smallest = await shrink(
    found.select,
    async (candidate) => (await comparison.run([candidate])).some((one) => aspects(one) === aspects(found)),
    SHRINK_ATTEMPTS,
  );
  const [{ select, differences } = found] = await comparison.run([smallest]);
  const values = select.parameters.map(({ value }) => value);
  const shown = differences.map(
    ({ aspect, expected, actual }) =>
      `${aspect}\n  PostgreSQL: ${inspect(expected, { depth: 6 })}\n  gateway:    ${inspect(actual, { depth: 6 })}`,
  );
  return `TimeZone ${zone}, ${select.binary ? 'binary' : 'text'}, parameters ${inspect(values)}\n${select.sql}\n${shown.join('\n')}`;
}

describe('random SELECTs: the same as PostgreSQL 15', () => {
  let oracle: PostgresServer | undefined;
  let gateway: GatewayProcess | undefined;

  before(async function () {
    this.timeout(120_000);
    requireInstalled(this, postgresInstalled(), 'PostgreSQL 15');
    oracle = await startPostgres();
    gateway = await startGateway();
    for (const { host, port } of [oracle, gateway]) await fill(host, port);
  });

  after(async function () {
    this.timeout(60_000);
    await gateway?.stop();
    await oracle?.stop();
  });

  it(`${SELECTS} of seed ${SEED}: rows, types, names and SQLSTATE`, async function () {
    this.timeout(60_000 + SELECTS * EACH);
    if (!oracle || !gateway) throw new Error('the servers are not running');
    const sides = [oracle, gateway] as const;
    const failures: string[] = [];
    let differing = 0;
    const runLane = async (zone: string, lane: number): Promise<void> => {
      const comparison = await Comparison.open(...sides, zone);
      for (let start = lane * BATCH; start < SELECTS; start += TIME_ZONES.length * BATCH) {
        const count = Math.min(BATCH, SELECTS - start);
        const batch = Array.from({ length: count }, (_, i) =>
          generateSelect(Choices.seeded(SEED, start + i)),
        );
        for (const found of await comparison.run(batch)) {
          differing += 1;
          if (differing > SHOWN) continue;
          failures.push(await describeSmallest(found, comparison, zone));
        }
      }
      await comparison.close();
    };
    await Promise.all(TIME_ZONES.map(runLane));
    if (differing > 0) {
      expect.fail(`${differing} of ${SELECTS} differ (seed ${SEED})\n\n${failures.join('\n\n')}`);
    }
  });
});
