import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation, RelationColumn, TranslationContext } from '../context.ts';
import { condition } from '../expression/condition.ts';
import { familyOf } from '../expression/family.ts';
import { QueryScope } from '../expression/query-scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, identifier, join, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { outputName, qualified, tableName } from '../iris/names.ts';
import type { Step } from '../plan.ts';
import { createStatement } from '../select/statement.ts';
import type { Expression, Query, TargetEntry } from '../tree/nodes.ts';
import { assignedValue } from './assigned-value.ts';
import { fromInside } from './row-slots.ts';
import { storedColumn } from '../remainder/stored-column.ts';

/**
 * What PostgreSQL makes sure of in each row of a table and IRIS knows nothing of: CHECK constraints and generated columns.
 * They are done after the row was written, over its stored values: these are what PostgreSQL's expressions are about as
 * well (after conversion to the columns' types), and no value has to be told apart from its column.
 */

/** Whether the table has generated columns. */
export function isComputed({ computedAs }: RelationColumn): boolean {
  return computedAs !== undefined;
}

/** Whether IRIS alone would write rows of the table as PostgreSQL does not. */
export function hasRules({ columns, checks = [] }: Relation): boolean {
  return checks.length > 0 || columns.some(isComputed);
}

/**
 * Whether an UPDATE of these columns leaves all rules as they are: PostgreSQL computes a column anew only with the columns
 * it is made of, and a condition that was true of the same values still is.
 */
export function isUntouched({ columns, checks = [] }: Relation, changed: readonly RelationColumn[]): boolean {
  const computed = columns.filter(
    (column) =>
      isComputed(column) &&
      (changed.includes(column) || changed.some(({ attnum }) => column.computedFrom?.includes(attnum))),
  );
  if (computed.length > 0) return false;
  const numbers = changed.map(({ attnum }) => attnum);
  return checks.every(
    ({ attnums, settled }) =>
      settled && attnums.length > 0 && !attnums.some((attnum) => numbers.includes(attnum)),
  );
}

/** Rules of a table to be done by IRIS. */
export interface RuleSelection {
  readonly computed: readonly RelationColumn[];
  readonly checks: NonNullable<Relation['checks']>;
}

export function isEmpty({ computed, checks }: RuleSelection): boolean {
  return computed.length === 0 && checks.length === 0;
}

export const NO_RULES: RuleSelection = { computed: [], checks: [] };

/** All of them. */
export function allRules({ columns, checks = [] }: Relation): RuleSelection {
  return { computed: columns.filter(isComputed), checks };
}

/** The rules that concern rows whose columns are set by these target entries; NO_RULES itself for none. */
export function updateRules(
  { relation }: { readonly relation: Relation },
  entries: readonly TargetEntry[],
): RuleSelection {
  if (!hasRules(relation)) return NO_RULES;
  const changed = relation.columns.filter(({ attnum }) =>
    entries.some(({ resjunk, resno }) => !resjunk && resno === attnum),
  );
  return isUntouched(relation, changed) ? NO_RULES : allRules(relation);
}

/**
 * Steps for one row that was written: its computed values, then its checks, in PostgreSQL's order.
 * @param id the row's %ID
 * @throws GatewayError 0A000 for expressions that IRIS cannot evaluate exactly
 */
export function ruleSteps(
  relation: Relation,
  { computed, checks }: RuleSelection,
  id: Fragment,
  context: TranslationContext,
): Step[] {
  const steps: Step[] = computed.length === 0 ? [] : [computeStep(relation, computed, id, context)];
  const violations = checks.map(({ name, condition: text }) => ({
    name,
    ...violation(relation, text, context),
  }));
  const [first, ...others] = violations;
  if (first === undefined) return steps;
  if (others.length === 0) return [...steps, refuse(relation, first, id, context)];
  // One question for a row that is in order.
  const any = join(
    violations.map(({ where }) => where),
    ' OR ',
  );
  const query = oneRow(relation, first.alias, fragment`${raw(first.alias)}.%ID AS "c1"`, id, any);
  const found = violations.map((one) => refuse(relation, one, fromInside(id, 1), context));
  return [...steps, { do: 'branch', query, found, missing: [] }];
}

