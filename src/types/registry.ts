import { arrayCodec } from './array.ts';
import { BUILT_IN_CODECS } from './built-in-codecs.ts';
import type { Codec } from './codec.ts';
import { fallbackCodec } from './fallback.ts';
import { textCodec } from './text.ts';
import { TEXT_ONLY_TYPES } from './text-only-types.ts';
import { halfvecCodec, vectorCodec } from './pgvector/dense.ts';
import { sparsevecCodec } from './pgvector/sparsevec.ts';

/** pg_type.oid of a type and of its array. */
interface TypeOids {
  readonly oid: number;
  readonly arrayOid: number;
}

/** What differs from one shadow catalog to the next. */
export interface RegistryOptions {
  /** pg_type.oid of pgvector's vector and of vector[] in the shadow catalog. */
  readonly vectorOid: number;
  readonly vectorArrayOid: number;
  /** pgvector's other types; left out, they are found by name only. */
  readonly halfvec?: TypeOids;
  readonly sparsevec?: TypeOids;
  /** Most dimensions of a client's vector; pgvector's own limit when left out. */
  readonly maxDimensions?: number;
}

/** FirstNormalObjectId (access/transam.h): from here on types are users'. */
const FIRST_USER_OID = 16_384;

/** Codecs by type, arrays included. Values of different types share the registry: callers know the type by its OID. */
export class TypeRegistry {
  readonly #byOid = new Map<number, Codec>();
  readonly #byName = new Map<string, Codec>();
  readonly #elements = new Map<number, number>();
  #userTypes: ReadonlyMap<number, Codec> = new Map();
  #userElements: ReadonlyMap<number, number> = new Map();

  constructor(codecs: readonly Codec[]) {
    for (const codec of codecs) {
      this.#add(codec);
      if (codec.arrayOid !== 0) {
        this.#add(arrayCodec(codec));
        this.#elements.set(codec.arrayOid, codec.oid);
      }
    }
  }

  /** The types that users have made, in the place of those that were told of before. */
  useTypes(codecs: readonly Codec[]): void {
    this.#userTypes = new Map(
      codecs.flatMap((codec): [number, Codec][] => [
        [codec.oid, codec],
        [codec.arrayOid, arrayCodec(codec)],
      ]),
    );
    this.#userElements = new Map(codecs.map(({ arrayOid, oid }) => [arrayOid, oid]));
  }

  /**
   * The codec of pg_type.oid. A type nobody has told of passes as text; one of the users' does so in binary too, as
   * enums do: a lane is told of no types, and sends arrays of them by their element's OID.
   */
  codec(oid: number): Codec {
    const known = this.#byOid.get(oid) ?? this.#userTypes.get(oid);
    if (known !== undefined) return known;
    return oid >= FIRST_USER_OID ? textCodec(String(oid), oid, 0) : fallbackCodec(String(oid), oid, 0);
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
    return this.#elements.get(oid) ?? this.#userElements.get(oid) ?? 0;
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

/** What another thread needs to make the same registry. */
export function registryOptions(registry: TypeRegistry): RegistryOptions {
  const oids = (name: string): TypeOids => {
    const codec = registry.byName(name);
    return { oid: codec?.oid ?? 0, arrayOid: codec?.arrayOid ?? 0 };
  };
  const vector = oids('vector');
  return {
    vectorOid: vector.oid,
    vectorArrayOid: vector.arrayOid,
    halfvec: oids('halfvec'),
    sparsevec: oids('sparsevec'),
  };
}

/** OIDs that no type has. */
const HALFVEC_BY_NAME: TypeOids = { oid: -1, arrayOid: 0 };
const SPARSEVEC_BY_NAME: TypeOids = { oid: -2, arrayOid: 0 };

/** The registry of a shadow catalog: built-in types and pgvector's. */
export function createRegistry({
  vectorOid,
  vectorArrayOid,
  halfvec = HALFVEC_BY_NAME,
  sparsevec = SPARSEVEC_BY_NAME,
  maxDimensions,
}: RegistryOptions): TypeRegistry {
  return new TypeRegistry([
    ...BUILT_IN_CODECS,
    vectorCodec(vectorOid, vectorArrayOid, maxDimensions),
    halfvecCodec(halfvec.oid, halfvec.arrayOid, maxDimensions),
    sparsevecCodec(sparsevec.oid, sparsevec.arrayOid),
    ...TEXT_ONLY_TYPES.map(({ name, oid, arrayOid }) => fallbackCodec(name, oid, arrayOid)),
  ]);
}
