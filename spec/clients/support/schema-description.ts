import type { Client } from 'pg';

/** What a user made, from the catalog: columns, constraints, indexes, enum labels, views. One line each, sorted. */
const DESCRIPTION = `
select format('column %s.%s %s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
              case when a.attnotnull then 'not null' else 'null' end,
              ' default ' || pg_get_expr(d.adbin, d.adrelid),
              ' identity ' || nullif(a.attidentity::text, ''),
              ' generated ' || nullif(a.attgenerated::text, '')) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
 where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
union all
select format('constraint %s %s on %s', conname, pg_get_constraintdef(o.oid), conrelid::regclass)
  from pg_constraint o join pg_namespace n on n.oid = o.connamespace
 where conrelid <> 0 and n.nspname not in ('pg_catalog', 'information_schema')
union all
select 'index ' || indexdef from pg_indexes where schemaname not in ('pg_catalog', 'information_schema')
union all
select format('enum %s %s', enumtypid::regtype, string_agg(enumlabel, ', ' order by enumsortorder))
  from pg_enum group by enumtypid
union all
select format('view %s %s', viewname, definition)
  from pg_views where schemaname not in ('pg_catalog', 'information_schema')`;

/** Describes a database's schema, in an order that is the same everywhere. */
export async function describeSchema(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(DESCRIPTION);
  return rows.map(({ line }) => line).toSorted();
}
