import type { MirrorGroup } from './mirror-group.ts';
import type { MirrorPlan } from './mirror-plan.ts';
import { RELEASE_OIDS } from './release-oids.ts';
import type { MirrorStatement } from './statement.ts';

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
