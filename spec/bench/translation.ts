import { SCHEMA } from '../support/sql-reference/schema.ts';
import { Workshop } from '../support/sql-reference/workshop.ts';
import { CHANGES } from '../support/sql-reference/topics/changes.ts';
import { QUERIES } from '../support/sql-reference/topics/queries.ts';
import { VALUES } from '../support/sql-reference/topics/values.ts';
import { SESSION } from '../support/translation/session.ts';
import { decodeParameter } from '../../src/types/index.ts';
import type { Translator } from '../../src/translation/translator.ts';

// `npm run bench:translation`: what translating costs, without a gateway around it: cached plans on the main thread,
// new statements in a worker, and vectors of 2048 dimensions. Times are of this machine and mean little elsewhere.

const CACHED_ROUNDS = 20_000;
const VECTOR_ROUNDS = 300;
const DIMENSIONS = 2048;

/** Ad-hoc statements that differ in their literals only. */
const AD_HOC: Readonly<Record<string, (n: number) => string>> = {
  'point select': (n) => `select id, name from customers where id = ${n}`,
  'filter and order': (n) =>
    `select id, name, city, born from customers where city = 'c${n}' and balance > ${n}.5 order by name limit 10`,
  'join with groups': (n) =>
    `select c.city, count(*), sum(o.total) from customers c join orders o on o.customer_id = c.id where o.total > ${n} group by c.city order by 2 desc`,
  'insert of 8 values': (n) =>
    `insert into customers (id, name, email, city, born, active, score, balance) values (${n}, 'n${n}', 'e${n}', 'x', '2024-01-01', true, 1.5, 2.25)`,
};

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function show(name: string, ...figures: readonly string[]): void {
  console.log([name.padEnd(40), ...figures.map((figure) => figure.padStart(12))].join(' '));
}

async function cached(translator: Translator): Promise<void> {
  console.log('\nplan cache, text to plan on the main thread, a new literal each time: us per statement');
  for (const [name, text] of Object.entries(AD_HOC)) {
    await translator.prepare(text(0), [], SESSION);
    for (let n = 0; n < CACHED_ROUNDS; n += 1) translator.prepareCached(text(n), [], SESSION);
    const start = performance.now();
    for (let n = 0; n < CACHED_ROUNDS; n += 1) {
      if (translator.prepareCached(text(n), [], SESSION) === null) throw new Error(`not cached: ${text(n)}`);
    }
    show(name, ((1000 * (performance.now() - start)) / CACHED_ROUNDS).toFixed(2));
  }
}

/** Statements of the SQL reference, each made new by an alias nobody has used. */
async function cold(translator: Translator): Promise<void> {
  const examples = [...QUERIES, ...CHANGES, ...VALUES].flatMap(({ constructs }) => constructs);
  const kinds = new Map<string, number[]>();
  for (let round = 0; round < 12; round += 1) {
    for (const { example } of examples) {
      const start = performance.now();
      const prepared = await translator
        .prepare(`/* ${round} */ ${example}`.concat(' '.repeat(round)), [], {
          ...SESSION,
          searchPath: `"$user", public, r${round}`,
        })
        .catch(() => null);
      // The first rounds warm the worker up.
      if (round < 2 || prepared === null) continue;
      const times = kinds.get(prepared.kind) ?? [];
      times.push(performance.now() - start);
      kinds.set(prepared.kind, times);
    }
  }
  console.log('\nnew statements, one worker visit (parse, analyse, translate): ms');
  show('', 'statements', 'p50', 'p99');
  for (const [kind, times] of kinds) {
    const sorted = times.toSorted((left, right) => left - right);
    show(
      kind,
      String(sorted.length),
      percentile(sorted, 0.5).toFixed(3),
      percentile(sorted, 0.99).toFixed(3),
    );
  }
}

function randomVector(): string {
  return `[${Array.from({ length: DIMENSIONS }, () => (Math.random() - 0.5).toFixed(7)).join(',')}]`;
}

async function vectors(translator: Translator): Promise<void> {
  console.log(`\nvectors of ${DIMENSIONS} dimensions: ms per statement`);
  show('', 'p50', 'p99');
  const vectorOid = translator.registry.byName('vector')?.oid ?? 0;
  const texts = Array.from({ length: VECTOR_ROUNDS }, randomVector);
  const bytes = new TextEncoder();
  const codec = translator.registry.codec(vectorOid);
  const context = { typmod: DIMENSIONS, settings: SESSION };
  const parameter = (format: 0 | 1, value: Uint8Array): unknown =>
    decodeParameter(translator.registry, vectorOid, DIMENSIONS, format, value, SESSION);
  const statements: Readonly<Record<string, (vector: string) => string>> = {
    literal: (vector) => `select id from wide order by embedding <=> '${vector}' limit 5`,
    'literal with a cast': (vector) =>
      `select id, 1 - (embedding <=> '${vector}'::vector) from wide order by embedding <=> '${vector}'::vector(${DIMENSIONS}) limit 5`,
    'insert of a literal': (vector) => `insert into wide values (1, '${vector}')`,
  };
  for (const [name, sql] of Object.entries(statements)) {
    await translator.prepare(sql(randomVector()), [], SESSION);
    show(name, ...(await timed((round) => translator.prepare(sql(texts[round] ?? ''), [], SESSION))));
  }
  const encoded = texts.map((text) => bytes.encode(text));
  const binary = texts.map((text) => codec.send(codec.parse(text, context), context));
  const none = new Uint8Array();
  show('text parameter', ...(await timed((round) => parameter(0, encoded[round] ?? none))));
  show('binary parameter', ...(await timed((round) => parameter(1, binary[round] ?? none))));
}

async function timed(work: (round: number) => unknown): Promise<string[]> {
  const times: number[] = [];
  for (let round = 0; round < VECTOR_ROUNDS; round += 1) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  const sorted = times.toSorted((left, right) => left - right);
  return [percentile(sorted, 0.5).toFixed(3), percentile(sorted, 0.99).toFixed(3)];
}

const workshop = await Workshop.open('2025.3', [
  ...SCHEMA,
  `create table wide (id integer primary key, embedding vector(${DIMENSIONS}))`,
]);
try {
  await cached(workshop.translator);
  await cold(workshop.translator);
  await vectors(workshop.translator);
} finally {
  await workshop.close();
}
