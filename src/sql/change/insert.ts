import { fragment, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Slot, Step } from '../plan.ts';
import { fromClause } from '../select/from.ts';
import { RTE } from '../tree/nodes.ts';
import type { Expression, TargetEntry, ValuesEntry } from '../tree/nodes.ts';
import type { TranslationContext } from '../context.ts';
import { unsupported } from '../expression/unsupported.ts';
import { conflictSteps } from './on-conflict.ts';
import { insertFromQuery, insertStatement, rowOfQuery, selectList } from './insert-row.ts';
import type { NewRow } from './insert-row.ts';
import { newRow } from './new-rows.ts';
import { readsTargetTwice } from './references.ts';
import { refuseOtherRow, returningSteps } from './returning.ts';
import { withRowVersion } from './row-version.ts';
import { isEmpty, ruleSteps } from './row-rules.ts';
import type { RuleSelection } from './row-rules.ts';
import type { Target } from './target.ts';

/** INSERT of VALUES or of a query. */
export function insertSteps(target: Target): Step[] {
  refuseOtherRow(target, 'new');
  refuseRequired(target.insertRules, target.scope.statement.context);
  refuseCheckedConflict(target);
  const [source] = target.query.jointree?.fromlist ?? [];
  if (source?.kind !== 'RANGETBLREF') return oneRow(target);
  const entry = target.scope.entry(source.rtindex);
  return entry.rtekind === RTE.values ? manyRows(target, entry) : rowsOfQuery(target);
}

/**
 * A generated column has no value yet when IRIS stores the row.
 * @throws GatewayError 0A000 when it may not be null
 */
export function refuseRequired({ computed }: RuleSelection, context: TranslationContext): void {
  const required = computed.find(({ notNull }) => notNull);
  if (required !== undefined) {
    throw unsupported(`generated column "${required.name}", which may not be null,`, context);
  }
}

/** A row is checked before PostgreSQL looks for a conflict. */
function refuseCheckedConflict({ query, relation, insertRules, scope }: Target): void {
  if (query.onConflict !== null && insertRules.checks.length > 0) {
    throw unsupported(
      `ON CONFLICT on "${relation.name}", which has CHECK constraints,`,
      scope.statement.context,
    );
  }
}

/** VALUES of one row, or DEFAULT VALUES: the tree has the values in its target list. */
function oneRow(target: Target): Step[] {
  const row = newRow(target, ({ expr }) => expr, target.scope);
  return row.hasSublink ? computedRow(target, row) : rowSteps(target, row);
}

/** What one new row needs: the INSERT, what ON CONFLICT says, and RETURNING. */
export function rowSteps(target: Target, row: NewRow): Step[] {
  const { onConflict } = target.query;
  if (onConflict === null) return plainSteps(target, row, false);
  return conflictSteps(target, row, onConflict, (inner, skipUnique) => plainSteps(target, inner, skipUnique));
}

function plainSteps(target: Target, row: NewRow, skipUnique: boolean): Step[] {
  const statement = insertStatement(target, row);
  const insert: Step = skipUnique ? { do: 'change', statement, skipUnique } : { do: 'change', statement };
  const rules = ruleSteps(target.relation, target.insertRules, ROW_ID, target.scope.statement.context);
  return [
    insert,
    ...rules,
    ...returningSteps(target, ROW_ID, withRowVersion(target, target.scope, 'inserted')),
  ];
}

const ROW_ID: Fragment = { sql: '?', slots: [{ from: 'rowid' }] };

/** Whether nothing but the rows themselves has to be done. */
function isPlain({ query, insertRules }: Target): boolean {
  return query.onConflict === null && query.returningList === null && isEmpty(insertRules);
}

/** A row with sub-selects in it, which IRIS takes only from a query. */
function computedRow(target: Target, row: NewRow): Step[] {
  const { context } = target.scope.statement;
  const source = fragment`SELECT ${selectList(row, context)}`;
  if (isPlain(target)) return [{ do: 'change', statement: insertFromQuery(target, row.columns, source) }];
  return eachOf(source, rowSteps(target, rowOfQuery(row.columns, context)));
}

/** INSERT ... SELECT, by IRIS itself where every row is simply inserted. */
function rowsOfQuery(target: Target): Step[] {
  const { relation, scope, query } = target;
  const { context } = scope.statement;
  const from = fromClause(query, scope);
  const row = newRow(target, ({ expr }) => expr, from.scope);
  const source = fragment`SELECT ${selectList(row, context)} FROM ${from.fragment ?? raw('')}`;
  // IRIS may read rows that it has just inserted, or compute a function once for all rows.
  const direct = isPlain(target) && !row.perRow && !readsTargetTwice(query, relation.oid);
  if (direct) return [{ do: 'change', statement: insertFromQuery(target, row.columns, source) }];
  return eachOf(source, rowSteps(target, rowOfQuery(row.columns, context)));
}

function eachOf(statement: Fragment, steps: Step[]): Step[] {
  return [{ do: 'each', source: { kind: 'query', statement }, steps }];
}

/** VALUES of several rows: rows whose statements are alike share one, with the values as tuples of slots. */
function manyRows(target: Target, entry: ValuesEntry): Step[] {
  const rows = entry.values_lists.map((list) => newRow(target, valueIn(list), target.scope));
  const steps: Step[] = [];
  let at = 0;
  while (at < rows.length) {
    const first = rows[at] as NewRow;
    let end = at + 1;
    while (end < rows.length && isAlike(first, rows[end] as NewRow)) end++;
    const run = rows.slice(at, end);
    if (first.hasSublink) steps.push(...run.flatMap((row) => computedRow(target, row)));
    else steps.push(sharedSteps(target, run));
    at = end;
  }
  return steps;
}

/** The target list of a VALUES insert names the columns of the list. */
function valueIn(list: readonly Expression[]): (entry: TargetEntry) => Expression {
  return ({ expr }) => {
    const value = expr.kind === 'VAR' ? list[expr.varattno - 1] : undefined;
    if (value === undefined) throw new Error('the target list of VALUES is not made of its columns');
    return value;
  };
}

function isAlike(first: NewRow, other: NewRow): boolean {
  return (
    first.hasSublink === other.hasSublink &&
    first.columns.length === other.columns.length &&
    first.columns.every((column, index) => column === other.columns[index]) &&
    first.values.every((value, index) => value.sql === other.values[index]?.sql)
  );
}

function sharedSteps(target: Target, rows: readonly NewRow[]): Step {
  const tuples = rows.map((row) => row.values.flatMap((value) => value.slots));
  const [first] = rows as [NewRow];
  let next = 0;
  const values = first.values.map(({ sql, slots }) => ({
    sql,
    slots: slots.map((): Slot => ({ from: 'row', column: next++ })),
  }));
  return {
    do: 'each',
    source: { kind: 'tuples', tuples },
    steps: rowSteps(target, { ...first, values }),
  };
}
