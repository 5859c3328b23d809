import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { slotValue } from '../change/assigned-value.ts';
import { columnDefault } from '../change/column-default.ts';
import { refuseRequired, rowSteps } from '../change/insert.ts';
import { takesDefault } from '../change/new-rows.ts';
import { isIdentity, numberedColumn } from '../change/numbered-column.ts';
import { refuseOtherRow } from '../change/returning.ts';
import { isComputed, NO_RULES, type RuleSelection } from '../change/row-rules.ts';
import { rowValue } from '../change/row-slots.ts';
import { columnByNumber, type Target } from '../change/target.ts';
import type { Relation, RelationColumn, TranslationContext } from '../context.ts';
import { unsupported } from '../expression/unsupported.ts';
import { RTE, type Expression, type Query, type TargetEntry } from '../tree/nodes.ts';
import { visitNodes } from '../tree/visit.ts';
import { partPlan } from './part-plan.ts';
import type { ChangePart } from './change-part.ts';
import { POSITION_COLUMN, storedColumn } from './stored-column.ts';

/** A row's values by column; DEFAULT and columns left out are not among them. */
export type GivenValues = ReadonlyMap<RelationColumn, Expression>;

/**
 * INSERT whose rows PostgreSQL evaluates. ON CONFLICT and what IRIS numbers stay with IRIS.
 * @param target with `readBack` when the rest of the statement reads the new rows
 * @param rows one for each form of row that the statement has
 */
export function insertPart(target: Target, rows: readonly GivenValues[]): ChangePart {
  const { relation, scope, query, readBack } = target;
  const { context } = scope.statement;
  refuseUnseen(target);
  const isGiven = (column: RelationColumn): boolean => rows.some((row) => row.has(column));
  const leftOut = relation.columns.filter(
    (column) => !isComputed(column) && !isGiven(column) && leavesOut(column, context),
  );
  const isNumbered = ({ generated, defaultExpression }: RelationColumn): boolean =>
    generated !== null || defaultExpression !== null;
  for (const column of relation.columns) {
    if (!isGiven(column) || rows.every((row) => row.has(column))) continue;
    if (leavesOut(column, context) && isNumbered(column)) {
      throw unsupported(`DEFAULT for "${column.name}" in some of the rows`, context);
    }
  }
  const numbered = leftOut.filter(isNumbered);
  const insertRules = rulesOnNumbers(relation, numbered);
  refuseRequired(insertRules, context);
  const columns = relation.columns.filter(
    (column) => !leftOut.includes(column) && !insertRules.computed.includes(column),
  );
  const values = columns.map((column, index) => slotValue(rowValue(index + 1), column, context));
  const identity = numbered.find(isIdentity);
  const emitted = readBack?.map((column) => storedColumn(relation, column, context)) ?? null;
  return {
    action: 'insert',
    schema: relation.schema,
    table: relation.name,
    columns: columns.map(({ name, typeOid, typmod }) => ({ name, typeOid, typmod })),
    numbered: numbered.map(({ name }) => name),
    unchecked: leftOut.filter((column) => column.notNull && !isNumbered(column)).map(({ name }) => name),
    computed: columns.flatMap(({ name, computedAs }) =>
      computedAs === undefined ? [] : [{ name, expression: computedAs }],
    ),
    unruled: insertRules.checks.map(({ name }) => name),
    stored: readBack?.map(({ name }) => name) ?? null,
    plan: partPlan(
      'INSERT',
      rowSteps(
        { ...target, insertRules, query: { ...query, returningList: null } },
        { columns, values, hasSublink: false },
      ),
      emitted === null ? null : [POSITION_COLUMN, ...emitted],
      identity && numberedColumn(relation, identity),
    ),
  };
}

/** The rules that depend on numbers which only the backend can give; all others PostgreSQL has seen to. */
function rulesOnNumbers(relation: Relation, numbered: readonly RelationColumn[]): RuleSelection {
  if (numbered.length === 0) return NO_RULES;
  const open = new Set(numbered.map(({ attnum }) => attnum));
  const computed = relation.columns.filter(({ computedFrom = [] }) =>
    computedFrom.some((attnum) => open.has(attnum)),
  );
  for (const { attnum } of computed) open.add(attnum);
  const checks = (relation.checks ?? []).filter(
    ({ attnums }) => attnums.length === 0 || attnums.some((attnum) => open.has(attnum)),
  );
  return { computed, checks };
}

/** The forms of row of an INSERT: the lists of VALUES, or one for all rows of a query. */
export function insertedRows({ query, scope, relation }: Target): GivenValues[] {
  const [source] = query.jointree?.fromlist ?? [];
  const entry = source?.kind === 'RANGETBLREF' ? scope.entry(source.rtindex) : null;
  const lists = entry?.rtekind === RTE.values ? entry.values_lists : [null];
  const given = (list: readonly Expression[] | null, { resno, expr }: TargetEntry) => {
    const column = columnByNumber(relation, resno);
    const value = list !== null && expr.kind === 'VAR' ? (list[expr.varattno - 1] ?? expr) : expr;
    return takesDefault(value, column, query.override) ? [] : [[column, value] as const];
  };
  const entries = (query.targetList ?? []).filter(({ resjunk }) => !resjunk);
  return lists.map((list) => new Map(entries.flatMap((one) => given(list, one))));
}

/** Whether IRIS, not the catalog, has the value for a column that is not mentioned. */
export function leavesOut(column: RelationColumn, context: TranslationContext): boolean {
  try {
    return columnDefault(column, context).kind === 'omit';
  } catch (error) {
    // A default that has no equivalent in IRIS: PostgreSQL evaluates it with the row.
    if (error instanceof GatewayError && error.sqlstate === SQLSTATE.featureNotSupported) return false;
    throw error;
  }
}

/** What the evaluation of the rest cannot see: the row that was there before, and WITH queries in ON CONFLICT. */
function refuseUnseen(target: Target): void {
  const { query, scope } = target;
  const { onConflict } = query;
  if (onConflict === null) return;
  refuseOtherRow(target, 'new');
  if (readsCommonTable(onConflict)) throw unsupported('a WITH query in ON CONFLICT', scope.statement.context);
}

function readsCommonTable(value: Query['onConflict']): boolean {
  let found = false;
  visitNodes(value, (node) => {
    found ||= node.kind === 'RANGETBLENTRY' && node['rtekind'] === RTE.cte;
    return true;
  });
  return found;
}