/** A condition on a row under an alias. */
interface Violation {
  readonly alias: string;
  readonly where: Fragment;
}

/** The row violates the constraint: its condition is false, neither true nor unknown. */
function violation(relation: Relation, text: string, context: TranslationContext): Violation {
  const { scope, expression } = ownExpression(`(${text})`, relation, context);
  return { alias: scope.alias(1), where: fragment`NOT (${condition(expression, scope)})` };
}

function computeStep(
  relation: Relation,
  columns: readonly RelationColumn[],
  id: Fragment,
  context: TranslationContext,
): Step {
  let alias = '';
  const values = columns.map((column) => {
    refuseLength(column, context);
    const { scope, expression } = ownExpression(column.computedAs ?? 'NULL', relation, context);
    alias = scope.alias(1);
    return fragment`${identifier(column.irisName)} = ${assignedValue(expression, column, scope)}`;
  });
  const statement = fragment`UPDATE ${tableName(relation)} ${raw(alias)} SET ${join(values, ', ')} WHERE ${raw(alias)}.%ID = ${id}`;
  return { do: 'change', statement, counts: false };
}

/** Fails when the row violates the constraint, and shows the row. */
function refuse(
  relation: Relation,
  { name, alias, where }: Violation & { readonly name: string },
  id: Fragment,
  context: TranslationContext,
): Step {
  const { schema, name: table, columns } = relation;
  const values = columns.map(
    ({ irisName }, index) => fragment`${qualified(alias, irisName)} AS ${raw(`"${outputName(index + 1)}"`)}`,
  );
  return {
    do: 'refuse',
    query: oneRow(relation, alias, join(values, ', '), id, where),
    error: {
      sqlstate: '23514',
      message: `new row for relation "${table}" violates check constraint "${name}"`,
      about: { schema, table, constraint: name },
      row: columns.map((column) => storedColumn(relation, column, context)),
    },
  };
}

function oneRow(relation: Relation, alias: string, list: Fragment, id: Fragment, where: Fragment): Fragment {
  return fragment`SELECT ${list} FROM ${tableName(relation)} ${raw(alias)} WHERE ${raw(alias)}.%ID = ${id} AND (${where})`;
}

/** A rule's expression as PostgreSQL analyses it, with the table as entry 1 of its scope. */
function ownExpression(
  text: string,
  { schema, name }: Relation,
  context: TranslationContext,
): { readonly scope: QueryScope; readonly expression: Expression } {
  const from = [schema, name].map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
  const source = `SELECT ${text} FROM ${from}`;
  const query = analysed(source, context);
  const expression = query.targetList?.[0]?.expr;
  if (expression === undefined) throw new Error('the query of a rule has no expression');
  return {
    scope: new QueryScope(createStatement({ ...context, sourceText: source }), query, null),
    expression,
  };
}

/** What PostgreSQL does not analyse for us it evaluates itself, in the shadow. */
function analysed(text: string, context: TranslationContext): Query {
  if (context.analyse === undefined) throw unsupported('a rule of the table', context);
  try {
    return context.analyse(text);
  } catch (error) {
    if (error instanceof GatewayError) throw unsupported('a rule of the table', context);
    throw error;
  }
}

/** A cast cuts a string where the assignment that PostgreSQL makes refuses it (manual 8.3). */
function refuseLength({ name, typeOid, typmod }: RelationColumn, context: TranslationContext): void {
  const family = familyOf(typeOid, context);
  if (typmod >= 0 && (family === 'text' || family === 'bpchar')) {
    throw unsupported(`the length of generated column "${name}"`, context);
  }
}
