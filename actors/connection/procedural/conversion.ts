import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { OutputColumn } from '../../../src/sql/plan.ts';
import { Lru } from '../../../src/translation/lru.ts';
import { OID } from '../../../src/types/index.ts';
import type { BlockRun } from './block-run.ts';
import { textOf } from './plain-values.ts';
import { prepareQuery, readRows, runQuery, rowsIn, type Query } from './run-query.ts';
import { NULL_VALUE, type Value, type ValueType } from './variable.ts';

/** Of what an expression or a column is. */
export interface SourceType {
  readonly oid: number;
  readonly typmod: number;
}

/** Whether a value of one type is one of the other as it is. */
export function fits(from: SourceType, to: ValueType): boolean {
  return !to.domain && from.oid === to.oid && (to.typmod === -1 || to.typmod === from.typmod);
}

/** Types between which all casts are assignment casts, or work by way of text in any case. */
const NUMBERS: readonly number[] = [OID.int2, OID.int4, OID.int8, OID.numeric, OID.float4, OID.float8];
const TEXTS: readonly number[] = [OID.text, OID.varchar, OID.bpchar, OID.name, OID.unknown];

/** FirstNormalObjectId (access/transam.h): nobody makes casts for users' types. */
const FIRST_USER_OID = 16_384;

const contexts = new Map<string, boolean>();

/**
 * Whether PL/pgSQL takes the way by text between two types: where SQL has a cast that must be written (pg_cast.castcontext
 * `e`), an assignment does not use it (COERCION_PLPGSQL of parse_coerce.c).
 */
export async function goesByText(run: BlockRun, from: number, to: number): Promise<boolean> {
  if (from === to || TEXTS.includes(from) || TEXTS.includes(to)) return false;
  if (NUMBERS.includes(from) && NUMBERS.includes(to)) return false;
  if (from >= FIRST_USER_OID || to >= FIRST_USER_OID) return false;
  const key = `${from} ${to}`;
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const query: Query = {
    text: `SELECT castcontext::text FROM pg_catalog.pg_cast WHERE castsource = ${from} AND casttarget = ${to}`,
    types: [],
    values: [],
  };
  const { rows } = await readRows(run.session, await prepareQuery(run.session, query), query, 0);
  const [row] = rows;
  const explicit = row?.[0] !== undefined && textOf(row[0]) === 'e';
  contexts.set(key, explicit);
  return explicit;
}

/** pg_type.oid of bit and bit varying. */
const BIT = 1560;
const VARBIT = 1562;

/** Functions that cut a value to a length, and refuse to where something would be lost. */
const LENGTHS: ReadonlyMap<number, string> = new Map([
  [OID.varchar, 'pg_catalog."varchar"'],
  [OID.bpchar, 'pg_catalog.bpchar'],
  [BIT, 'pg_catalog."bit"'],
  [VARBIT, 'pg_catalog.varbit'],
]);

/** SQL that makes a value of the type, with the length checked as an assignment does, which a cast does not. */
export function conversionTo(value: string, { oid, typmod, name, domain }: ValueType): string {
  const cut = domain || typmod === -1 ? undefined : LENGTHS.get(oid);
  return cut === undefined
    ? `CAST(${value} AS ${name})`
    : `${cut}(CAST(${value} AS ${cut}), ${typmod}, false)`;
}

/** A value as one of another type, by PL/pgSQL's rules (manual 43.5.1). */
export async function convert(run: BlockRun, value: Value, from: SourceType, to: ValueType): Promise<Value> {
  if (fits(from, to) || (value.bytes === null && !to.domain)) return value;
  const byText = await goesByText(run, from.oid, to.oid);
  const given = byText ? await asText(run, value, from) : value;
  const query: Query = {
    text: `SELECT ${conversionTo('$1', to)}`,
    types: [byText ? to.oid : from.oid],
    values: [given],
  };
  return oneValue(run, query);
}

async function asText(run: BlockRun, value: Value, { oid }: SourceType): Promise<Value> {
  const query: Query = { text: 'SELECT $1', types: [oid], values: [value] };
  let text: Value = NULL_VALUE;
  await runQuery(
    run.session,
    await prepareQuery(run.session, query),
    query,
    0,
    {
      rows: (frames) => {
        text = rowsIn(frames, [0])[0]?.[0] ?? NULL_VALUE;
        return Promise.resolve();
      },
    },
    [0],
  );
  const { bytes } = text;
  return { format: 0, bytes: bytes === null ? null : bytes.slice() };
}

async function oneValue(run: BlockRun, query: Query): Promise<Value> {
  try {
    const { rows } = await readRows(run.session, await prepareQuery(run.session, query), query, 0);
    return rows[0]?.[0] ?? NULL_VALUE;
  } catch (error) {
    // Nobody has written this SQL: a place in it means nothing.
    throw error instanceof GatewayError ? error.with({ position: undefined }) : error;
  }
}

/** Names of PostgreSQL's own types, by OID and modifier. */
const names = new Lru<string>(1000);

/** The type of a column, with the name that a cast to it has. */
export async function columnType(
  run: BlockRun,
  { typeOid, typmod }: Pick<OutputColumn, 'typeOid' | 'typmod'>,
): Promise<ValueType> {
  const key = `${typeOid} ${typmod}`;
  const builtIn = typeOid < FIRST_USER_OID;
  const known = builtIn ? names.get(key) : undefined;
  const name = known ?? (await formatted(run, typeOid, typmod));
  if (builtIn) names.set(key, name);
  return { oid: typeOid, typmod, name, domain: false };
}

async function formatted(run: BlockRun, typeOid: number, typmod: number): Promise<string> {
  const query = { text: `SELECT pg_catalog.format_type(${typeOid}, ${typmod})`, types: [], values: [] };
  const { rows } = await readRows(run.session, await prepareQuery(run.session, query), query, 0);
  const bytes = rows[0]?.[0]?.bytes;
  return bytes == null ? 'text' : new TextDecoder().decode(bytes);
}
