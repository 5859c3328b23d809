import type { TranslationContext } from '../context.ts';
import type { Query } from '../tree/nodes.ts';
import { relationEntries } from '../tree/visit.ts';

/** pg_class OIDs of all tables and views that a statement names, also in WITH queries and sub-selects. */
export function relationsOf(query: Query): number[] {
  return [...new Set(relationEntries(query).map((entry) => entry.relid))];
}

/** Whether the backend has to be asked; a statement without user tables is answered by the shadow. */
export function usesUserTables(query: Query, context: Pick<TranslationContext, 'relation'>): boolean {
  return relationsOf(query).some((oid) => context.relation(oid) !== undefined);
}
