import type { Fact } from '../../sql/ddl/catalog-facts.ts';
import { quoteIdentifier, quoteLiteral } from '../quote.ts';
import type { MirrorGroup } from './mirror-group.ts';
import { tableKey } from './mirror-group.ts';
import type { MirroredTable } from './mirrored-table.ts';

/** The target of COMMENT ON, by the kind of object as pg_identify_object_as_address names it; `names` are its names. */
const TARGETS: Readonly<Record<string, (names: readonly string[]) => string>> = {
  table: (names) => `table ${dotted(names)}`,
  view: (names) => `view ${dotted(names)}`,
  sequence: (names) => `sequence ${dotted(names)}`,
  index: (names) => `index ${dotted(names)}`,
  schema: (names) => `schema ${dotted(names)}`,
  'table column': (names) => `column ${dotted(names)}`,
  'view column': (names) => `column ${dotted(names)}`,
  'table constraint': (names) => `constraint ${dotted(names.slice(2))} on ${dotted(names.slice(0, 2))}`,
  // PostgreSQL has quoted and qualified the name of a type itself.
  type: ([name = '']) => `type ${name}`,
  'domain constraint': ([domain = '', name = '']) => `constraint ${dotted([name])} on domain ${domain}`,
};

/** What initdb says of the schema public (src/bin/initdb/initdb.c). */
const PUBLIC_COMMENT = 'standard public schema';

/** The comments, each after the object it is on. */
export function commentGroups(comments: readonly Fact[], tables: readonly MirroredTable[]): MirrorGroup[] {
  const known = new Map(tables.map((table) => [JSON.stringify([table.schema, table.name]), table]));
  return comments.flatMap(({ key: [kind = '', json = '[]'], value }) => {
    const names = JSON.parse(json) as string[];
    const target = TARGETS[kind]?.(names);
    const on = (text: string | null): string | undefined =>
      kind === 'database' ? onDatabase(text) : target && `comment on ${target} is ${literal(text)}`;
    const sql = on(value);
    const table = known.get(JSON.stringify(names.slice(0, 2)));
    // Its table was dropped without the gateway.
    if (sql === undefined || (BELONGS_TO_TABLE.has(kind) && table === undefined)) return [];
    const object = `comment on ${kind} ${names.join('.')}`;
    const before = kind === 'schema' && names[0] === 'public' ? PUBLIC_COMMENT : null;
    return [
      {
        kind: 'comment',
        key: object,
        create: [{ object, sql, oid: null }],
        drop: { object, sql: on(before) ?? sql, oid: null },
        tables: table === undefined ? [] : [keyOf(table)],
        // What kind of group an index, a foreign key, a sequence or a type is made in is not known here.
        dependsOnAnything: kind !== 'schema' && kind !== 'database',
      },
    ];
  });
}

const BELONGS_TO_TABLE: ReadonlySet<string> = new Set([
  'table',
  'view',
  'table column',
  'view column',
  'table constraint',
]);

function keyOf({ schema, name, source }: MirroredTable): string {
  return source.kind === 'view' ? `view ${schema}.${name}` : tableKey(schema, name);
}

/** The shadow's one database has the name of the session's. */
function onDatabase(text: string | null): string {
  const comment = `format('comment on database %I is %L', current_database(), ${literal(text)})`;
  return `do ${quoteLiteral(`begin execute ${comment}; end`)}`;
}

function literal(text: string | null): string {
  return text === null ? 'null' : quoteLiteral(text);
}

function dotted(names: readonly string[]): string {
  return names.map(quoteIdentifier).join('.');
}
