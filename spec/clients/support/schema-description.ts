import { parse } from 'libpg-query';
import type { Client } from 'pg';

/** What a user made, from the catalog: columns, constraints, indexes, enum labels. */
const DESCRIPTION = `
select format('column %s.%s %s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
              case when a.attnotnull then 'not null' else 'null' end,
              ' default ' || pg_get_expr(d.adbin, d.adrelid),
              ' identity ' || nullif(a.attidentity::text, ''),
              ' generated ' || nullif(a.attgenerated::text, '')) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
 where c.relkind in ('r', 'v') and n.nspname not in ('pg_catalog', 'information_schema')
union all
select format('constraint %s %s on %s', conname, pg_get_constraintdef(o.oid), conrelid::regclass)
  from pg_constraint o join pg_namespace n on n.oid = o.connamespace
 where conrelid <> 0 and n.nspname not in ('pg_catalog', 'information_schema')
union all
select 'index ' || indexdef from pg_indexes where schemaname not in ('pg_catalog', 'information_schema')
union all
select format('enum %s %s', enumtypid::regtype, string_agg(enumlabel, ', ' order by enumsortorder))
  from pg_enum group by enumtypid`;

const VIEWS = `
select viewname, definition from pg_views where schemaname not in ('pg_catalog', 'information_schema')`;

/**
 * A view's definition as the parser has it. In the printed text PostgreSQL 15 qualifies all columns of tables, 18 only
 * where there are several tables; so columns are known by their names alone.
 */
async function describeView(definition: string): Promise<string> {
  const { stmts } = await parse(definition);
  return JSON.stringify(
    stmts?.map(({ stmt }) => stmt),
    (key, value: unknown) => {
      if (key === 'location') return undefined;
      return key === 'ColumnRef' ? (value as { readonly fields: readonly unknown[] }).fields.at(-1) : value;
    },
  );
}

/** Describes a database's schema, one line for each thing, in an order that is the same everywhere. */
export async function describeSchema(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(DESCRIPTION);
  const views = await client.query<{ viewname: string; definition: string }>(VIEWS);
  const described = views.rows.map(
    async ({ viewname, definition }) => `view ${viewname} ${await describeView(definition)}`,
  );
  return [...rows.map(({ line }) => line), ...(await Promise.all(described))].toSorted();
}
