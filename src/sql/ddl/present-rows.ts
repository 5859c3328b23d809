import { GatewayError } from '../../errors/gateway-error.ts';
import { assignedValue } from '../change/assigned-value.ts';
import { ParameterNeeded } from '../context.ts';
import type { Relation, RelationColumn, TranslationContext } from '../context.ts';
import { familyOf } from '../expression/family.ts';
import { QueryScope } from '../expression/query-scope.ts';
import { fragment, identifier, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import type { Step } from '../plan.ts';
import type { Refusal } from './ddl-plan.ts';
import { createStatement } from '../select/statement.ts';
import type { Query } from '../tree/nodes.ts';

/** What a definition asks of the rows that a table has already, where IRIS can tell. */

/** A query of the gateway's own: its text, and the tree PostgreSQL makes of it. */
export interface OwnQuery {
  readonly text: string;
  readonly query: Query;
}

/** What PostgreSQL says when a present row violates a new constraint. */
export function violationError({ schema, name: table }: Relation, constraint: string): Refusal {
  return {
    sqlstate: '23514',
    message: `check constraint "${constraint}" of relation "${table}" is violated by some row`,
    about: { schema, table, constraint },
  };
}

/** What PostgreSQL says when a present row has no value for a generated column that may not be null. */
export function nullsError({ schema, name: table }: Relation, column: string): Refusal {
  return {
    sqlstate: '23502',
    message: `column "${column}" of relation "${table}" contains null values`,
    about: { schema, table, column },
  };
}

/** Gives the present rows their values in a generated column. `values` selects them from the table. */
export function computeValues(
  relation: Relation,
  column: RelationColumn,
  values: OwnQuery,
  context: TranslationContext,
): Step {
  refuseLength(column, context);
  const { text, query } = values;
  const scope = new QueryScope(createStatement({ ...context, sourceText: text }), query, null);
  const alias = scope.alias(1);
  const expression = query.targetList?.[0]?.expr;
  if (expression === undefined) throw new Error('a query for values has none');
  const statement = fragment`UPDATE ${tableName(relation)} ${raw(alias)} SET ${identifier(column.irisName)} = ${assignedValue(expression, column, scope)}`;
  return { do: 'change', statement, counts: false };
}

/** A cast cuts a string where the assignment that PostgreSQL makes refuses it (manual, CREATE TABLE, 8.3). */
function refuseLength({ name, typeOid, typmod }: RelationColumn, context: TranslationContext): void {
  const family = familyOf(typeOid, context);
  if (typmod >= 0 && (family === 'text' || family === 'bpchar')) {
    throw new GatewayError('0A000', `the length of generated column "${name}" is not checked by IRIS`);
  }
}

/** The query in IRIS SQL. @throws GatewayError 0A000 */
export function rowsOf({ text, query }: OwnQuery, context: TranslationContext): Fragment {
  return createStatement({ ...context, sourceText: text }).subselect(query, null, 'derived table');
}

/** What `build` translates, null where that cannot be done: PostgreSQL evaluates it then. */
export function translatedOrNull<T>(build: () => T): T | null {
  try {
    return build();
  } catch (error) {
    if (error instanceof ParameterNeeded || isUnsupported(error)) return null;
    throw error;
  }
}

function isUnsupported(error: unknown): boolean {
  return error instanceof GatewayError && error.sqlstate === '0A000';
}
