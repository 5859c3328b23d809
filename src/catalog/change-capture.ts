import type { ComputedValue } from '../sql/remainder/change-part.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';

/**
 * How the shadow tells what a client's statement does to a table's rows. All of it is made in the transaction that is
 * rolled back, as temporary objects, whose files go with them:
 * - rows of a changed table lie in a child of it, which has their %ID as a further column that `*` does not show;
 * - triggers note what becomes of each row, also with session_replication_role = replica.
 */

/** One kind of change to one table. */
export interface CapturedChange {
  readonly action: 'insert' | 'update' | 'delete';
  readonly schema: string;
  readonly table: string;
  /** What is told of each row. */
  readonly columns: readonly string[];
  /** Columns of new rows that the backend numbers: the shadow gives none of its own sequences' numbers. */
  readonly numbered: readonly string[];
  /** Columns that new rows may lack here. */
  readonly unchecked: readonly string[];
  /** Generated columns of new rows: PostgreSQL computes them after the trigger, which has to tell of them. */
  readonly computed: readonly ComputedValue[];
  /** CHECK constraints that the backend's numbers are needed for. */
  readonly unruled: readonly string[];
  /** New rows as the backend has stored them, in place of what the statement makes of them. */
  readonly stored: StoredRows | null;
}

/** DataRow messages with all values in binary format: the row's number, then `columns`. A number left out: no row. */
export interface StoredRows {
  readonly columns: readonly string[];
  readonly frames: readonly Uint8Array[];
}

/** No table of a client can have such a name: IRIS ends identifiers at the blank. */
const ROW_ID = '%ID';
const POSITION = '% position';
const ROW = '% row';
/** The trigger's variable with the row's number. */
const NUMBER = quoteIdentifier('% number');

/** The temporary table, in pg_temp, for the rows of a changed table, and its columns before those of the table. */
export function keyedRows(table: number): { readonly table: string; readonly key: string } {
  return { table: `% rows ${table}`, key: ROW_ID };
}

/** Makes the table for the rows of a changed one. What may not be null there is the backend's to say, by its right name. */
export function createKeyedRows(schema: string, table: string, index: number): string[] {
  const rows = temporary(keyedRows(index).table);
  return [
    ...inheritAllChecks(qualified(schema, table)),
    `create temporary table ${rows} (${quoteIdentifier(ROW_ID)} text) inherits (${qualified(schema, table)})`,
    letBeNull(rows, 'attnum > 0'),
  ];
}

/**
 * NO INHERIT or not, the rows are the table's. In the catalog: what ALTER TABLE can do of it depends on the release. The change
 * of pg_class lets PostgreSQL read the constraints anew.
 */
function inheritAllChecks(table: string): string[] {
  const relation = `${quoteLiteral(table)}::pg_catalog.regclass`;
  return [
    `update pg_catalog.pg_constraint set connoinherit = false
      where conrelid = ${relation} and contype = 'c' and connoinherit`,
    `update pg_catalog.pg_class set relchecks = relchecks
      where oid = ${relation} and relchecks > 0`,
  ];
}

/**
 * Lets rows be laid into a table that violate its CHECK constraints: those that are NOT VALID, and all that speak of
 * columns which are not read. In the catalog: DDL would have to name the constraints and make them again.
 */
export function suspendChecks(schema: string, table: string): string {
  return `update pg_catalog.pg_class set relchecks = 0
    where oid = ${quoteLiteral(qualified(schema, table))}::pg_catalog.regclass and relchecks > 0`;
}

/** The constraints are checked again. */
export function resumeChecks(schema: string, table: string): string {
  return `update pg_catalog.pg_class c set relchecks = n.checks
    from (select count(*) as checks from pg_catalog.pg_constraint
           where contype = 'c' and conrelid = ${quoteLiteral(qualified(schema, table))}::pg_catalog.regclass) n
    where c.oid = ${quoteLiteral(qualified(schema, table))}::pg_catalog.regclass and n.checks > 0`;
}

/** As superuser in the catalog: ALTER TABLE refuses it for inherited columns and those of a primary key. */
function letBeNull(table: string, which: string): string {
  return `update pg_catalog.pg_attribute set attnotnull = false
    where attrelid = ${quoteLiteral(table)}::pg_catalog.regclass and ${which}`;
}

/** The table for the rows of change `index` as they were stored; `copyIn` fills it. */
export function storedTable(index: number): { readonly table: string; readonly position: string } {
  return { table: `% stored ${index}`, position: POSITION };
}

/**
 * Lets the change be noted.
 * @param index the change's number, by which its notes are found
 * @param rows the number of the table's keyedRows; not for INSERT
 */
export function capture(change: CapturedChange, index: number, rows: number | null): string[] {
  const target = qualified(change.schema, change.table);
  return change.action === 'insert'
    ? captureNewRows(change, target, index)
    : captureRows(change.action, temporary(keyedRows(rows ?? 0).table), index);
}

