import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import * as frontend from './frontend.ts';

/** Statements on the table `fuzz (id integer PRIMARY KEY, k integer, note text)`, right ones and wrong ones. */
const STATEMENTS = [
  'SELECT id, note FROM fuzz ORDER BY id',
  'SELECT id FROM fuzz WHERE k = $1',
  'SELECT count(*), max(k) FROM fuzz',
  'SELECT a.id, b.note FROM fuzz a JOIN fuzz b ON a.k = b.id ORDER BY 1 LIMIT 3',
  'INSERT INTO fuzz VALUES ($1, 1, $2)',
  "INSERT INTO fuzz (k, id) VALUES (2, 7) ON CONFLICT (id) DO UPDATE SET note = 'met'",
  'INSERT INTO fuzz VALUES (1, 1, NULL), (8, 8, NULL) RETURNING id',
  'INSERT INTO fuzz SELECT id + 100, k, note FROM fuzz WHERE id < $1 ON CONFLICT DO NOTHING',
  "UPDATE fuzz SET k = k + 1, note = 'seen' WHERE id = $1 RETURNING k",
  'DELETE FROM fuzz WHERE id > 20',
  'BEGIN',
  'BEGIN READ ONLY',
  'COMMIT',
  'ROLLBACK',
  'SAVEPOINT s',
  'ROLLBACK TO s',
  'RELEASE s',
  'SELECT n FROM generate_series(1, 50) n',
  'SELECT 1/0',
  'SELECT $1::int + 1',
  'SELECT pg_sleep(0.001)',
  'SELECT nothing FROM fuzz',
  'SELECT * FROM nowhere',
  'SELEC 1',
  "SELECT 'x'::int",
  "SET application_name = 'fuzz'",
  'SET nonsense = 1',
  'SHOW work_mem',
  'DISCARD ALL',
  'PREPARE b AS SELECT count(*) FROM fuzz',
  'EXECUTE b',
  'DEALLOCATE ALL',
  '',
  'DELETE FROM fuzz WHERE id = 7; SELECT 1/0',
  'BEGIN; INSERT INTO fuzz VALUES (9, 9, NULL); COMMIT; SELECT count(*) FROM fuzz',
];

const text = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...STATEMENTS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }).filter((string) => !string.includes('\0')) },
);
const name = fc.constantFrom('', 'a', 'b');
const target = fc.constantFrom('S' as const, 'P' as const);
const value = fc.constantFrom('3', '12', 'x', '', null);
const formats = fc.constantFrom([], [0], [1], [0, 1]);

const extended: fc.Arbitrary<Buffer> = fc.oneof(
  fc.tuple(name, text).map(([statement, sql]) => frontend.parse(statement, sql)),
  fc
    .tuple(name, name, fc.array(value, { maxLength: 2 }), formats)
    .map(([portal, statement, values, resultFormats]) =>
      frontend.bind(portal, statement, { values, resultFormats }),
    ),
  fc.tuple(target, name).map(([of, which]) => frontend.describe(of, which)),
  fc.tuple(name, fc.integer({ min: 0, max: 5 })).map(([portal, limit]) => frontend.execute(portal, limit)),
  fc.tuple(target, name).map(([of, which]) => frontend.close(of, which)),
  fc.constant(frontend.flush()),
  // Malformed contents in a well-formed frame; copy messages where no COPY is.
  fc
    .tuple(fc.constantFrom('P', 'B', 'D', 'E', 'C', 'd', 'c', 'f'), fc.uint8Array({ maxLength: 12 }))
    .map(([letter, body]) => frontend.raw(letter, body)),
);

/** A parse, bind, execute that belong together: random names alone seldom meet. */
const run: fc.Arbitrary<Buffer[]> = fc
  .tuple(name, text, fc.array(value, { maxLength: 2 }), fc.integer({ min: 0, max: 5 }))
  .map(([portal, sql, values, limit]) => [
    frontend.parse('', sql),
    frontend.bind(portal, '', { values }),
    frontend.execute(portal, limit),
  ]);

/** What a client sends before it waits, and how many ReadyForQuery that brings at least and at most. */
export interface Cycle {
  readonly messages: readonly Buffer[];
  readonly least: number;
  readonly most: number;
}

const pipeline = fc
  .array(fc.oneof({ weight: 2, arbitrary: extended.map((one) => [one]) }, { weight: 1, arbitrary: run }), {
    maxLength: 8,
  })
  .map((parts) => parts.flat());

/** A pipeline up to Sync; a Query; or a Query in a pipeline, which is skipped when something before it failed. */
export const cycle: fc.Arbitrary<Cycle> = fc.oneof(
  {
    weight: 5,
    arbitrary: pipeline.map((messages) => ({ messages: [...messages, frontend.sync()], least: 1, most: 1 })),
  },
  {
    weight: 3,
    arbitrary: text.map((sql) => ({ messages: [frontend.query(sql)], least: 1, most: 1 })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(pipeline, text).map(([messages, sql]) => ({
      messages: [...messages, frontend.query(sql), frontend.sync()],
      least: 1,
      most: 2,
    })),
  },
  { weight: 1, arbitrary: fc.constant({ messages: [frontend.functionCall(1598)], least: 1, most: 1 }) },
);

/** Bytes cut where the numbers say: TCP keeps no message boundaries. */
export function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % bytes.length))].toSorted((a, b) => a - b);
  return [...places, bytes.length].map((end, i) => bytes.subarray(i === 0 ? 0 : places[i - 1], end));
}
