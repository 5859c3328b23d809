import type { MirrorGroup } from './mirror-group.ts';
import type { MirrorPlan } from './mirror-plan.ts';
import type { MirrorStatement } from './statement.ts';

/** Catalogs that the mirror's own DDL and rolled back trials leave dead rows in. */
const CATALOGS = [
  'pg_attrdef',
  'pg_attribute',
  'pg_class',
  'pg_constraint',
  'pg_depend',
  'pg_enum',
  'pg_index',
  'pg_namespace',
  'pg_rewrite',
  'pg_sequence',
  'pg_shdepend',
  'pg_trigger',
  'pg_type',
];

/**
 * A new object takes no OID that a dead row still has (GetNewOidWithIndex looks with SnapshotAny), and a new table none
 * whose file exists; those of dropped tables stay until the next checkpoint. Without both, an object that is made again
 * would get another OID (measured 2026-11-24).
 */
const RELEASE_OIDS: readonly MirrorStatement[] = [
  { object: 'dead rows', sql: `vacuum ${CATALOGS.join(', ')}`, oid: null, superuser: true },
  { object: 'checkpoint', sql: 'checkpoint', oid: null, superuser: true },
];

/**
 * Statements that bring a shadow from one plan to another. What changed is dropped and made again under the same OID:
 * a type and the tables that use it, a table with its keys and indexes, foreign keys on either side of it, and, as soon as anything changed, all views
 * that have a definition. The result is the same as building the new plan in an empty shadow.
 */
export function diffPlans(from: MirrorPlan, to: MirrorPlan): MirrorStatement[] {
  const changed = new Set<string>();
  for (const key of new Set([...from.groups.keys(), ...to.groups.keys()])) {
    if (fingerprint(from.groups.get(key)) !== fingerprint(to.groups.get(key))) changed.add(key);
  }
  if (changed.size === 0) return [];
  for (const group of [...from.groups.values(), ...to.groups.values()]) {
    if (group.dependsOnAnything || group.tables.some((table) => changed.has(table))) changed.add(group.key);
  }
  // Dependants first, the reverse of the order in which they are made.
  const drops = [...from.groups.values()].filter(({ key }) => changed.has(key)).toReversed();
  const creates = [...to.groups.values()].filter(({ key }) => changed.has(key));
  return [
    ...drops.map((group) => group.drop),
    ...(drops.length > 0 ? RELEASE_OIDS : []),
    ...creates.flatMap((group) => group.create),
  ];
}

function fingerprint(group: MirrorGroup | undefined): string {
  return group ? JSON.stringify(group.create) : '';
}
