import type { ReferentialAction, SnapshotForeignKey, SnapshotKey } from '../snapshot.ts';
import { append, asText, nameKey } from './query.ts';
import type { DictionaryQuery } from './query.ts';
import type { ReadScope } from './read-scope.ts';

/** A constraint with its columns in order. */
interface ConstraintColumns {
  readonly name: string;
  readonly type: string;
  readonly columns: string[];
}

/** Keys and foreign keys, each by schema and table. */
export interface Constraints {
  readonly keys: ReadonlyMap<string, SnapshotKey[]>;
  readonly foreignKeys: ReadonlyMap<string, SnapshotForeignKey[]>;
}

/** By schema, table and constraint. */
function readConstraintColumns(
  query: DictionaryQuery,
  scope: ReadScope,
): Map<string, ConstraintColumns & { table: string }> {
  const { condition, args } = scope.tables('TABLE_SCHEMA', 'TABLE_NAME');
  const rows = query(
    `SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE, COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE ${condition} ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`,
    args,
  );
  const constraints = new Map<string, ConstraintColumns & { table: string }>();
  for (const [schema, table, name, type, column] of rows) {
    const key = nameKey(asText(schema), asText(table), asText(name));
    const known = constraints.get(key);
    if (known) {
      known.columns.push(asText(column));
      continue;
    }
    constraints.set(key, {
      name: asText(name),
      type: asText(type).toUpperCase(),
      columns: [asText(column)],
      table: nameKey(asText(schema), asText(table)),
    });
  }
  return constraints;
}

const ACTIONS: readonly ReferentialAction[] = ['NO ACTION', 'CASCADE', 'SET NULL', 'SET DEFAULT'];

function action(rule: string): ReferentialAction {
  return ACTIONS.find((known) => known === rule.toUpperCase()) ?? 'NO ACTION';
}

export function readConstraints(query: DictionaryQuery, scope: ReadScope): Constraints {
  const { condition, args } = scope.tables('CONSTRAINT_SCHEMA', 'CONSTRAINT_TABLE_NAME');
  const references = query(
    `SELECT CONSTRAINT_SCHEMA, CONSTRAINT_TABLE_NAME, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA, UNIQUE_CONSTRAINT_TABLE, UNIQUE_CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS WHERE ${condition}`,
    args,
  ).map((row) => row.map(asText));
  const targets = references.map(([, , , schema = '', name = '']) => ({ schema, name }));
  const constraints = readConstraintColumns(query, scope.with(targets));
  const keys = new Map<string, SnapshotKey[]>();
  for (const { table, name, type, columns } of constraints.values()) {
    if (type === 'PRIMARY KEY') append(keys, table, { name, kind: 'primary', columns });
    else if (type === 'UNIQUE') append(keys, table, { name, kind: 'unique', columns });
  }
  const foreignKeys = new Map<string, SnapshotForeignKey[]>();
  for (const row of references) {
    const [schema, table, name, targetSchema, targetTable, targetName, onUpdate, onDelete] = row;
    const own = constraints.get(nameKey(schema ?? '', table ?? '', name ?? ''));
    const target = constraints.get(nameKey(targetSchema ?? '', targetTable ?? '', targetName ?? ''));
    // Of a constraint on tables this user may not see there is nothing to show.
    if (!own || !target) continue;
    append(foreignKeys, own.table, {
      name: own.name,
      columns: own.columns,
      targetSchema: targetSchema ?? '',
      targetTable: targetTable ?? '',
      targetColumns: target.columns,
      onDelete: action(onDelete ?? ''),
      onUpdate: action(onUpdate ?? ''),
    });
  }
  return { keys, foreignKeys };
}
