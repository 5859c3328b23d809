import type { DefinedObject } from '../../sql/ddl/definition-effect.ts';
import { fragment, identifier, join, raw, stringLiteral, type Fragment } from '../../sql/iris/fragment.ts';
import type {
  SnapshotColumn,
  SnapshotForeignKey,
  SnapshotIndex,
  SnapshotKey,
  SnapshotTable,
} from '../snapshot.ts';

type Name = Pick<SnapshotTable, 'schema' | 'name'>;

function named({ schema, name }: Name): Fragment {
  return fragment`${identifier(schema)}.${identifier(name)}`;
}

function alter(table: Name, action: Fragment): Fragment {
  return fragment`ALTER TABLE ${named(table)} ${action}`;
}

function list(names: readonly string[]): Fragment {
  return join(names.map(identifier), ', ');
}

export function dropRelation(table: Pick<SnapshotTable, 'schema' | 'name' | 'kind'>): Fragment {
  return fragment`DROP ${raw(table.kind === 'view' ? 'VIEW' : 'TABLE')} ${named(table)} CASCADE`;
}

export function dropSchema(schema: string, cascade: boolean): Fragment {
  return fragment`DROP SCHEMA ${identifier(schema)}${raw(cascade ? ' CASCADE' : '')}`;
}

export function dropColumn(table: Name, column: string): Fragment {
  return alter(table, fragment`DROP COLUMN ${identifier(column)}`);
}

export function dropConstraint(table: Name, name: string): Fragment {
  return alter(table, fragment`DROP CONSTRAINT ${identifier(name)}`);
}

export function dropIndex(table: Name, name: string): Fragment {
  return fragment`DROP INDEX ${identifier(name)} ON ${named(table)}`;
}

/** `object` under another name: IRIS renames tables and columns. */
export function rename({ kind, schema, table, part }: DefinedObject, to: string): Fragment {
  const name = { schema, name: table };
  return kind === 'column'
    ? alter(name, fragment`ALTER COLUMN ${identifier(part)} RENAME ${identifier(to)}`)
    : alter(name, fragment`RENAME ${identifier(to)}`);
}

export function addKey(table: Name, { name, kind, columns }: SnapshotKey): Fragment {
  const words = raw(kind === 'primary' ? 'PRIMARY KEY' : 'UNIQUE');
  return alter(table, fragment`ADD CONSTRAINT ${identifier(name)} ${words} (${list(columns)})`);
}

export function addForeignKey(table: Name, key: SnapshotForeignKey): Fragment {
  const target = named({ schema: key.targetSchema, name: key.targetTable });
  const actions = raw(`ON DELETE ${key.onDelete} ON UPDATE ${key.onUpdate}`);
  return alter(
    table,
    fragment`ADD CONSTRAINT ${identifier(key.name)} FOREIGN KEY (${list(key.columns)}) REFERENCES ${target} (${list(key.targetColumns)}) ${actions}`,
  );
}

/** Of an HNSW index the dictionary tells the distance only. */
export function createIndex(
  table: Name,
  { name, unique, columns, method, distance }: SnapshotIndex,
): Fragment {
  const as = method === 'hnsw' && distance !== null ? raw(` AS HNSW(Distance='${distance}')`) : raw('');
  const words = raw(unique ? 'UNIQUE INDEX' : 'INDEX');
  return fragment`CREATE ${words} ${identifier(name)} ON TABLE ${named(table)} (${list(columns)})${as}`;
}

export function createView(view: SnapshotTable): Fragment {
  const columns = list(view.columns.map(({ name }) => name));
  return fragment`CREATE OR REPLACE VIEW ${named(view)} (${columns}) AS ${raw(view.irisQuery ?? '')}`;
}

export function setNullability(table: Name, column: string, nullable: boolean): Fragment {
  return alter(table, fragment`ALTER COLUMN ${identifier(column)} ${raw(nullable ? 'NULL' : 'NOT NULL')}`);
}

/** Names of types in the dictionary that DDL has other words for (iris-sql.md 3.1). */
const DDL_TYPES: Readonly<Record<string, string>> = {
  POSIXTIME: 'TIMESTAMP',
  TIMESTAMP: 'DATETIME',
  GUID: 'UNIQUEIDENTIFIER',
  TIME: 'TIME(6)',
  LONGVARCHAR: 'LONGVARCHAR',
  LONGVARBINARY: 'LONGVARBINARY',
};

export function setType(table: Name, { name, irisType }: SnapshotColumn): Fragment {
  return alter(table, fragment`ALTER COLUMN ${identifier(name)} ${raw(DDL_TYPES[irisType] ?? irisType)}`);
}

export function setCollation(table: Name, { name, collation }: SnapshotColumn): Fragment {
  return alter(
    table,
    fragment`ALTER COLUMN ${identifier(name)} COLLATE ${raw(collation === 'EXACT' ? '%EXACT' : '%SQLUPPER')}`,
  );
}

export function setDefault(table: Name, { name, irisDefault }: SnapshotColumn): Fragment {
  const column = identifier(name);
  return irisDefault === undefined
    ? alter(table, fragment`ALTER COLUMN ${column} DROP DEFAULT`)
    : alter(table, fragment`ALTER COLUMN ${column} SET DEFAULT ${defaultOf(irisDefault)}`);
}

const NUMBER = /^-?\d+(\.\d+)?(E[+-]?\d+)?$/;

/** The dictionary tells a default as ObjectScript (iris-sql.md section 7): a string between quotes, or a number. */
function defaultOf(code: string): Fragment {
  if (NUMBER.test(code)) return raw(code);
  const inner = code.slice(1, -1);
  const plain = code.length > 1 && code.startsWith('"') && code.endsWith('"');
  return plain && !inner.replaceAll('""', '').includes('"')
    ? stringLiteral(inner.replaceAll('""', '"'))
    : fragment`OBJECTSCRIPT ${stringLiteral(code)}`;
}
