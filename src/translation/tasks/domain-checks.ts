import { translationContext } from '../../catalog/context.ts';
import { quoteIdentifier } from '../../catalog/quote.ts';
import type { ShadowSession } from '../../catalog/shadow-session.ts';
import type { CatalogUserType } from '../../catalog/user-types.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { ParameterNeeded, type Relation, type RelationColumn } from '../../sql/context.ts';
import type { DomainDefinition } from '../../sql/ddl/user-type.ts';
import { fragment, identifier, raw, type Fragment } from '../../sql/iris/fragment.ts';
import { tableName } from '../../sql/iris/names.ts';
import { replaceKeyword } from '../../sql/parse/replace-keyword.ts';
import type { Step } from '../../sql/plan.ts';
import { createStatement } from '../../sql/select/statement.ts';
import type { ThreadCatalog } from '../thread.ts';
import { analyseQuery, contextOptions } from './analysed-query.ts';

/** Refusals of rows that do not fulfil what a domain has newly got: only the backend has the rows. */
export function domainChecks(
  before: readonly CatalogUserType[],
  after: readonly CatalogUserType[],
  session: ShadowSession,
  thread: ThreadCatalog,
): Step[] {
  return after.flatMap(({ oid, definition }) => {
    const old = before.find((type) => type.oid === oid)?.definition;
    if (definition.kind !== 'domain' || old?.kind !== 'domain') return [];
    const columns = columnsOver(oid, thread);
    return columns.flatMap((column) => [
      ...(definition.notNull && !old.notNull ? [refuseNulls(column)] : []),
      ...newChecks(old, definition).map((check) => refuseMisfits(check, column, session, thread)),
    ]);
  });
}

interface ColumnOf {
  readonly table: Relation;
  readonly column: RelationColumn;
}

/** The columns declared with a domain, or with one that is over it. */
function columnsOver(domain: number, { catalog }: ThreadCatalog): ColumnOf[] {
  const isOver = (oid: number | undefined): boolean => {
    if (oid === undefined || oid === 0) return false;
    return oid === domain || isOver(catalog.types.get(oid)?.baseOid);
  };
  return [...catalog.relations.all()]
    .filter(({ kind }) => kind === 'table')
    .flatMap((table) =>
      table.columns.filter((column) => isOver(column.domain)).map((column) => ({ table, column })),
    );
}

/** CHECK expressions that all rows must fulfil from now on. */
function newChecks(old: DomainDefinition, now: DomainDefinition): string[] {
  return now.checks
    .filter(({ name, valid }) => valid && old.checks.find((check) => check.name === name)?.valid !== true)
    .map(({ check }) => check);
}

function refuseNulls({ table, column }: ColumnOf): Step {
  return refuse(
    table,
    column,
    fragment`SELECT TOP 1 1 FROM ${tableName(table)} WHERE ${identifier(column.irisName)} IS NULL`,
    SQLSTATE.notNullViolation,
    `column "${column.name}" of table "${table.name}" contains null values`,
  );
}

/** By IRIS where it can evaluate the expression; a table without values fulfils everything. */
function refuseMisfits(
  check: string,
  { table, column }: ColumnOf,
  session: ShadowSession,
  thread: ThreadCatalog,
): Step {
  const misfits = misfitQuery(check, { table, column }, session, thread);
  if (misfits !== null) {
    return refuse(
      table,
      column,
      misfits,
      '23514',
      `column "${column.name}" of table "${table.name}" contains values that violate the new constraint`,
    );
  }
  return refuse(
    table,
    column,
    fragment`SELECT TOP 1 1 FROM ${tableName(table)}`,
    SQLSTATE.featureNotSupported,
    `checking ${check} for the rows of table "${table.name}" is not supported`,
  );
}

function misfitQuery(
  check: string,
  { table, column }: ColumnOf,
  session: ShadowSession,
  thread: ThreadCatalog,
): Fragment | null {
  const name = quoteIdentifier(column.name);
  const condition = replaceKeyword(check, 'value', name);
  const text = `select 1 from ${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)} where not (${condition})`;
  try {
    const { query } = analyseQuery(thread, text, [], session);
    const context = translationContext(thread.catalog, contextOptions(text, session));
    const rows = createStatement(context).subselect(query, null, 'derived table');
    return fragment`SELECT TOP 1 1 FROM (${rows}) ${raw('v0')}`;
  } catch (error) {
    if (error instanceof GatewayError || error instanceof ParameterNeeded) return null;
    throw error;
  }
}

function refuse(
  { schema, name: table }: Relation,
  { name: column }: RelationColumn,
  query: Fragment,
  sqlstate: string,
  message: string,
): Step {
  return { do: 'refuse', query, error: { sqlstate, message, about: { schema, table, column } } };
}
