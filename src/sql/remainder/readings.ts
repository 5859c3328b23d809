import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation, TranslationContext } from '../context.ts';
import { QueryScope } from '../expression/query-scope.ts';
import { fragment, identifier, join, raw, type Fragment } from '../iris/fragment.ts';
import { qualified, tableName } from '../iris/names.ts';
import type { Step } from '../plan.ts';
import { createStatement } from '../select/statement.ts';
import type { Query, RelationEntry } from '../tree/nodes.ts';
import { changedTables, lockedTables, readEntries } from './changed-queries.ts';
import { laidColumns } from './laid-columns.ts';
import { neededColumns } from './needed-columns.ts';
import type { Reading } from './reading.ts';
import { innerPlace, rowFilter } from './row-filter.ts';
import { ROW_ID_COLUMN, storedColumn } from './stored-column.ts';

/**
 * What has to be read from the backend so that PostgreSQL can evaluate a statement itself: each user table once, with the
 * columns the statement reads and, where that is safe, only the rows that its WHERE clause can let through.
 *
 * @throws GatewayError 0A000 when the rows cannot be given to PostgreSQL (views, system columns)
 */
export function readings(query: Query, context: TranslationContext): Reading[] {
  const entries = readEntries(query);
  const oids = [...new Set(entries.map(({ relid }) => relid))];
  return oids.flatMap((oid) => {
    const relation = context.relation(oid);
    if (relation === undefined) return [];
    if (relation.kind === 'view') {
      throw new GatewayError('0A000', `view "${relation.name}" cannot be read by this query on IRIS`);
    }
    return [
      readingOf(
        query,
        relation,
        entries.filter(({ relid }) => relid === oid),
        context,
      ),
    ];
  });
}

function readingOf(
  query: Query,
  relation: Relation,
  [entry, second]: readonly RelationEntry[],
  context: TranslationContext,
): Reading {
  const locked = lockedTables(query).has(relation.oid);
  const columns = laidColumns(relation, neededColumns(query, relation, context), locked);
  const keyed = changedTables(query).has(relation.oid);
  const place = entry === undefined || second !== undefined ? null : innerPlace(query, entry);
  const scope = new QueryScope(createStatement(context), place?.query ?? query, null);
  const alias = place === null ? 't0' : scope.alias(place.varno);
  const conditions = place === null ? [] : rowFilter(place, scope);
  const items = columns.map(({ irisName }) => qualified(alias, irisName));
  const list = join(keyed ? [raw(`${alias}.%ID`), ...items] : items, ', ');
  const where = conditions.length === 0 ? raw('') : fragment` WHERE ${join(conditions, ' AND ')}`;
  const emitted = columns.map((column) => storedColumn(relation, column, context));
  return {
    schema: relation.schema,
    table: relation.name,
    columns: columns.map(({ name }) => name),
    keyed,
    plan: {
      steps: [
        ...(locked ? rowLock(relation, alias, where) : []),
        {
          do: 'emit',
          statement: fragment`SELECT ${list} FROM ${tableName(relation)} AS ${raw(alias)}${where}`,
        },
      ],
      tag: 'SELECT',
      counted: true,
      columns: keyed ? [ROW_ID_COLUMN, ...emitted] : emitted,
      writes: locked,
      changesSchema: false,
    },
  };
}

/**
 * An UPDATE that changes nothing: IRIS SQL has no other way to lock rows (src/sql/select/lock.ts). Without it another
 * transaction could change the rows between their reading and their change, and its work would be lost. A table of
 * nothing but keys has no column for it; its rows have nothing to lose but themselves.
 */
function rowLock(relation: Relation, alias: string, where: Fragment): Step[] {
  const isKey = (attnum: number): boolean => relation.keys.some((key) => key.attnums.includes(attnum));
  const column = relation.columns.find(({ generated, attnum }) => generated === null && !isKey(attnum));
  if (column === undefined) return [];
  const name = identifier(column.irisName);
  const statement = fragment`UPDATE ${tableName(relation)} ${raw(alias)} SET ${name} = ${name}${where}`;
  return [{ do: 'change', statement, counts: false }];
}
