import type { RelationCheck, RelationColumn } from '../sql/context.ts';
import { FIRST_MIRRORED_OID } from './mirror/oids.ts';
import type { Shadow } from './shadow.ts';

/** What PostgreSQL makes sure of in each row of a table: values it computes, conditions it checks. */
export interface RowRules {
  /** By relation and attribute number. */
  readonly computed: ReadonlyMap<number, ReadonlyMap<number, ComputedColumn>>;
  readonly checks: ReadonlyMap<number, readonly RelationCheck[]>;
}

type ComputedColumn = Required<Pick<RelationColumn, 'computedAs' | 'computedFrom'>>;

/** The expression's columns are what its default, or in older releases the column itself, depends on. */
const COMPUTED = `select d.adrelid, d.adnum,
    format('CAST(%s AS %s)', pg_get_expr(d.adbin, d.adrelid), format_type(a.atttypid, a.atttypmod)), (
    select string_agg(distinct p.refobjsubid::text, ' ') from pg_depend p
     where p.refclassid = 'pg_class'::regclass and p.refobjid = d.adrelid and p.refobjsubid not in (0, d.adnum)
       and ((p.classid = 'pg_attrdef'::regclass and p.objid = d.oid)
         or (p.classid = 'pg_class'::regclass and p.objid = d.adrelid and p.objsubid = d.adnum)))
  from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
  where d.adrelid >= ${FIRST_MIRRORED_OID} and a.attgenerated <> ''`;

/** Functions stand in a node tree by their OIDs; SQLVALUEFUNCTION is CURRENT_DATE and its like. */
const CHECKS = `select k.conrelid, k.conname, pg_get_expr(k.conbin, k.conrelid), array_to_string(k.conkey, ' '),
    k.convalidated and k.conbin::text not like '%{SQLVALUEFUNCTION %' and not exists (
      select from regexp_matches(k.conbin::text, ':(?:op)?funcid (\\d+)', 'g') m
        join pg_proc p on p.oid = m[1]::oid where p.provolatile <> 'i')
  from pg_constraint k
  where k.contype = 'c' and k.conrelid >= ${FIRST_MIRRORED_OID}
  order by k.conrelid, k.conname`;

/** A view and the tables and views its query reads. */
const VIEWS = `select distinct r.ev_class, p.refobjid
  from pg_rewrite r join pg_depend p on p.classid = 'pg_rewrite'::regclass and p.objid = r.oid
  where p.refclassid = 'pg_class'::regclass and p.refobjid <> r.ev_class and r.ev_class >= ${FIRST_MIRRORED_OID}`;

/** Reads the rules of all mirrored tables. */
export function readRowRules(shadow: Shadow): RowRules {
  const computed = new Map<number, Map<number, ComputedColumn>>();
  for (const [relation, attnum, expression, from] of shadow.rows(COMPUTED)) {
    const oid = Number(relation);
    const columns = computed.get(oid) ?? new Map<number, ComputedColumn>();
    columns.set(Number(attnum), { computedAs: expression ?? '', computedFrom: numbers(from) });
    computed.set(oid, columns);
  }
  const checks = new Map<number, RelationCheck[]>();
  for (const [relation, name, condition, attnums, settled] of shadow.rows(CHECKS)) {
    const oid = Number(relation);
    const check = {
      name: name ?? '',
      condition: condition ?? '',
      attnums: numbers(attnums),
      settled: settled === 't',
    };
    checks.set(oid, [...(checks.get(oid) ?? []), check]);
  }
  return { computed, checks };
}

/** The views through which rows of tables with rules can be changed, directly or through other views. */
export function ruledViews(shadow: Shadow, { computed, checks }: RowRules): ReadonlySet<number> {
  const ruled = new Set([...computed.keys(), ...checks.keys()]);
  if (ruled.size === 0) return ruled;
  const reads = shadow.rows(VIEWS).map(([view, read]) => [Number(view), Number(read)] as const);
  for (let before = -1; before < ruled.size; ) {
    before = ruled.size;
    for (const [view, read] of reads) if (ruled.has(read)) ruled.add(view);
  }
  return ruled;
}

function numbers(list: string | null | undefined): number[] {
  return list ? list.split(' ').map(Number) : [];
}
