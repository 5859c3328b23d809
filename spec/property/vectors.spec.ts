import { expect } from 'chai';
import fc from 'fast-check';
import { DISTANCES, type Measure } from '../../src/types/pgvector/distance.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { PgvectorClient } from '../support/pgvector-client.ts';
import { WireClient } from '../support/wire-client.ts';
import { sortMessages } from '../differential/observe.ts';

type Row = readonly (string | null)[];

const OPERATORS: Readonly<Record<string, Measure>> = {
  '<->': 'l2',
  '<=>': 'cosine',
  '<#>': 'negative inner product',
  '<+>': 'l1',
};

/** IRIS orders by doubles, pgvector by sums of singles: rows that are nearer to each other than this may change places. */
const TOLERANCE = 1e-5;

const ROWS = 60;

const single = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.float({ min: -100, max: 100, noNaN: true }),
  fc.float({ min: Math.fround(1e-3), max: 1, noNaN: true }),
);

function vectorOf(dimensions: number): fc.Arbitrary<Float32Array> {
  return fc
    .array(single, { minLength: dimensions, maxLength: dimensions })
    .map((values) => Float32Array.from(values));
}

function text(vector: Float32Array): string {
  return `[${[...vector].join(',')}]`;
}

async function rowsOf(
  client: Pick<WireClient, 'extended'>,
  sql: string,
  values: readonly (string | null)[],
): Promise<readonly Row[]> {
  const [result] = sortMessages(await client.extended(sql, values, { describe: true })).results;
  if (result?.error) expect.fail(`${sql}: ${result.error.sqlstate} ${result.error.message}`);
  return result?.rows ?? [];
}

describe('vectors: the gateway against brute force', () => {
  let gateway: GatewayProcess;
  let client: WireClient;
  let pgvector: PgvectorClient;
  let compared = 0;

  before(async function () {
    this.timeout(120_000);
    gateway = await startGateway();
    client = await WireClient.connect(gateway);
    pgvector = await PgvectorClient.open();
  });

  after(async () => {
    console.log(`      ${compared} distances compared`);
    await client?.close();
    await gateway?.stop();
    await pgvector?.close();
  });

  it('computes as pgvector does, bit for bit', async function () {
    this.timeout(60_000);
    const pairs = fc.integer({ min: 1, max: 70 }).chain((n) => fc.tuple(vectorOf(n), vectorOf(n)));
    const columns = Object.keys(OPERATORS).map((operator) => `$1::vector ${operator} $2::vector`);
    await fc.assert(
      fc.asyncProperty(pairs, async ([a, b]) => {
        const [row] = await rowsOf(pgvector, `select ${columns.join(', ')}`, [text(a), text(b)]);
        const own = Object.values(OPERATORS).map((measure) => DISTANCES[measure](a, b));
        expect(row?.map(Number)).to.deep.equal(own);
        compared += own.length;
      }),
      { numRuns: 300 },
    );
  });

  for (const type of ['vector', 'halfvec']) {
    for (const dimensions of [1, 3, 32]) {
      it(`shows and orders ${type}(${dimensions}) as brute force does`, async function () {
        this.timeout(120_000);
        const round = type === 'halfvec' ? (value: number) => Math.f16round(value) : (value: number) => value;
        const table = `p_${type}_${dimensions}`;
        await rowsOf(client, `create table ${table} (id int primary key, v ${type}(${dimensions}))`, []);
        const stored = fc
          .sample(vectorOf(dimensions), { numRuns: ROWS, seed: dimensions })
          .map((vector) => vector.map(round));
        const tuples = stored.map((vector, id) => `(${id}, '${text(vector)}')`);
        await rowsOf(client, `insert into ${table} values ${tuples.join(', ')}`, []);
        const queries = fc
          .sample(vectorOf(dimensions), { numRuns: 4, seed: 17 })
          .map((one) => one.map(round));
        for (const query of queries) {
          for (const [operator, measure] of Object.entries(OPERATORS)) {
            const sql = `select id, v ${operator} $1 as distance from ${table} order by v ${operator} $1 limit $2`;
            const found = await rowsOf(client, sql, [text(query), String(ROWS)]);
            const distances = stored.map((vector) => DISTANCES[measure](vector, query));
            expect(found).to.have.lengthOf(ROWS);
            for (const [id, distance] of found) {
              expect(Number(distance)).to.deep.equal(distances[Number(id)]);
            }
            expectOrder(found.map(([id]) => distances[Number(id)] ?? Number.NaN));
            compared += found.length;
          }
        }
      });
    }
  }
});

/** Ascending but for what rounding may exchange; NaN is the greatest. */
function expectOrder(distances: readonly number[]): void {
  const scale = Math.max(1, ...distances.filter(Number.isFinite).map(Math.abs));
  for (const [i, distance] of distances.entries()) {
    const before = distances[i - 1];
    if (before === undefined || Number.isNaN(distance)) continue;
    expect(before, `place ${i}`).to.be.at.most(distance + TOLERANCE * scale);
  }
}
