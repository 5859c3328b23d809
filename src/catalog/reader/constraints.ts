import type { ReferentialAction, SnapshotForeignKey, SnapshotKey } from '../snapshot.ts';
import { append, asText, nameKey, userSchemas } from './query.ts';
import type { DictionaryQuery } from './query.ts';

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
function readConstraintColumns(query: DictionaryQuery): Map<string, ConstraintColumns & { table: string }> {
  const rows = query(
    `SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE, COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE ${userSchemas('TABLE_SCHEMA')} ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`,
    [],
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

export function readConstraints(query: DictionaryQuery): Constraints {
  const constraints = readConstraintColumns(query);
  const keys = new Map<string, SnapshotKey[]>();
  for (const { table, name, type, columns } of constraints.values()) {
    if (type === 'PRIMARY KEY') append(keys, table, { name, kind: 'primary', columns });
    else if (type === 'UNIQUE') append(keys, table, { name, kind: 'unique', columns });
  }
  const references = query(
    `SELECT CONSTRAINT_SCHEMA, CONSTRAINT_TABLE_NAME, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA, UNIQUE_CONSTRAINT_TABLE, UNIQUE_CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS WHERE ${userSchemas('CONSTRAINT_SCHEMA')}`,
    [],
  );
  const foreignKeys = new Map<string, SnapshotForeignKey[]>();
  for (const row of references) {
    const [schema, table, name, targetSchema, targetTable, targetName, onUpdate, onDelete] = row.map(asText);
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
