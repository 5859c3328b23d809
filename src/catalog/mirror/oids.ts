/** Kinds of objects whose OIDs clients and plans keep. */
export type ObjectKind = 'schema' | 'role' | 'table' | 'view' | 'index' | 'sequence' | 'type' | 'constraint';

/** Below are the OIDs of the image. Above 2^31 clients that read OIDs as signed would go wrong. */
export const FIRST_MIRRORED_OID = 100_000;
const END = 2 ** 31;
/** A table takes three in a row: itself, its array type, its row type. */
const STRIDE = 8;
const SLOTS = Math.floor((END - FIRST_MIRRORED_OID) / STRIDE);

/** Trials of DDL that are rolled back take their OIDs from here. */
export const SCRATCH_OID = 3_000_000_000;

/** FNV-1a over UTF-16 code units with a final mix (MurmurHash3's), so that names that differ little lie far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function slotOf(key: string): number {
  return hash(key) % SLOTS;
}

function keyOf(kind: ObjectKind, schema: string, name: string): string {
  return JSON.stringify([kind, schema, name]);
}

/** The name of a constraint among those of its schema: PostgreSQL has it within its table or domain. */
export function constraintName(of: string, name: string): string {
  return JSON.stringify([of, name]);
}

/** The OID of an object by its PostgreSQL names, where nothing else can claim it (roles). */
export function derivedOid(kind: ObjectKind, schema: string, name: string): number {
  return FIRST_MIRRORED_OID + slotOf(keyOf(kind, schema, name)) * STRIDE;
}

/**
 * OIDs for all objects of one snapshot. They follow from the names alone: every worker and every start of the gateway
 * assigns the same. Two objects that hash to one slot (2% of catalogs with 3000 objects have such a pair) take the next
 * free ones in the order of their keys, so that the order in which they were met does not matter.
 */
export class OidAssignment {
  readonly #oids = new Map<string, number>();

  constructor(objects: readonly (readonly [kind: ObjectKind, schema: string, name: string])[]) {
    const keys = [...new Set(objects.map((object) => keyOf(...object)))];
    const wanted = keys.map((key) => ({ key, slot: slotOf(key) }));
    wanted.sort((a, b) => a.slot - b.slot || (a.key < b.key ? -1 : 1));
    const taken = new Set<number>();
    for (const { key, slot } of wanted) {
      let free = slot;
      while (taken.has(free)) free = (free + 1) % SLOTS;
      taken.add(free);
      this.#oids.set(key, FIRST_MIRRORED_OID + free * STRIDE);
    }
  }

  /** @throws Error for an object the assignment was not made for */
  of(kind: ObjectKind, schema: string, name: string): number {
    const oid = this.#oids.get(keyOf(kind, schema, name));
    if (oid === undefined) throw new Error(`no OID was assigned to ${kind} ${schema}.${name}`);
    return oid;
  }
}
