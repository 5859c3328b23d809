import type { Relations } from '../../catalog/relations.ts';
import type { Shadow } from '../../catalog/shadow.ts';
import type { Relation } from '../../sql/context.ts';
import type { ForeignKey, Index } from '../../sql/ddl/ddl-context.ts';

/** Names of all schemas, PostgreSQL's own among them. */
export function readSchemas(shadow: Shadow): ReadonlySet<string> {
  return new Set(shadow.rows('select nspname from pg_namespace').map(([name]) => name ?? ''));
}

/** Indexes of the mirrored tables, those behind constraints included. */
export function readIndexes(shadow: Shadow, relations: Relations): Index[] {
  const rows = shadow.rows(
    `select i.indrelid, c.relname, i.indkey, i.indisunique, am.amname,
            exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
       from pg_index i
       join pg_class c on c.oid = i.indexrelid
       join pg_am am on am.oid = c.relam
      order by c.relname`,
  );
  return rows.flatMap(([table, name, attnums, unique, method, constraint]): Index[] => {
    const relation = relations.get(Number(table));
    if (relation === undefined) return [];
    return [
      {
        name: name ?? '',
        table: relation,
        columns: columnNames(relation, attnums?.split(' ')),
        unique: unique === 't',
        constraint: constraint === 't',
        method: method === 'hnsw' ? 'hnsw' : 'btree',
      },
    ];
  });
}

/** pg_constraint.confdeltype and confupdtype; `r` (RESTRICT) is what NO ACTION comes to in IRIS. */
const ACTIONS: Readonly<Record<string, ForeignKey['onDelete']>> = {
  a: 'NO ACTION',
  r: 'NO ACTION',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

/** Foreign keys between mirrored tables. */
export function readForeignKeys(shadow: Shadow, relations: Relations): ForeignKey[] {
  const rows = shadow.rows(
    `select conname, conrelid, array_to_string(conkey, ' '), confrelid, array_to_string(confkey, ' '),
            confdeltype, confupdtype
       from pg_constraint where contype = 'f' order by conname`,
  );
  return rows.flatMap(([name, from, columns, to, targetColumns, onDelete, onUpdate]): ForeignKey[] => {
    const table = relations.get(Number(from));
    const target = relations.get(Number(to));
    if (table === undefined || target === undefined) return [];
    return [
      {
        name: name ?? '',
        table,
        columns: columnNames(table, columns?.split(' ')),
        target,
        targetColumns: columnNames(target, targetColumns?.split(' ')),
        onDelete: ACTIONS[onDelete ?? ''] ?? 'NO ACTION',
        onUpdate: ACTIONS[onUpdate ?? ''] ?? 'NO ACTION',
      },
    ];
  });
}

/** By attnum; an index's expressions (attnum 0) have no name. */
function columnNames(relation: Relation, attnums: readonly string[] = []): string[] {
  return attnums.flatMap((attnum) => {
    const column = relation.columns.find((candidate) => candidate.attnum === Number(attnum));
    return column === undefined ? [] : [column.name];
  });
}
