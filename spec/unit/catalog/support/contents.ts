import type { Shadow } from '../../../../src/catalog/shadow.ts';

const QUERIES = [
  `select c.oid, n.nspname, c.relname, c.relkind, c.reltype, pg_get_userbyid(c.relowner)
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 2, 3`,
  `select a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
          pg_get_expr(d.adbin, d.adrelid)
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1, 2`,
  `select conrelid, conname, contype, pg_get_constraintdef(oid), conindid from pg_constraint
    where conrelid >= 100000 order by 1, 2`,
  `select indexrelid, pg_get_indexdef(indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
     join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'pg_toast') order by 1`,
  `select c.oid, pg_get_viewdef(c.oid) from pg_class c where c.relkind = 'v' and c.oid >= 100000 order by 1`,
  `select d.objid, d.refobjid, d.refobjsubid, d.deptype from pg_depend d
    where d.classid = 'pg_class'::regclass and d.objid >= 100000 and d.refclassid = 'pg_class'::regclass
      and d.objid in (select oid from pg_class where relkind in ('S', 'i')) and d.refobjid in
        (select oid from pg_class where relnamespace <> 'pg_toast'::regnamespace) order by 1, 2, 3`,
  "select oid, nspname, pg_get_userbyid(nspowner) from pg_namespace where nspname !~ '^pg_(temp|toast)' order by 2",
];

/** All that clients can see of a mirrored schema, OIDs included, in an order of its own. */
export function contents(shadow: Shadow): (string | null)[][][] {
  return QUERIES.map((sql) => shadow.rows(sql));
}
