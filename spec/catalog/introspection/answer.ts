import type { BackendMessage, FieldDescription } from '../../../src/protocol/index.ts';
import { rowsOf } from '../../support/rows.ts';
import type { WireClient } from '../../support/wire-client.ts';
import { isOfExtension, type ObjectNames } from './object-names.ts';
import type { IntrospectionStatement } from './statements.ts';

/** What a server answers, comparable with what another one does. */
export interface Answer {
  readonly error: string | null;
  /** Name and type of each column. */
  readonly columns: readonly string[];
  /** One text each. */
  readonly rows: readonly string[];
}

const SYSTEM_SCHEMAS: readonly string[] = ['pg_catalog', 'information_schema', 'pg_toast'];

/**
 * The bootstrap superuser: on the gateway nobody can log in as it, so it has a name of its own; on the oracle it is the user
 * that initdb was given.
 */
const SUPERUSER = 'pg_iris_pgwire';

/** Its OID on every server (BOOTSTRAP_SUPERUSERID, pg_authid.dat). */
const SUPERUSER_OID = '10';
const OID_TYPE = 26;

/** pg_type.oid of int2 and int4: PostgreSQL 17 made smallint of some counts in pg_attribute and pg_constraint. */
const SHORTENED: ReadonlyMap<string, number> = new Map([
  ['attndims', 23],
  ['attinhcount', 23],
  ['attstattarget', 23],
  ['coninhcount', 23],
  ['dimensions_number', 23],
]);

/** Runs a statement with its parameters in the extended protocol, results as text. */
export async function ask(
  client: WireClient,
  statement: IntrospectionStatement,
  names: ObjectNames,
): Promise<Answer> {
  const sql = await names.resolve(statement.sql);
  const parameters: (string | null)[] = [];
  for (const value of statement.parameters) {
    parameters.push(value === null ? null : await names.resolve(value));
  }
  const messages =
    parameters.length === 0 && sql.startsWith('show')
      ? await client.simple(sql)
      : await client.extended(sql, parameters, { describe: true });
  return comparable(messages, statement, names);
}

function comparable(
  messages: readonly BackendMessage[],
  statement: IntrospectionStatement,
  names: ObjectNames,
): Answer {
  const failure = messages.find((message) => message.type === 'ErrorResponse');
  if (failure !== undefined) {
    return { error: `${failure.fields.sqlstate} ${failure.fields.message}`, columns: [], rows: [] };
  }
  const fields = messages.find((message) => message.type === 'RowDescription')?.fields ?? [];
  const rows = rowsOf(messages)
    .filter((row) => isWanted(row, fields, statement, names))
    .map((row) => row.map((value, index) => unify(value, fields[index], names)))
    .filter((row) => !row.some((value) => value !== null && isOfExtension(value)));
  return {
    error: null,
    columns: fields.map(({ name, typeOid }) => `${name} ${SHORTENED.get(name) ?? typeOid}`),
    rows: rows.map((row) => JSON.stringify(named(row, fields, statement))),
  };
}

function isWanted(
  row: readonly (string | null)[],
  fields: readonly FieldDescription[],
  { users }: IntrospectionStatement,
  names: ObjectNames,
): boolean {
  if (users === null) return true;
  const index = fields.findIndex(({ name }) => name === users);
  const value = row[index];
  if (value === undefined) throw new Error(`there is no column ${users}`);
  if (value === null) return false;
  return /^\d+$/.test(value)
    ? names.isUsers(value)
    : !SYSTEM_SCHEMAS.includes(value) && !value.startsWith('pg_');
}

/** A row as it is shown; with `more columns` the order of columns is no matter. */
function named(
  row: readonly (string | null)[],
  fields: readonly FieldDescription[],
  { masked, moreColumns }: IntrospectionStatement,
): unknown {
  const values = row.map((value, index): [string, string | null] => {
    const name = fields[index]?.name ?? '';
    return [name, masked.includes(name) ? '(masked)' : value];
  });
  return moreColumns ? Object.fromEntries(values) : values.map(([, value]) => value);
}

/** OIDs by name; the user who has made everything is the bootstrap superuser on the oracle. */
function unify(value: string | null, field: FieldDescription | undefined, names: ObjectNames): string | null {
  if (value === null) return null;
  if (field?.typeOid === OID_TYPE && value === SUPERUSER_OID) return '<role "_SYSTEM">';
  return names.nameIn(value).replaceAll(SUPERUSER, '_SYSTEM');
}

/** What differs, for a reader; empty for nothing. */
export function differences(
  expected: Answer,
  actual: Answer,
  { unordered, moreColumns, masked }: IntrospectionStatement,
): string[] {
  if (expected.error !== null) return [`PostgreSQL refuses it: ${expected.error}`];
  if (actual.error !== null) return [`the gateway refuses it: ${actual.error}`];
  // A masked column may be one that newer releases do not have any more.
  const missing = expected.columns.filter(
    (column) => !actual.columns.includes(column) && !masked.includes(nameOf(column)),
  );
  const columns = moreColumns ? expected.columns.filter((column) => actual.columns.includes(column)) : [];
  const found: string[] = [];
  if (moreColumns ? missing.length > 0 : expected.columns.join() !== actual.columns.join())
    found.push(`columns: ${expected.columns.join(', ')}\n      not: ${actual.columns.join(', ')}`);
  const shown = ({ rows }: Answer): string[] => {
    const texts = moreColumns ? rows.map((row) => onlyColumns(row, columns)) : [...rows];
    return unordered ? texts.toSorted() : texts;
  };
  const left = shown(expected);
  const right = shown(actual);
  const lost = left.filter((row) => !right.includes(row));
  const extra = right.filter((row) => !left.includes(row));
  if (lost.length + extra.length > 0 || left.length !== right.length) {
    found.push(...lost.map((row) => `- ${row}`), ...extra.map((row) => `+ ${row}`));
    if (lost.length + extra.length === 0) found.push('rows are repeated');
  } else if (left.join('\n') !== right.join('\n')) found.push('the order of rows');
  return found;
}

function onlyColumns(row: string, columns: readonly string[]): string {
  const values = JSON.parse(row) as Record<string, string | null>;
  return JSON.stringify(Object.fromEntries(columns.map(nameOf).map((name) => [name, values[name] ?? null])));
}

/** Of a column as it is shown in an answer: its type's OID stands behind its name. */
function nameOf(column: string): string {
  return column.slice(0, column.lastIndexOf(' '));
}
