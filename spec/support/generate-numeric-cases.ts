/**
 * Writes spec/unit/types/arithmetic/<operation>.jsonl: what PostgreSQL 15 makes of two numerics, one case a line as
 * [left, right, result or SQLSTATE]. Run by hand, with a server that the PG* environment variables name:
 *   PGHOST=/tmp PGPORT=5432 PGUSER=postgres node spec/support/generate-numeric-cases.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Both sides of the borders in select_div_scale: base-10000 digits, weights, display scales, signs. */
const OPERANDS = [
  '0',
  '0.000',
  '1',
  '-1',
  '3',
  '7.0',
  '-2.50',
  '9999',
  '10000',
  '10001.5',
  '0.0001',
  '-0.00012',
  '0.3333',
  '1.000000000000000000000',
  '99999999',
  '123456789012345678.987654321',
  '-9223372036854775808',
  '100000000000000000000',
  '0.00000000000000000000007',
  '6e40',
  '2e-300',
  '-5.5e120',
];

/** Places of round() and trunc(). */
const PLACES = ['0', '1', '2', '5', '-1', '-4'];
const ROUNDED = [
  '0',
  '0.5',
  '-0.5',
  '1.4999',
  '2.005',
  '-2.445',
  '12345.6789',
  '-99999.99995',
  '0.00001',
  '5000',
  '-15',
];

type Pairs = readonly (readonly [string, string])[];

const cross = (left: readonly string[], right: readonly string[]): Pairs =>
  left.flatMap((a) => right.map((b) => [a, b] as const));

const few = OPERANDS.filter((_, at) => at % 2 === 0).concat('-2.50', '0.0001', '7.0');

const OPERATIONS: readonly (readonly [name: string, sql: string, pairs: Pairs])[] = [
  ['divide', '$1::numeric / $2::numeric', cross(OPERANDS, OPERANDS)],
  ['add', '$1::numeric + $2::numeric', cross(few, few)],
  ['subtract', '$1::numeric - $2::numeric', cross(few, few)],
  ['multiply', '$1::numeric * $2::numeric', cross(few, few)],
  ['remainder', '$1::numeric % $2::numeric', cross(few, few)],
  ['round', 'round($1::numeric, $2::text::int)', cross(ROUNDED, PLACES)],
  ['truncate', 'trunc($1::numeric, $2::text::int)', cross(ROUNDED, PLACES)],
  ['floor', 'floor($1::numeric + 0 * length($2::text))', cross(ROUNDED, [''])],
  ['ceiling', 'ceil($1::numeric + 0 * length($2::text))', cross(ROUNDED, [''])],
];

const client = new pg.Client();
await client.connect();
for (const [name, sql, pairs] of OPERATIONS) {
  const lines: string[] = [];
  for (const [left, right] of pairs) {
    let result: string;
    try {
      const { rows } = await client.query<{ result: string }>(`select (${sql})::text as result`, [
        left,
        right,
      ]);
      result = rows[0]?.result ?? 'NULL';
    } catch (error) {
      result = (error as { code: string }).code;
    }
    lines.push(`${JSON.stringify([left, right, result])}\n`);
  }
  writeFileSync(join(import.meta.dirname, `../unit/types/arithmetic/${name}.jsonl`), lines.join(''));
  console.log(`${name}: ${lines.length} cases`);
}
await client.end();
