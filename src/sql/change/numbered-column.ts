import type { RelationColumn } from '../context.ts';
import type { NumberedColumn } from '../plan.ts';
import { COMMAND } from '../tree/nodes.ts';
import { takesDefault } from './new-rows.ts';
import type { Target } from './target.ts';

/** The column that IRIS numbers in the rows of an INSERT: its IDENTITY, which is the RowID; undefined where it does not. */
export function numberedByInsert({ query, relation }: Target): NumberedColumn | undefined {
  if (query.commandType !== COMMAND.insert) return undefined;
  const column = relation.columns.find(isIdentity);
  const given = (query.targetList ?? []).find(({ resno, resjunk }) => !resjunk && resno === column?.attnum);
  if (column === undefined || (given && !takesDefault(given.expr, column, query.override))) return undefined;
  return numberedColumn(relation, column);
}

/** A column as currval() finds its sequence. */
export function numberedColumn({ schema, name }: Target['relation'], column: RelationColumn): NumberedColumn {
  return { schema, table: name, column: column.name };
}

export function isIdentity({ generated, numbered }: RelationColumn): boolean {
  return generated === 'identity' && numbered !== true;
}
