import type { DomainDefinition, UserType } from '../../sql/ddl/user-type.ts';
import { userTypeText } from '../../sql/ddl/user-type.ts';
import { quoteIdentifier, quoteLiteral } from '../quote.ts';
import type { SnapshotType } from '../snapshot.ts';
import type { MirrorGroup } from './mirror-group.ts';
import type { MirrorNames } from './mirror-names.ts';
import { constraintName } from './oids.ts';
import { pgSchemaName } from './names.ts';
import type { MirrorStatement } from './statement.ts';

/** The snapshot's types under their PostgreSQL names, each after those it is made of. */
export function mirrorUserTypes(types: readonly SnapshotType[]): UserType[] {
  const all = types.map(
    ({ schema, name, definition }): UserType => ({
      schema: pgSchemaName(schema),
      name,
      irisSchema: schema,
      definition,
    }),
  );
  const byText = new Map(all.map((type) => [userTypeText(type), type]));
  const ordered = new Set<UserType>();
  const add = (type: UserType | undefined): void => {
    if (type === undefined || ordered.has(type)) return;
    const { definition } = type;
    // A domain is made after its base: no chain of them leads back to where it began.
    if (definition.kind === 'domain' && definition.baseUser) {
      add(byText.get(userTypeText(definition.baseUser)));
    }
    ordered.add(type);
  };
  for (const type of all) add(type);
  return [...ordered];
}

/**
 * The type's array type takes the OID it is given, the type itself the next one (DefineEnum, DefineDomain in
 * typecmds.c): PostgreSQL assigns them in this order.
 */
export function userTypeOids(
  { schema, name }: UserType,
  { oids }: Pick<MirrorNames, 'oids'>,
): { readonly oid: number; readonly arrayOid: number } {
  const arrayOid = oids.of('type', schema, name);
  return { oid: arrayOid + 1, arrayOid };
}

/** A type with its labels or constraints. */
export function userTypeGroup(type: UserType, names: MirrorNames): MirrorGroup {
  const object = `type ${type.schema}.${type.name}`;
  const text = userTypeText(type);
  const { arrayOid } = userTypeOids(type, names);
  const { definition } = type;
  const make = (sql: string, oid: number | null): MirrorStatement => ({ object, sql, oid });
  const domain = definition.kind === 'domain';
  return {
    kind: 'type',
    key: object,
    create: domain
      ? [
          make(createDomain(text, definition), arrayOid),
          ...definition.checks.map(({ name, check, valid }) =>
            make(
              `alter domain ${text} add constraint ${quoteIdentifier(name)} check (${check})${valid ? '' : ' not valid'}`,
              names.oids.of('constraint', type.schema, constraintName(type.name, name)),
            ),
          ),
        ]
      : [make(`create type ${text} as enum (${definition.labels.map(quoteLiteral).join(', ')})`, arrayOid)],
    drop: make(`drop ${domain ? 'domain' : 'type'} if exists ${text} cascade`, null),
    tables: [],
    dependsOnAnything: false,
  };
}

function createDomain(text: string, { base, collation, notNull, default: value }: DomainDefinition): string {
  return [
    `create domain ${text} as ${base}`,
    ...(collation === null ? [] : [`collate ${collation}`]),
    ...(value === null ? [] : [`default ${value}`]),
    ...(notNull ? ['not null'] : []),
  ].join(' ');
}

/**
 * Lets groups go down with the types they may use: those whose names occur in their statements. A name that stands there
 * by chance does no harm.
 */
export function withUsedTypes(groups: readonly MirrorGroup[], types: readonly UserType[]): MirrorGroup[] {
  if (types.length === 0) return [...groups];
  return groups.map((group) => {
    if (group.kind === 'schema') return group;
    const text = group.create.map(({ sql }) => sql).join('\n');
    const used = types
      .filter(({ name }) => text.includes(name.replaceAll('"', '""')) || text.includes(name))
      .map(({ schema, name }) => `type ${schema}.${name}`)
      .filter((key) => key !== group.key);
    return used.length === 0 ? group : { ...group, tables: [...group.tables, ...used] };
  });
}
