import type { Relation } from '../sql/context.ts';
import type { ShadowColumn, ShadowRelations } from '../sql/ddl/user-type-dependents.ts';
import { FIRST_MIRRORED_OID } from './mirror/oids.ts';
import type { Shadow } from './shadow.ts';

/** The columns of tables and views with their own defaults, within the transaction that is open. */
export function readShadowColumns(shadow: Shadow): ShadowRelations {
  const rows = shadow.rows(
    `select c.oid, a.attname, pg_get_expr(d.adbin, d.adrelid)
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.oid >= ${FIRST_MIRRORED_OID} and c.relkind in ('r', 'v')`,
  );
  const relations = new Map<number, ShadowColumn[]>();
  for (const [oid, name, defaultExpression = null] of rows) {
    const columns = relations.get(Number(oid)) ?? [];
    columns.push({ name: name ?? '', defaultExpression });
    relations.set(Number(oid), columns);
  }
  return { columnsOf: ({ oid }: Relation) => relations.get(oid) };
}
