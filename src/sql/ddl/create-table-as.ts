import type { IntoClause } from '@pgsql/types';
import { OID } from '../../types/oids.ts';
import { fragment, type Fragment } from '../iris/fragment.ts';
import { columnSpellings } from '../iris/spelling.ts';
import { strings } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import type { OutputColumn } from '../plan.ts';
import { refuseShownDistances } from '../select/shown-distances.ts';
import { createStatement } from '../select/statement.ts';
import type { Column } from './column-definition.ts';
import { typeFromOid } from './column-type.ts';
import { createTable, relationExists } from './create-table.ts';
import type { DdlContext } from './ddl-context.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import type { DefiningQuery } from './defining-query.ts';
import { irisType } from './iris-type.ts';
import { columnList } from './key-constraint.ts';
import { irisTable, newRelation, quotedRelation } from './object-name.ts';
import { translatedOrNull } from './present-rows.ts';
import { onCommitOf } from './temporary-table.ts';

/** CREATE TABLE AS and SELECT INTO: the table, then its rows; with data, the tag counts them. */
export function planCreateTableAs(
  into: IntoClause,
  ifNotExists: boolean,
  statement: RawStatement,
  context: DdlContext,
  defining: DefiningQuery,
): DdlPlan {
  const steps = new DdlSteps();
  const table = newRelation(into.rel ?? {}, context);
  if (relationExists(table, ifNotExists, context)) return steps.plan('CREATE TABLE AS', statement.text);
  const names = strings(into.colNames);
  const columns = defining.columns.map((column, index) =>
    newColumn(column, names[index] ?? column.name, context),
  );
  createTable(table, columns, [], steps);
  const onCommit = onCommitOf(table, into.onCommit);
  if (into.skipData === true) return { ...steps.plan('CREATE TABLE AS', statement.text), ...onCommit };
  const query = translatedOrNull(() => rowsInIris(defining, context));
  if (query !== null) {
    const list = columnList([...columnSpellings(columns.map(({ name }) => name)).values()]);
    steps.steps.push({
      do: 'change',
      statement: fragment`INSERT INTO ${irisTable(table)} (${list}) ${query}`,
    });
  }
  // The rows that IRIS cannot find itself are inserted by a statement of their own, when the table is there.
  else steps.fill(`INSERT INTO ${quotedRelation(table)} ${defining.text}`);
  const plan = steps.plan('SELECT', statement.text);
  return { ...plan, plan: { ...plan.plan, counted: true }, ...onCommit };
}

function rowsInIris({ text, query }: DefiningQuery, context: DdlContext): Fragment {
  const rows = createStatement({ ...context, sourceText: text });
  refuseShownDistances(query, rows, null);
  return rows.subselect(query, null, 'derived table');
}

function newColumn({ typeOid, typmod }: OutputColumn, name: string, context: DdlContext): Column {
  // A literal of no type becomes text.
  const type = typeFromOid(typeOid === OID.unknown ? OID.text : typeOid, typmod, context);
  return {
    name,
    type,
    iris: irisType(type),
    notNull: false,
    generated: false,
    identity: '',
    default: null,
    computed: false,
    keys: [],
    warnings: [],
  };
}
