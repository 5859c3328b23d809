import { isSameForAllRows } from '../expression/constant.ts';
import { targetOf } from '../expression/sorting.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, identifier, join, raw, type Fragment } from '../iris/fragment.ts';
import { outputName, qualified } from '../iris/names.ts';
import type { Query } from '../tree/nodes.ts';
import type { Core } from './core.ts';
import { orderByColumns } from './order-by.ts';
import { orderedRows } from './paging.ts';
import { keepsOrder, visible, type Place, type RowCounts } from './place.ts';

/** Name of the row number within equal keys. */
const NUMBER = 'r1';

/** DISTINCT ON: the first row of each key by ORDER BY. IRIS's DISTINCT BY takes any row (RSQL_distinct). */
export function distinctOn(query: Query, core: Core, counts: RowCounts, place: Place): Fragment {
  const { statement } = core.scope;
  if (counts.ties || counts.offset !== null || (counts.limit !== null && counts.limit.plain === null)) {
    throw unsupported('DISTINCT ON with OFFSET', statement.context);
  }
  const inner = statement.nextAlias();
  const outer = statement.nextAlias();
  const resnos = (query.targetList ?? []).map((target) => target.resno);
  const read = (resno: number): Fragment => qualified(inner, outputName(resno));
  const keys = (query.distinctClause ?? [])
    .map((clause) => targetOf(clause, query.targetList))
    .filter((target) => !isSameForAllRows(target.expr))
    .map((target) => read(target.resno));
  const order = orderByColumns(query, core.scope, read);
  const by = order.length > 0 ? order : keys;
  const over = [
    ...(keys.length > 0 ? [fragment`PARTITION BY ${join(keys, ', ')}`] : []),
    ...(by.length > 0 ? [fragment`ORDER BY ${join(by, ', ')}`] : []),
  ];
  const columns = resnos.map((resno) => fragment`${read(resno)} AS ${identifier(outputName(resno))}`);
  const number = fragment`ROW_NUMBER() OVER (${join(over, ' ')}) AS ${identifier(NUMBER)}`;
  const rows = fragment`SELECT ${join([...columns, number], ', ')} FROM (${core.printPlain(resnos)}) ${raw(inner)}`;
  const readOuter = (resno: number): Fragment => qualified(outer, outputName(resno));
  const source = {
    from: fragment`(${rows}) ${raw(outer)} WHERE (${qualified(outer, NUMBER)} = 1)`,
    read: readOuter,
    resnos: visible(query),
  };
  const outerOrder = keepsOrder(counts, place) ? orderByColumns(query, core.scope, readOuter) : [];
  return orderedRows(source, outerOrder, counts, place, false);
}
