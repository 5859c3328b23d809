import type { TranslationContext } from '../context.ts';
import { filter } from '../expression/condition.ts';
import { QueryScope } from '../expression/query-scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, identifier, join, raw, type Fragment } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import type { Step } from '../plan.ts';
import { RTE, type Query, type RowMarkClause } from '../tree/nodes.ts';
import { fromClause } from './from.ts';
import { createStatement } from './statement.ts';

/** RowMarkClause.waitPolicy (lockoptions.h): wait for the lock, leave locked rows out, fail. */
export const SKIP = 1;
const NOWAIT = 2;

/**
 * FOR UPDATE and its kin: IRIS SQL has no such clause (iris-sql.md 1.7), but an UPDATE that changes nothing locks the rows
 * it finds until the transaction ends. It locks at least what PostgreSQL would: also rows that LIMIT leaves out, and
 * exclusively for FOR SHARE.
 * @param only the %ID of the one row that is locked; null for all that the condition lets through
 */
export function rowLocks(query: Query, context: TranslationContext, only: Fragment | null = null): Step[] {
  return (query.rowMarks ?? []).flatMap((mark) => lock(mark, query, context, only));
}

/** What a query with NOWAIT could not lock, in PostgreSQL's words (heap_lock_tuple); null for one that waits. */
export function unwaited(query: Query): string | null {
  const mark = query.rowMarks?.find(({ waitPolicy }) => waitPolicy === NOWAIT);
  if (mark === undefined) return null;
  return `row in relation "${query.rtable?.[mark.rti - 1]?.eref.aliasname ?? ''}"`;
}

function lock(mark: RowMarkClause, query: Query, context: TranslationContext, only: Fragment | null): Step[] {
  const statement = createStatement(context);
  const scope = new QueryScope(statement, query, null);
  const entry = scope.entry(mark.rti);
  // A derived table's rows are locked through its own tables' marks, which stand in the sub-select.
  if (entry.rtekind !== RTE.relation) throw unsupported('FOR UPDATE of a sub-select', context);
  const relation = context.relation(entry.relid);
  const column = relation?.columns.find(
    (candidate) => candidate.generated === null && !isKey(candidate.attnum),
  );
  if (relation === undefined || relation.kind !== 'table' || column === undefined) {
    throw unsupported('FOR UPDATE of this table', context);
  }
  const from = fromClause(query, scope);
  const where = query.jointree?.quals ?? null;
  const id = fragment`${raw(scope.alias(mark.rti))}.%ID`;
  const conditions = [
    ...(where === null ? [] : [filter(where, from.scope)]),
    ...(only === null ? [] : [fragment`(${id} = ${only})`]),
  ];
  const clause = conditions.length === 0 ? raw('') : fragment` WHERE ${join(conditions, ' AND ')}`;
  const rows = fragment`SELECT ${id} AS "c1" FROM ${from.fragment ?? raw('')}${clause}`;
  const name: Fragment = identifier(column.irisName);
  return [
    {
      do: 'change',
      counts: false,
      statement: fragment`UPDATE ${tableName(relation)} SET ${name} = ${name} WHERE %ID IN (${rows})`,
    },
  ];

  function isKey(attnum: number): boolean {
    return relation?.keys.some((key) => key.attnums.includes(attnum)) ?? false;
  }
}
