import { COMMAND, RTE, type Query, type RelationEntry } from '../tree/nodes.ts';
import { relationEntries } from '../tree/visit.ts';

/** relkind of EXCLUDED's entry, which is no table to read. */
const COMPOSITE = 'c';

/** The queries of a statement that change data, in the order in which they may depend on each other: WITH, then the main one. */
export function changingQueries(query: Query): Query[] {
  const parts = (query.cteList ?? []).map(({ ctequery }) => ctequery);
  return [...parts, query].filter(({ commandType }) => commandType !== COMMAND.select);
}

/** The entry of the table that a query changes. */
export function targetEntry(query: Query): RelationEntry | null {
  const entry = query.rtable?.[query.resultRelation - 1];
  return entry?.rtekind === RTE.relation ? entry : null;
}

/** The tables whose rows a statement reads or changes: all but the targets of INSERT, where only new rows matter. */
export function readEntries(query: Query): RelationEntry[] {
  const onlyNew = changingQueries(query)
    .filter(({ commandType }) => commandType === COMMAND.insert)
    .map(targetEntry);
  return relationEntries(query).filter((entry) => entry.relkind !== COMPOSITE && !onlyNew.includes(entry));
}

/** Tables that a statement changes, by pg_class.oid. */
export function changedTables(query: Query): Set<number> {
  return new Set(changingQueries(query).flatMap((changing) => targetEntry(changing)?.relid ?? []));
}

/** Tables whose present rows a statement updates or deletes, by pg_class.oid: PostgreSQL locks those rows. */
export function lockedTables(query: Query): Set<number> {
  const changing = changingQueries(query).filter(({ commandType }) => commandType !== COMMAND.insert);
  return new Set(changing.flatMap((one) => targetEntry(one)?.relid ?? []));
}
