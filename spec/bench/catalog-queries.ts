import { rowsOf } from '../support/rows.ts';
import type { WireClient } from '../support/wire-client.ts';

/** What pgjdbc asks for getColumns (PgDatabaseMetaData.java), in words of our own. */
export const COLUMNS_OF_JDBC = `
select * from (
  select n.nspname, c.relname, a.attname, a.atttypid, a.attnotnull or (t.typtype = 'd' and t.typnotnull) as attnotnull, a.atttypmod, a.attlen, t.typtypmod,
    row_number() over (partition by a.attrelid order by a.attnum) as attnum, nullif(a.attidentity, '') as attidentity, nullif(a.attgenerated, '') as attgenerated,
    pg_catalog.pg_get_expr(def.adbin, def.adrelid) as adsrc, dsc.description, t.typbasetype, t.typtype
  from pg_catalog.pg_namespace n join pg_catalog.pg_class c on (c.relnamespace = n.oid) join pg_catalog.pg_attribute a on (a.attrelid = c.oid)
  join pg_catalog.pg_type t on (a.atttypid = t.oid)
  left join pg_catalog.pg_attrdef def on (a.attrelid = def.adrelid and a.attnum = def.adnum)
  left join pg_catalog.pg_description dsc on (c.oid = dsc.objoid and a.attnum = dsc.objsubid)
  left join pg_catalog.pg_class dc on (dc.oid = dsc.classoid and dc.relname = 'pg_class')
  left join pg_catalog.pg_namespace dn on (dc.relnamespace = dn.oid and dn.nspname = 'pg_catalog')
  where c.relkind in ('r', 'p', 'v', 'f', 'm') and a.attnum > 0 and not a.attisdropped and n.nspname like $1 and c.relname like $2) c
where true order by nspname, c.relname, attnum`;

/** The statements that psql 15 sends for \`\\d NAME\` of a table without rules and triggers (describe.c). */
function statements(oid: string): string[] {
  return [
    `select c.relchecks, c.relkind, c.relhasindex, c.relhasrules, c.relhastriggers, c.relrowsecurity, c.relforcerowsecurity, false as relhasoids, c.relispartition, '', c.reltablespace,
       case when c.reloftype = 0 then '' else c.reloftype::pg_catalog.regtype::pg_catalog.text end, c.relpersistence, c.relreplident, am.amname
     from pg_catalog.pg_class c left join pg_catalog.pg_class tc on (c.reltoastrelid = tc.oid) left join pg_catalog.pg_am am on (c.relam = am.oid) where c.oid = '${oid}'`,
    `select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
       (select pg_catalog.pg_get_expr(d.adbin, d.adrelid, true) from pg_catalog.pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum and a.atthasdef),
       a.attnotnull, (select c.collname from pg_catalog.pg_collation c, pg_catalog.pg_type t where c.oid = a.attcollation and t.oid = a.atttypid and a.attcollation <> t.typcollation) as attcollation,
       a.attidentity, a.attgenerated
     from pg_catalog.pg_attribute a where a.attrelid = '${oid}' and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    `select c2.relname, i.indisprimary, i.indisunique, i.indisclustered, i.indisvalid, pg_catalog.pg_get_indexdef(i.indexrelid, 0, true),
       pg_catalog.pg_get_constraintdef(con.oid, true), contype, condeferrable, condeferred, i.indisreplident, c2.reltablespace
     from pg_catalog.pg_class c, pg_catalog.pg_class c2, pg_catalog.pg_index i left join pg_catalog.pg_constraint con on (conrelid = i.indrelid and conindid = i.indexrelid and contype in ('p', 'u', 'x'))
     where c.oid = '${oid}' and c.oid = i.indrelid and i.indexrelid = c2.oid order by i.indisprimary desc, c2.relname`,
    `select pol.polname from pg_catalog.pg_policy pol where pol.polrelid = '${oid}' order by 1`,
    `select oid, stxrelid::pg_catalog.regclass from pg_catalog.pg_statistic_ext where stxrelid = '${oid}' order by 1`,
    `select pubname from pg_catalog.pg_publication p join pg_catalog.pg_publication_rel pr on p.oid = pr.prpubid where pr.prrelid = '${oid}'`,
    `select c.oid::pg_catalog.regclass from pg_catalog.pg_class c, pg_catalog.pg_inherits i where c.oid = i.inhparent and i.inhrelid = '${oid}' and c.relkind != 'p' order by inhseqno`,
    `select c.oid::pg_catalog.regclass, c.relkind from pg_catalog.pg_class c, pg_catalog.pg_inherits i where c.oid = i.inhrelid and i.inhparent = '${oid}' order by 1`,
  ];
}

/** \`\\d NAME\`. */
export async function describeTable(client: WireClient, name: string): Promise<void> {
  const found =
    await client.simple(`select c.oid, n.nspname, c.relname from pg_catalog.pg_class c left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relname operator(pg_catalog.~) '^(${name})$' collate pg_catalog.default and pg_catalog.pg_table_is_visible(c.oid) order by 2, 3`);
  const [row] = rowsOf(found);
  if (row?.[0] === undefined) throw new Error(`there is no table ${name}`);
  for (const sql of statements(row[0] ?? '')) await client.simple(sql);
}
