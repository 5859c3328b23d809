import type { SnapshotIndex } from '../snapshot.ts';
import type { MirroredTable } from './mirrored-table.ts';
import { fold } from './names.ts';

/**
 * The table with the indexes that the gateway remembers: those that IRIS has, as they were declared, and those that it
 * does not have.
 */
export function withKeptIndexes(
  table: MirroredTable,
  kept: readonly { readonly name: string; readonly definition: string }[],
): MirroredTable {
  if (kept.length === 0) return table;
  const { indexes } = table.source;
  const definitions = new Map(kept.map(({ name, definition }) => [fold(name), definition]));
  const declared = indexes.map((index): SnapshotIndex => {
    const definition = definitions.get(fold(index.name));
    return definition === undefined ? index : { ...index, definition };
  });
  const known = new Set(indexes.map(({ name }) => fold(name)));
  const others = kept
    .filter(({ name }) => !known.has(fold(name)))
    .map(
      ({ name, definition }): SnapshotIndex => ({
        name,
        unique: false,
        columns: [],
        method: definition.startsWith('hnsw ') ? 'hnsw' : 'btree',
        distance: null,
        definition,
        kept: true,
      }),
    );
  return { ...table, source: { ...table.source, indexes: [...declared, ...others] } };
}
