import type { SequenceDefinition } from '../sql/sequence/sequence.ts';
import { columnType } from './mirror/column-type.ts';
import type { MirrorPlan } from './mirror/mirror-plan.ts';
import type { CounterColumn, MirroredSequence } from './mirror/user-sequence.ts';
import type { Shadow } from './shadow.ts';

/** Plans do not change: each is indexed once. */
const indexed = new WeakMap<MirrorPlan, ReadonlyMap<number, MirroredSequence>>();

/** The sequences of the shadow by OID. */
export function sequencesByOid(plan: MirrorPlan): ReadonlyMap<number, MirroredSequence> {
  const known = indexed.get(plan);
  if (known !== undefined) return known;
  const made = new Map(plan.sequences.map((sequence) => [sequence.oid, sequence]));
  indexed.set(plan, made);
  return made;
}

const MAXIMA: Readonly<Record<string, string>> = { smallint: '32767', integer: '2147483647' };

/** What the counter of a serial or identity column amounts to (manual, CREATE SEQUENCE: the defaults). */
export function counterDefinition({ table, column }: CounterColumn): SequenceDefinition {
  const declared = columnType(column.source);
  const type = declared in MAXIMA ? declared : 'bigint';
  return {
    type,
    start: '1',
    increment: '1',
    minimum: '1',
    maximum: MAXIMA[type] ?? '9223372036854775807',
    cache: '1',
    cycle: false,
    owner: { table: table.name, column: column.name },
  };
}

/** attnums of a table's columns whose defaults draw from sequences, with the OIDs of these. */
export function sequenceDefaults(shadow: Shadow, table: number): Map<number, number[]> {
  const rows = shadow.rows(
    `select d.adnum, p.refobjid from pg_attrdef d
       join pg_depend p on p.classid = 'pg_attrdef'::regclass and p.objid = d.oid
       join pg_class s on p.refclassid = 'pg_class'::regclass and s.oid = p.refobjid and s.relkind = 'S'
      where d.adrelid = ${table}
      union all
     select p.refobjsubid, p.objid from pg_depend p join pg_class s on s.oid = p.objid and s.relkind = 'S'
      where p.classid = 'pg_class'::regclass and p.refclassid = 'pg_class'::regclass and p.deptype = 'i'
        and p.refobjid = ${table}`,
  );
  const found = new Map<number, number[]>();
  for (const [attnum, oid] of rows) {
    const key = Number(attnum);
    found.set(key, [...(found.get(key) ?? []), Number(oid)]);
  }
  return found;
}
