import { quoteIdentifier } from '../quote.ts';
import type { SnapshotIndex } from '../snapshot.ts';
import { columnType, typeOfIris } from './column-type.ts';
import type { MirrorGroup } from './mirror-group.ts';
import { tableKey } from './mirror-group.ts';
import type { MirrorNames } from './mirror-names.ts';
import { constraintName } from './oids.ts';
import { columnNames } from './mirrored-table.ts';
import type { MirroredColumn, MirroredTable } from './mirrored-table.ts';
import { fold } from './names.ts';
import { drawsFromSequence, sequenceStatements } from './sequence.ts';
import type { MirrorStatement } from './statement.ts';

/** pgvector's operator class for an index distance (iris-sql.md 5.2). */
const OPERATOR_CLASSES = { Cosine: 'vector_cosine_ops', DotProduct: 'vector_ip_ops' } as const;

/** A table with its sequences, defaults, keys and indexes. Its foreign keys are groups of their own. */
export function tableGroup(table: MirroredTable, names: MirrorNames): MirrorGroup {
  const key = tableKey(table.schema, table.name);
  return {
    kind: 'table',
    key,
    create: [
      createTable(table, key, names),
      ...table.columns
        .filter(drawsFromSequence)
        .flatMap((column) => sequenceStatements(table, column, names)),
      ...table.columns.flatMap((column) => defaultStatement(table, column)),
      ...keyStatements(table, names),
      ...indexStatements(table, names),
      ...checkStatements(table, names),
    ],
    drop: { object: key, sql: `drop table if exists ${qualified(table)} cascade`, oid: null },
    tables: [],
    dependsOnAnything: false,
  };
}

export function qualified({ schema, name }: MirroredTable): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** Should PostgreSQL not know a remembered type, the types that IRIS's own correspond to are better than no table. */
function createTable(table: MirroredTable, object: string, { oids, facts }: MirrorNames): MirrorStatement {
  const create = (typeOf: (column: MirroredColumn) => string): string => {
    const columns = table.columns.map((column) => {
      const notNull = column.source.nullable && !drawsFromSequence(column) ? '' : ' not null';
      const expression = facts.generated(table, column);
      const generated = expression === null ? '' : ` generated always as (${expression}) stored`;
      return `${quoteIdentifier(column.name)} ${typeOf(column)}${generated}${notNull}`;
    });
    return `create table ${qualified(table)} (${columns.join(', ')})`;
  };
  return {
    object,
    sql: create(({ source }) => columnType(source)),
    oid: oids.of('table', table.schema, table.name),
    fallback: create(({ source }) => typeOfIris(source.irisType)),
  };
}

function defaultStatement(table: MirroredTable, column: MirroredColumn): MirrorStatement[] {
  const { pgDefault } = column.source;
  if (pgDefault === null || drawsFromSequence(column)) return [];
  return [
    {
      object: `default of ${table.schema}.${table.name}.${column.name}`,
      sql: `alter table ${qualified(table)} alter column ${quoteIdentifier(column.name)} set default ${pgDefault}`,
      oid: null,
    },
  ];
}

/** A key on columns that clients do not see (IRIS lists one on the RowID of tables without a key) is left out. */
function keyStatements(table: MirroredTable, { oids, indexNames }: MirrorNames): MirrorStatement[] {
  return table.source.keys.flatMap((key) => {
    const columns = columnNames(table, key.columns);
    if (!columns) return [];
    const name = indexNames.of(table, key.name);
    const kind = key.kind === 'primary' ? 'primary key' : 'unique';
    return [
      {
        object: `key ${table.schema}.${name}`,
        sql: `alter table ${qualified(table)} add constraint ${quoteIdentifier(name)} ${kind} (${list(columns)})`,
        oid: oids.of('index', table.schema, name),
      },
    ];
  });
}

function indexStatements(table: MirroredTable, { oids, indexNames }: MirrorNames): MirrorStatement[] {
  const keys = new Set(table.source.keys.map((key) => fold(key.name)));
  return table.source.indexes.flatMap((index) => {
    const columns = columnNames(table, index.columns);
    if (!columns || keys.has(fold(index.name))) return [];
    const name = indexNames.of(table, index.name);
    const create = `create ${index.unique ? 'unique ' : ''}index ${quoteIdentifier(name)} on ${qualified(table)}`;
    const plain = `${create} using ${index.method} (${list(columns)}${operatorClass(index)})`;
    return [
      {
        object: `index ${table.schema}.${name}`,
        sql: index.definition === undefined ? plain : `${create} using ${index.definition}`,
        oid: oids.of('index', table.schema, name),
        ...(index.definition === undefined || index.kept === true ? {} : { fallback: plain }),
      },
    ];
  });
}

/** Their names are as PostgreSQL gave them: it made the definition. */
function checkStatements(table: MirroredTable, { facts, oids }: MirrorNames): MirrorStatement[] {
  return facts.checks(table).map(({ name, definition }) => ({
    object: `check ${table.schema}.${table.name}.${name}`,
    sql: `alter table ${qualified(table)} add constraint ${quoteIdentifier(name)} ${definition}`,
    oid: oids.of('constraint', table.schema, constraintName(table.name, name)),
  }));
}

function operatorClass({ method, distance }: SnapshotIndex): string {
  return method === 'hnsw' ? ` ${OPERATOR_CLASSES[distance ?? 'Cosine']}` : '';
}

function list(names: readonly string[]): string {
  return names.map(quoteIdentifier).join(', ');
}
