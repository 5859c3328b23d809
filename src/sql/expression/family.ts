import { OID } from '../../types/oids.ts';
import type { TranslationContext } from '../context.ts';

/** Kinds of values that behave alike in IRIS. */
export type Family =
  | 'boolean'
  | 'integer'
  | 'numeric'
  | 'float'
  | 'text'
  /** char(n): IRIS holds it without its trailing blanks (src/types/bpchar.ts). */
  | 'bpchar'
  | 'bytea'
  | 'date'
  | 'time'
  | 'timestamp'
  /** UTC in IRIS */
  | 'timestamptz'
  | 'interval'
  | 'uuid'
  | 'json'
  | 'jsonb'
  | 'enum'
  /** pgvector's vector and halfvec: VECTOR(DOUBLE) in IRIS */
  | 'vector'
  | 'array'
  | 'other';

const BUILT_IN: ReadonlyMap<number, Family> = new Map<number, Family>([
  [OID.bool, 'boolean'],
  [OID.int2, 'integer'],
  [OID.int4, 'integer'],
  [OID.int8, 'integer'],
  [OID.oid, 'integer'],
  [OID.xid, 'integer'],
  [OID.numeric, 'numeric'],
  [OID.float4, 'float'],
  [OID.float8, 'float'],
  [OID.text, 'text'],
  [OID.varchar, 'text'],
  [OID.name, 'text'],
  [OID.char, 'text'],
  [OID.unknown, 'text'],
  [OID.cstring, 'text'],
  [OID.bpchar, 'bpchar'],
  [OID.bytea, 'bytea'],
  [OID.date, 'date'],
  [OID.time, 'time'],
  [OID.timestamp, 'timestamp'],
  [OID.timestamptz, 'timestamptz'],
  [OID.interval, 'interval'],
  [OID.uuid, 'uuid'],
  [OID.json, 'json'],
  [OID.jsonb, 'jsonb'],
]);

/** The type itself, or the one a domain stands for. */
export function baseType(oid: number, context: TranslationContext): number {
  const type = context.type(oid);
  return type !== undefined && type.kind === 'd' ? baseType(type.baseOid, context) : oid;
}

const HALFVEC = 'halfvec';

/** Of the family `vector`: whether elements have half precision. */
export function isHalfvec(oid: number, context: TranslationContext): boolean {
  return context.type(baseType(oid, context))?.name === HALFVEC;
}

/** The family of a type by OID; domains have their base type's. */
export function familyOf(oid: number, context: TranslationContext): Family {
  const builtIn = BUILT_IN.get(oid);
  if (builtIn !== undefined) return builtIn;
  const type = context.type(oid);
  if (type === undefined) return 'other';
  if (type.kind === 'd') return familyOf(type.baseOid, context);
  if (type.kind === 'e') return 'enum';
  if (type.name === 'vector' || type.name === HALFVEC) return 'vector';
  return type.category === 'A' ? 'array' : 'other';
}
