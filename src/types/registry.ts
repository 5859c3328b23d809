import { arrayCodec } from './array.ts';
import { BUILT_IN_CODECS } from './built-in-codecs.ts';
import type { Codec } from './codec.ts';
import { fallbackCodec } from './fallback.ts';
import { textCodec } from './text.ts';
import { TEXT_ONLY_TYPES, type TypeIdentity } from './text-only-types.ts';
import { vectorCodec } from './vector.ts';

/** What differs from one shadow catalog to the next. */
export interface RegistryOptions {
  /** pg_type.oid of pgvector's vector and of vector[] in the shadow catalog. */
  readonly vectorOid: number;
  readonly vectorArrayOid: number;
  /** Types whose text, binary and IRIS forms are their characters: enums. */
  readonly extraTextTypes?: readonly TypeIdentity[];
}

/** Codecs by type, arrays included. Values of different types share the registry: callers know the type by its OID. */
export class TypeRegistry {
  readonly #byOid = new Map<number, Codec>();
  readonly #byName = new Map<string, Codec>();
  readonly #elements = new Map<number, number>();

  constructor(codecs: readonly Codec[]) {
    for (const codec of codecs) {
      this.#add(codec);
      if (codec.arrayOid !== 0) {
        this.#add(arrayCodec(codec));
        this.#elements.set(codec.arrayOid, codec.oid);
      }
    }
  }

  /** The codec of pg_type.oid. A type nobody has told of passes as text. */
  codec(oid: number): Codec {
    return this.#byOid.get(oid) ?? fallbackCodec(String(oid), oid, 0);
  }

  /** The codec of pg_type.typname; undefined for unknown names. Array types are `_int4` and so on. */
  byName(name: string): Codec | undefined {
    return this.#byName.get(name);
  }

  /** pg_type.typname; undefined for an OID that nobody has told of. */
  nameOf(oid: number): string | undefined {
    return this.#byOid.get(oid)?.name;
  }

  /** Element type of an array type; 0 when the type is none. */
  elementOid(oid: number): number {
    return this.#elements.get(oid) ?? 0;
  }

  /** All codecs, in the order of their registration. */
  all(): IterableIterator<Codec> {
    return this.#byOid.values();
  }

  #add(codec: Codec): void {
    this.#byOid.set(codec.oid, codec);
    this.#byName.set(codec.name, codec);
  }
}

/** The registry of a shadow catalog: built-in types, pgvector's and the catalog's own text-like types. */
export function createRegistry({
  vectorOid,
  vectorArrayOid,
  extraTextTypes = [],
}: RegistryOptions): TypeRegistry {
  return new TypeRegistry([
    ...BUILT_IN_CODECS,
    vectorCodec(vectorOid, vectorArrayOid),
    ...TEXT_ONLY_TYPES.map(({ name, oid, arrayOid }) => fallbackCodec(name, oid, arrayOid)),
    ...extraTextTypes.map(({ name, oid, arrayOid }) => textCodec(name, oid, arrayOid)),
  ]);
}