/** What was noted, in the order of the changes: the row's number or %ID, then the columns. */
export function noted({ action, columns }: CapturedChange, index: number): string {
  const row = `(n.${quoteIdentifier(ROW)})`;
  const position = `n.${quoteIdentifier(POSITION)}`;
  const first = action === 'insert' ? `${position}::pg_catalog.int4` : `${row}.${quoteIdentifier(ROW_ID)}`;
  const list = [first, ...columns.map((column) => `${row}.${quoteIdentifier(column)}`)].join(', ');
  return `select ${list} from ${temporary(notes(index))} n order by ${position}`;
}

function captureNewRows(change: CapturedChange, target: string, index: number): string[] {
  const { numbered, unchecked, computed, unruled, stored } = change;
  return [
    ...numbered.flatMap((column) => [
      `alter table ${target} alter column ${quoteIdentifier(column)} drop identity if exists`,
      `alter table ${target} alter column ${quoteIdentifier(column)} drop default`,
    ]),
    ...unruled.map((name) => `alter table ${target} drop constraint ${quoteIdentifier(name)}`),
    ...unchecked.map((column) => letBeNull(target, `attname = ${quoteLiteral(column)}`)),
    ...(stored === null ? [] : [createStored(stored, target, index)]),
    createNotes(target, index),
    trigger(index, [
      ...(computed.length === 0 ? [] : [computation(computed)]),
      `insert into ${temporary(notes(index))} (${quoteIdentifier(ROW)}) values (new)
         returning ${quoteIdentifier(POSITION)} into ${NUMBER}`,
      ...(stored === null ? numbered.map(placeholder) : replacement(stored, index)),
      'return new',
    ]),
    ...install(index, 'before insert', target),
  ];
}

/** Its expressions name the columns of the table, which are those of no variable (#variable_conflict). */
function computation(computed: readonly ComputedValue[]): string {
  const expressions = computed.map(({ expression }) => expression).join(', ');
  const fields = computed.map(({ name }) => `new.${quoteIdentifier(name)}`).join(', ');
  return `select ${expressions} into ${fields} from (select new.*) n`;
}

/** A number that no row of the backend has; it goes nowhere. */
function placeholder(column: string): string {
  return `new.${quoteIdentifier(column)} := -${NUMBER}`;
}

function createStored({ columns }: StoredRows, target: string, index: number): string {
  const list = ['null::pg_catalog.int4', ...columns.map(quoteIdentifier)].join(', ');
  const names = [POSITION, ...columns].map(quoteIdentifier).join(', ');
  return `create temporary table ${temporary(storedTable(index).table)} (${names}) as select ${list} from ${target} with no data`;
}

function replacement({ columns }: StoredRows, index: number): string[] {
  const from = `from ${temporary(storedTable(index).table)} s where s.${quoteIdentifier(POSITION)} = ${NUMBER}`;
  const values = columns.map((column) => `s.${quoteIdentifier(column)}`).join(', ');
  const fields = columns.map((column) => `new.${quoteIdentifier(column)}`).join(', ');
  return [`select ${values} into ${fields} ${from}`, 'if not found then return null; end if'];
}

function captureRows(action: 'update' | 'delete', rows: string, index: number): string[] {
  return [
    createNotes(rows, index),
    trigger(index, [
      `insert into ${temporary(notes(index))} (${quoteIdentifier(ROW)}) values (${action === 'update' ? 'new' : 'old'})`,
      'return null',
    ]),
    ...install(index, `after ${action}`, rows),
  ];
}

function createNotes(rowType: string, index: number): string {
  return `create temporary table ${temporary(notes(index))} (
    ${quoteIdentifier(POSITION)} pg_catalog.int8 generated always as identity, ${quoteIdentifier(ROW)} ${rowType})`;
}

/** Its superuser's rights let it write the notes, which the client's role may not see. */
function trigger(index: number, statements: readonly string[]): string {
  const body = `#variable_conflict use_column\ndeclare ${NUMBER} pg_catalog.int8; begin ${statements.join('; ')}; end`;
  return `create function ${temporary(noting(index))}() returns trigger language plpgsql security definer as ${quoteLiteral(body)}`;
}

function install(index: number, when: string, table: string): string[] {
  const name = quoteIdentifier(noting(index));
  return [
    `create trigger ${name} ${when} on ${table} for each row execute function ${temporary(noting(index))}()`,
    `alter table ${table} enable always trigger ${name}`,
  ];
}

function notes(index: number): string {
  return `% notes ${index}`;
}

function noting(index: number): string {
  return `% note ${index}`;
}

function temporary(name: string): string {
  return qualified('pg_temp', name);
}

function qualified(schema: string, name: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
