import { planMirror } from '../catalog/mirror/mirror-plan.ts';
import { userTypeOids } from '../catalog/mirror/user-type.ts';
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import { userTypeText, type UserType } from '../sql/ddl/user-type.ts';
import { arrayCodec, domainCodec, enumCodec, type Codec, type TypeRegistry } from '../types/index.ts';

/** Codecs of the types that users have made, by which Bind reads their values. */
export function userCodecs(snapshot: CatalogSnapshot, registry: TypeRegistry): Codec[] {
  if ((snapshot.types ?? []).length === 0) return [];
  const { types, names } = planMirror(snapshot);
  const made = new Map<string, Codec>();
  for (const type of types) {
    const identity = { name: type.name, ...userTypeOids(type, names) };
    const { definition } = type;
    if (definition.kind === 'enum') {
      made.set(
        userTypeText(type),
        enumCodec({ ...identity, shown: shownName(type), labels: definition.labels }),
      );
      continue;
    }
    const { baseUser, baseName, typmod } = definition;
    const base = baseUser === null ? registry.byName(baseName) : userBase(made, baseUser, baseName);
    if (base !== undefined) made.set(userTypeText(type), domainCodec(identity, base, typmod));
  }
  return [...made.values()];
}

/** A domain over a user's type, or over an array of one. */
function userBase(
  made: ReadonlyMap<string, Codec>,
  base: { readonly schema: string; readonly name: string },
  baseName: string,
): Codec | undefined {
  const codec = made.get(userTypeText(base));
  return codec !== undefined && baseName !== base.name ? arrayCodec(codec) : codec;
}

const PLAIN_NAME = /^[a-z_][a-z0-9_$]*$/;

/** As format_type prints it where `public` is in the search path. */
function shownName({ schema, name }: UserType): string {
  const parts = schema === 'public' ? [name] : [schema, name];
  return parts.map((part) => (PLAIN_NAME.test(part) ? part : `"${part.replaceAll('"', '""')}"`)).join('.');
}
