import type { CatalogFacts, Fact } from '../sql/ddl/catalog-facts.ts';
import { FIRST_MIRRORED_OID } from './mirror/oids.ts';
import { quoteLiteral } from './quote.ts';
import type { Shadow } from './shadow.ts';

/** Constraints of tables; those of domains belong to their types. */
const CHECKS = `select n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype = 'c' and c.relkind = 'r' and c.relpersistence <> 't' and n.nspname <> 'information_schema'
  order by 1, 2, 3`;

/** Of foreign keys that are more than IRIS tells of: it has neither RESTRICT nor MATCH FULL, and nothing deferred. */
const FOREIGN_KEYS = `select n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype = 'f' and c.relpersistence <> 't'
    and ('r' in (k.confdeltype, k.confupdtype) or k.confmatchtype <> 's' or k.condeferrable or not k.convalidated)
  order by 1, 2, 3`;

const GENERATED = `select n.nspname, c.relname, a.attname, pg_get_expr(d.adbin, d.adrelid)
  from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where a.attgenerated <> '' and not a.attisdropped and c.relkind = 'r' and c.relpersistence <> 't'
  order by 1, 2, a.attnum`;

/** Of indexes that are more than columns in ascending order, which is all that the mirror can tell of IRIS's. */
const INDEXES = `select n.nspname, t.relname, c.relname,
    substr(pg_get_indexdef(c.oid), strpos(pg_get_indexdef(c.oid), ' USING ') + length(' USING '))
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
  join pg_namespace n on n.oid = t.relnamespace join pg_am m on m.oid = c.relam
  where t.oid >= ${FIRST_MIRRORED_OID} and t.relkind = 'r' and t.relpersistence <> 't'
    and (m.amname <> 'btree' or i.indexprs is not null or i.indpred is not null or c.reloptions is not null
      or i.indnatts > i.indnkeyatts or 0 <> any (i.indoption::int2[]))
  order by 1, 2, 3`;

/** pg_identify_object_as_address has the arguments that only some kinds of objects need in a list of their own. */
const COMMENTS = `select o.type, array_to_json(o.object_names || o.object_args)::text, o.description
  from (
    select i.type, i.object_names, i.object_args, d.description
      from pg_description d, pg_identify_object_as_address(d.classoid, d.objoid, d.objsubid) i
     where d.classoid in ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_namespace'::regclass, 'pg_type'::regclass)
    union all
    select 'database', '{}', '{}', s.description
      from pg_shdescription s join pg_database b on s.classoid = 'pg_database'::regclass and s.objoid = b.oid
     where b.datname = current_database()
  ) o
  where coalesce(o.object_names[1], '') not like 'pg\\_%'
  order by 1, 2`;

/** What the shadow's catalog says, within the transaction that is open. */
export function catalogFacts(shadow: Shadow): CatalogFacts {
  const read = (sql: string): Fact[] =>
    shadow.rows(sql).map((row) => ({
      key: row.slice(0, -1).map((part) => part ?? ''),
      value: row.at(-1) ?? null,
    }));
  return {
    checks: read(CHECKS),
    foreignKeys: read(FOREIGN_KEYS),
    generated: read(GENERATED),
    indexes: read(INDEXES),
    comments: read(COMMENTS),
  };
}

/** Names of the tables and views that the shadow has within the transaction that is open. */
export function relationNames(shadow: Shadow): (readonly [schema: string, name: string])[] {
  const rows = shadow.rows(
    `select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  return rows.map(([schema, name]) => [schema ?? '', name ?? '']);
}

/** A CHECK constraint of a table. */
export interface TableCheck {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly condition: string;
  /** Not NOT VALID. */
  readonly validated: boolean;
}

/** The CHECK constraints of all tables within the transaction that is open. */
export function tableChecks(shadow: Shadow): TableCheck[] {
  const rows = shadow.rows(
    `select n.nspname, c.relname, k.conname, pg_get_expr(k.conbin, k.conrelid), k.convalidated
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'c' and c.oid >= ${FIRST_MIRRORED_OID}`,
  );
  return rows.map(([schema, table, name, condition, validated]) => ({
    schema: schema ?? '',
    table: table ?? '',
    name: name ?? '',
    condition: condition ?? '',
    validated: validated === 't',
  }));
}

/** A column with what a row that is there already gets in it when the column is added. */
export interface TableColumn {
  readonly name: string;
  readonly typeOid: number;
  readonly typmod: number;
  /** As format_type prints it. */
  readonly type: string;
  readonly notNull: boolean;
  /** The default, or what the column is generated as; null for none. */
  readonly expression: string | null;
  readonly generated: boolean;
}

/** A table's columns within the transaction that is open. */
export function tableColumns(shadow: Shadow, schema: string, table: string): TableColumn[] {
  const rows = shadow.rows(
    `select a.attname, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> ''
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where n.nspname = ${quoteLiteral(schema)} and c.relname = ${quoteLiteral(table)}
        and a.attnum > 0 and not a.attisdropped
      order by a.attnum`,
  );
  return rows.map(([name, typeOid, typmod, type, notNull, expression, generated]) => ({
    name: name ?? '',
    typeOid: Number(typeOid),
    typmod: Number(typmod),
    type: type ?? '',
    notNull: notNull === 't',
    expression: expression ?? null,
    generated: generated === 't',
  }));
}

/** A foreign key whose actions change columns that the table's rules are about. */
export interface RuledAction {
  readonly table: string;
  readonly constraint: string;
}

/** Such foreign keys within the transaction that is open: IRIS would change rows without the gateway. */
export function ruledActions(shadow: Shadow): RuledAction[] {
  const rows = shadow.rows(
    `select c.relname, k.conname
       from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'f' and c.oid >= ${FIRST_MIRRORED_OID} and c.relpersistence <> 't'
        and (k.confdeltype in ('n', 'd') or k.confupdtype in ('c', 'n', 'd'))
        and (exists (select from pg_constraint r
                      where r.contype = 'c' and r.conrelid = k.conrelid and r.conkey && k.conkey)
          or exists (select from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                       join pg_depend p on p.classid = 'pg_attrdef'::regclass and p.objid = d.oid
                      where a.attrelid = k.conrelid and a.attgenerated <> '' and p.refobjid = k.conrelid
                        and p.refobjsubid <> a.attnum and p.refobjsubid = any (k.conkey)))`,
  );
  return rows.map(([table, constraint]) => ({ table: table ?? '', constraint: constraint ?? '' }));
}

/** Whether a temporary table has CHECK constraints or generated columns within the transaction that is open. */
export function hasTemporaryRules(shadow: Shadow): boolean {
  const rows = shadow.rows(
    `select 1 from pg_class c where c.relpersistence = 't' and c.relkind = 'r'
      and (exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c')
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attgenerated <> ''))`,
  );
  return rows.length > 0;
}
