import type { Relation, RelationColumn } from '../context.ts';
import { unsupported } from '../expression/unsupported.ts';
import { isNode, visitNodes } from '../tree/visit.ts';
import { COMMAND, type Query } from '../tree/nodes.ts';

/** FirstLowInvalidHeapAttributeNumber: attribute n stands in selectedCols as n - (-7) (access/sysattr.h). */
const ATTRIBUTE_OFFSET = 7;

/** TableOidAttributeNumber (access/sysattr.h). Rows that are only read lie in the table itself. */
const TABLE_OID = -6;

/** RTEPERMISSIONINFO of a query: what it reads and sets of which table. */
interface Permissions {
  readonly relid: number;
  readonly selectedCols: readonly number[];
  readonly updatedCols: readonly number[];
}

/**
 * The columns of a relation that a query reads or sets, by PostgreSQL's own account (RTEPermissionInfo): what is set in
 * part of the rows only (MERGE), or in part of a value (an array's element), keeps the rest. And those that may not be
 * null, because rows without them could not be stored.
 *
 * @throws GatewayError 0A000 for system columns but tableoid: ctid and xmin of the shadow are not the backend's
 */
export function neededColumns(
  query: Query,
  relation: Relation,
  source: { readonly sourceText: string },
): RelationColumn[] {
  const selected = new Set<number>();
  visitNodes(query, (node) => {
    if (node.kind === 'RTEPERMISSIONINFO') {
      const { relid, selectedCols, updatedCols } = node as unknown as Permissions;
      if (relid !== relation.oid) return true;
      for (const bit of [...selectedCols, ...updatedCols]) selected.add(bit - ATTRIBUTE_OFFSET);
    }
    return isNode(node);
  });
  if ([...selected].some((attnum) => attnum < 0 && !(attnum === TABLE_OID && readsOnly(query)))) {
    throw unsupported('a system column', source);
  }
  const whole = selected.has(0);
  const needed = relation.columns.filter(({ attnum, notNull }) => whole || notNull || selected.has(attnum));
  // COUNT(*) reads no column at all, but the rows have to be there.
  return needed.length > 0 ? needed : relation.columns.slice(0, 1);
}

function readsOnly({ commandType, hasModifyingCTE }: Query): boolean {
  return commandType === COMMAND.select && !hasModifyingCTE;
}
