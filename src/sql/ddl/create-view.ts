import type { SelectStmt, ViewStmt } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { fragment, raw } from '../iris/fragment.ts';
import { columnSpellings } from '../iris/spelling.ts';
import { bodies, body, strings } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { refuseShownDistances } from '../select/shown-distances.ts';
import { createStatement } from '../select/statement.ts';
import { relationEntries } from '../tree/visit.ts';
import { relationExists } from './create-table.ts';
import { tableObject } from './definition-effect.ts';
import type { DdlContext } from './ddl-context.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import type { DefiningQuery } from './defining-query.ts';
import { CREATE_VIEW_DEFINITION, rememberView } from './gateway-tables.ts';
import { withoutSlots } from './inline-slots.ts';
import { columnList } from './key-constraint.ts';
import { irisTable, newRelation } from './object-name.ts';
import { TEMPORARY_SCHEMA } from './temporary-schema.ts';

/** CREATE [OR REPLACE] VIEW */
export function planCreateView(
  view: ViewStmt,
  statement: RawStatement,
  context: DdlContext,
  defining: DefiningQuery,
): DdlPlan {
  if (view.view?.relpersistence === 't') {
    throw new GatewayError('0A000', 'temporary views are not supported');
  }
  // PostgreSQL makes such a view temporary.
  if (
    relationEntries(defining.query).some(({ relid }) => context.relation(relid)?.schema === TEMPORARY_SCHEMA)
  ) {
    throw new GatewayError('0A000', 'views on temporary tables are not supported');
  }
  if (view.withCheckOption !== undefined && view.withCheckOption !== 'NO_CHECK_OPTION') {
    throw new GatewayError('0A000', 'WITH CHECK OPTION is not supported');
  }
  const steps = new DdlSteps();
  const target = newRelation(view.view ?? {}, context);
  const key = { irisSchema: target.irisSchema, irisName: target.irisName };
  const replace = view.replace ?? false;
  const existing = context.relationByName(target.schema, target.name);
  if (existing?.kind !== 'view' || !replace) relationExists(target, false, context);
  const aliases = strings(view.aliases);
  const names = defining.columns.map(({ name }, index) => aliases[index] ?? name);
  // A derived table may keep its order, as a view's query may only with TOP (iris-sql.md 1.2).
  const rows = createStatement({ ...context, sourceText: defining.text, lasting: true });
  refuseShownDistances(defining.query, rows, null);
  const query = rows.subselect(defining.query, null, 'derived table');
  steps.command(CREATE_VIEW_DEFINITION);
  steps.command(
    fragment`CREATE ${raw(replace ? 'OR REPLACE ' : '')}VIEW ${irisTable(target)} (${columnList([
      ...columnSpellings(names).values(),
    ])}) AS ${withoutSlots(query)}`,
    { does: 'make', object: tableObject(key, 'view') },
  );
  const asWritten = aliases.length === 0 && !hasStar(body(view.query, 'SelectStmt'));
  steps.steps.push(
    ...rememberView(key, asWritten ? defining.text : withColumns(defining.text, names, target.name)),
  );
  return steps.plan('CREATE VIEW', statement.text);
}

/** The definition with its columns as they are now: `*` must not grow with the table, and the view may rename them. */
function withColumns(text: string, names: readonly string[], view: string): string {
  const list = names.map(quoted).join(', ');
  return `SELECT ${list} FROM (${text}) AS ${quoted(view)} (${list})`;
}

/** Whether `*` is in the select list, or in one of a leg of UNION, INTERSECT, EXCEPT. */
function hasStar(select: SelectStmt | undefined): boolean {
  if (select === undefined) return false;
  const listed = bodies(select.targetList, 'ResTarget').some(({ val }) =>
    (body(val, 'ColumnRef')?.fields ?? []).some((field) => body(field, 'A_Star') !== undefined),
  );
  return listed || hasStar(select.larg) || hasStar(select.rarg);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
