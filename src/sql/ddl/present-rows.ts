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
import { createStatement } from '../select/statement.ts';
import type { Query } from '../tree/nodes.ts';

/**
 * What a definition asks of the rows that a table has already. IRIS answers where the expression has a translation; else
 * the definition is refused (0A000) unless the table is empty.
 */

/** A query of the gateway's own: its text, and the tree PostgreSQL makes of it. */
export interface OwnQuery {
  readonly text: string;
  readonly query: Query;
}

/** Fails as PostgreSQL does when a present row violates a new constraint. `violations` selects such rows. */
export function refuseViolations(
  relation: Relation,
  constraint: string,
  violations: OwnQuery,
  context: TranslationContext,
): Step {
  const { schema, name: table } = relation;
  return orEmpty(relation, `the CHECK constraint "${constraint}"`, () => ({
    do: 'refuse',
    query: rowsOf(violations, context),
    error: {
      sqlstate: '23514',
      message: `check constraint "${constraint}" of relation "${table}" is violated by some row`,
      about: { schema, table, constraint },
    },
  }));
}

/** 23502 when a present row has no value for a generated column that may not be null. */
export function refuseNoValue(
  relation: Relation,
  column: string,
  nulls: OwnQuery,
  context: TranslationContext,
): Step {
  const { schema, name: table } = relation;
  return orEmpty(relation, `the generated column "${column}"`, () => ({
    do: 'refuse',
    query: rowsOf(nulls, context),
    error: {
      sqlstate: '23502',
      message: `column "${column}" of relation "${table}" contains null values`,
      about: { schema, table, column },
    },
  }));
}

/** Gives the present rows their values in a generated column. `values` selects them from the table. */
export function computeValues(
  relation: Relation,
  column: RelationColumn,
  values: OwnQuery,
  context: TranslationContext,
): Step {
  return orEmpty(relation, `the generated column "${column.name}"`, () => {
    refuseLength(column, context);
    const scope = new QueryScope(
      createStatement({ ...context, sourceText: values.text }),
      values.query,
      null,
    );
    const alias = scope.alias(1);
    const expression = values.query.targetList?.[0]?.expr;
    if (expression === undefined) throw new Error('a query for values has none');
    const statement = fragment`UPDATE ${tableName(relation)} ${raw(alias)} SET ${identifier(column.irisName)} = ${assignedValue(expression, column, scope)}`;
    return { do: 'change', statement, counts: false };
  });
}

/** A cast cuts a string where the assignment that PostgreSQL makes refuses it (manual, CREATE TABLE, 8.3). */
function refuseLength({ name, typeOid, typmod }: RelationColumn, context: TranslationContext): void {
  const family = familyOf(typeOid, context);
  if (typmod >= 0 && (family === 'text' || family === 'bpchar')) {
    throw new GatewayError('0A000', `the length of generated column "${name}" is not checked by IRIS`);
  }
}

function rowsOf({ text, query }: OwnQuery, context: TranslationContext): Fragment {
  return createStatement({ ...context, sourceText: text }).subselect(query, null, 'derived table');
}

/** The step, or, where it has no translation, one that refuses tables with rows. */
function orEmpty(relation: Relation, what: string, build: () => Step): Step {
  try {
    return build();
  } catch (error) {
    const untranslated = error instanceof ParameterNeeded || isUnsupported(error);
    if (!untranslated) throw error;
    return {
      do: 'refuse',
      query: fragment`SELECT TOP 1 1 FROM ${tableName(relation)}`,
      error: {
        sqlstate: '0A000',
        message: `${what} cannot be added to a table with rows`,
        detail: 'InterSystems IRIS cannot evaluate its expression for the rows that are there.',
      },
    };
  }
}

function isUnsupported(error: unknown): boolean {
  return error instanceof GatewayError && error.sqlstate === '0A000';
}
