import type { Relation, RelationColumn, TypeSignature } from '../../../../src/sql/context.ts';
import type { DdlContext, ForeignKey, Index } from '../../../../src/sql/ddl/ddl-context.ts';

/** pg_type rows the specs need: name, oid, category, element. */
const TYPES: readonly (readonly [string, number, string, number?])[] = [
  ['bool', 16, 'B'],
  ['bytea', 17, 'U'],
  ['int8', 20, 'N'],
  ['int2', 21, 'N'],
  ['int4', 23, 'N'],
  ['text', 25, 'S'],
  ['float4', 700, 'N'],
  ['float8', 701, 'N'],
  ['_text', 1009, 'A', 25],
  ['bpchar', 1042, 'S'],
  ['varchar', 1043, 'S'],
  ['date', 1082, 'D'],
  ['timestamp', 1114, 'D'],
  ['timestamptz', 1184, 'D'],
  ['numeric', 1700, 'N'],
  ['uuid', 2950, 'U'],
  ['jsonb', 3802, 'U'],
  ['vector', 16385, 'U'],
];

interface TableSketch {
  readonly schema?: string;
  readonly kind?: 'table' | 'view';
  /** name: [type, typmod, flags]; flags: n NOT NULL, s serial, i identity */
  readonly columns: Readonly<Record<string, readonly [type: string, typmod?: number, flags?: string]>>;
  readonly primary?: readonly string[];
  readonly unique?: Readonly<Record<string, readonly string[]>>;
}

const oidOf = (name: string): number => TYPES.find(([typname]) => typname === name)?.[1] ?? 0;

/** A relation as the mirror would tell of it. */
export function relation(oid: number, name: string, sketch: TableSketch): Relation {
  const columns = Object.entries(sketch.columns).map(
    ([column, [type, typmod = -1, flags = '']], index): RelationColumn => ({
      attnum: index + 1,
      name: column,
      irisName: column,
      typeOid: oidOf(type),
      typmod,
      notNull: flags.includes('n'),
      irisType: 'VARCHAR(10)',
      collation: 'EXACT',
      generated: flags.includes('s') ? 'serial' : flags.includes('i') ? 'identity' : null,
      defaultExpression: null,
    }),
  );
  const attnums = (names: readonly string[]): number[] =>
    names.map((column) => columns.find((candidate) => candidate.name === column)?.attnum ?? 0);
  const schema = sketch.schema ?? 'public';
  return {
    oid,
    schema,
    name,
    irisSchema: schema === 'public' ? 'SQLUser' : schema,
    irisName: name,
    kind: sketch.kind ?? 'table',
    columns,
    keys: [
      ...(sketch.primary ? [{ name: `${name}_pkey`, primary: true, attnums: attnums(sketch.primary) }] : []),
      ...Object.entries(sketch.unique ?? {}).map(([key, names]) => ({
        name: key,
        primary: false,
        attnums: attnums(names),
      })),
    ],
  };
}

export interface ContextSketch {
  readonly relations: readonly Relation[];
  readonly indexes?: readonly Index[];
  readonly foreignKeys?: readonly ForeignKey[];
  readonly version?: readonly [number, number];
}

/** A context over a handful of relations. */
export function ddlContext({
  relations,
  indexes = [],
  foreignKeys = [],
  version = [2024, 1],
}: ContextSketch): DdlContext {
  const types = TYPES.map(
    ([name, oid, category, elementOid = 0]): TypeSignature => ({
      oid,
      name,
      category,
      kind: 'b',
      elementOid,
      baseOid: 0,
    }),
  );
  return {
    dialect: { version },
    relation: (oid) => relations.find((candidate) => candidate.oid === oid),
    relationByName: (schema, name) =>
      relations.find(
        (candidate) =>
          candidate.schema === (schema ?? 'public') && candidate.name.toLowerCase() === name.toLowerCase(),
      ),
    function: () => undefined,
    operator: () => undefined,
    type: (oid) => types.find((type) => type.oid === oid),
    typeByName: (_schema, name) => types.find((type) => type.name === name),
    pinned: new Map(),
    sourceText: '',
    timeZone: 'UTC',
    currentSchema: 'public',
    userTypes: [],
    schemaExists: (name) => name === 'public' || relations.some(({ schema }) => schema === name),
    relationsIn: (schema) => relations.filter((candidate) => candidate.schema === schema),
    indexByName: (schema, name) =>
      indexes.find((index) => index.name === name && index.table.schema === (schema ?? 'public')),
    indexes: (table) => indexes.filter((index) => index.table.oid === table.oid),
    identityKind: (_table, { generated }) => (generated === 'identity' ? 'd' : ''),
    foreignKeys: (table) => foreignKeys.filter((key) => key.table.oid === table.oid),
    referencedBy: (table) => foreignKeys.filter((key) => key.target.oid === table.oid),
  };
}
