/**
 * Writes spec/unit/types/cases/<type>.jsonl, one case a line: what PostgreSQL 15 does with the inputs of spec/support/type-inputs. Run by
 * hand, with a server that the PG* environment variables name:
 *   PGHOST=/tmp PGPORT=5432 PGUSER=postgres node spec/support/generate-type-cases.ts [type...]
 * vector's cases come from PGlite with pgvector and need no server.
 */
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { TYPE_INPUTS } from './type-inputs/index.ts';
import type { CaseSettings, TypeInputs } from './type-inputs/input.ts';
import { VECTOR_INPUTS } from './type-inputs/vector.ts';

const DEFAULTS: Required<CaseSettings> = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
};

type Query = (sql: string, parameters: readonly unknown[]) => Promise<Record<string, string>>;

/** What the server adds when a parameter is at fault; the codec does not know of parameters. */
const PARAMETER_CONTEXT = /\n?unnamed portal parameter \$1$/;

const ERROR_FIELDS = ['detail', 'hint', 'where'] as const;

function failure(error: unknown): Record<string, string> {
  const { code, message, ...rest } = error as Record<string, string>;
  if (code === undefined || message === undefined) throw error;
  const outcome: Record<string, string> = { sqlstate: code, message };
  for (const field of ERROR_FIELDS) {
    const text = rest[field]?.replace(PARAMETER_CONTEXT, '');
    if (text !== undefined && text !== '') outcome[field] = text;
  }
  return outcome;
}

async function outcome(
  query: Query,
  sql: string,
  parameters: readonly unknown[],
): Promise<Record<string, string>> {
  try {
    return await query(sql, parameters);
  } catch (error) {
    return failure(error);
  }
}

function textQuery(type: string, typmod: number, takesTypmod: boolean): string {
  const shown = `select t.v::text as text, encode(${sendFunction(type)}(t.v), 'hex') as binary from`;
  if (type.startsWith('_')) return `${shown} (select $1::text::${elementName(type)}[] as v) t`;
  const modifiers = takesTypmod ? `, 0, ${typmod}` : '';
  const output = `${outputFunction(type)}(t.v)::text`;
  return `${shown.replace('t.v::text', output)} (select ${inputFunction(type)}(textout($1::text)${modifiers}) as v) t`;
}

const elementName = (type: string): string => (type === '_char' ? '"char"' : type.slice(1));

/** Types whose function names do not follow from their own name. */
const FUNCTION_STEMS: Readonly<Record<string, string>> = {
  date: 'date_',
  time: 'time_',
  timetz: 'timetz_',
  timestamp: 'timestamp_',
  timestamptz: 'timestamptz_',
  interval: 'interval_',
  numeric: 'numeric_',
  json: 'json_',
  jsonb: 'jsonb_',
  uuid: 'uuid_',
  vector: 'vector_',
};

const stem = (type: string): string => FUNCTION_STEMS[type] ?? type;
const inputFunction = (type: string): string => `${stem(type)}in`;
const outputFunction = (type: string): string => `${stem(type)}out`;
const sendFunction = (type: string): string => (type.startsWith('_') ? 'array_send' : `${stem(type)}send`);

async function casesOf(inputs: TypeInputs, query: Query, takesTypmod: boolean): Promise<object[]> {
  const cases: object[] = [];
  for (const { settings = {}, typmod = -1, texts } of inputs.groups) {
    for (const [name, value] of Object.entries({ ...DEFAULTS, ...settings })) {
      await query('select set_config($1, $2, false) as set', [name, value]);
    }
    const sql = textQuery(inputs.type, typmod, takesTypmod);
    const given = {
      ...(typmod === -1 ? {} : { typmod }),
      ...(Object.keys(settings).length > 0 ? { settings } : {}),
    };
    for (const text of texts) cases.push({ input: text, ...given, ...(await outcome(query, sql, [text])) });
  }
  for (const [name, value] of Object.entries(DEFAULTS)) {
    await query('select set_config($1, $2, false) as set', [name, value]);
  }
  for (const bytes of inputs.binaries ?? []) {
    const name = inputs.type === 'char' ? '"char"' : inputs.type.replace(/^_(.*)$/, '$1[]');
    const shown = inputs.type.startsWith('_') ? 't.v::text' : `${outputFunction(inputs.type)}(t.v)::text`;
    const sql = `select ${shown} as text, encode(${sendFunction(inputs.type)}(t.v), 'hex') as binary from (select $1::${name} as v) t`;
    cases.push({ bytes, ...(await outcome(query, sql, [Buffer.from(bytes, 'hex')])) });
  }
  return cases;
}

function write(type: string, cases: readonly object[]): void {
  const file = join(import.meta.dirname, '..', 'unit', 'types', 'cases', `${type}.jsonl`);
  writeFileSync(file, cases.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  process.stdout.write(`${type}: ${cases.length} cases\n`);
}

async function fromServer(wanted: readonly TypeInputs[]): Promise<void> {
  const client = new pg.Client();
  await client.connect();
  const query: Query = async (sql, parameters) => {
    const { rows } = await client.query<Record<string, string>>(sql, [...parameters]);
    return rows[0] ?? {};
  };
  for (const inputs of wanted) {
    const { rows } = await client.query<{ count: number }>(
      'select pronargs as count from pg_proc where oid = (select typinput from pg_type where typname = $1)',
      [inputs.type],
    );
    write(inputs.type, await casesOf(inputs, query, rows[0]?.count === 3));
  }
  await client.end();
}

async function fromPglite(inputs: TypeInputs): Promise<void> {
  const database = await PGlite.create({ extensions: { vector } });
  await database.exec('create extension vector');
  const query: Query = async (sql, parameters) => {
    const { rows } = await database.query<Record<string, string>>(sql, [...parameters]);
    return rows[0] ?? {};
  };
  write(inputs.type, await casesOf({ ...inputs, binaries: [] }, query, true));
  await database.close();
}

const names = process.argv.slice(2);
const chosen = (type: string): boolean => names.length === 0 || names.includes(type);
const fromPostgres = TYPE_INPUTS.filter(({ type }) => chosen(type));
if (fromPostgres.length > 0) await fromServer(fromPostgres);
if (chosen(VECTOR_INPUTS.type)) await fromPglite(VECTOR_INPUTS);
