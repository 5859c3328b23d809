/**
 * How IRIS's names become PostgreSQL's, and back. IRIS compares all names without regard to case, delimited ones
 * included, and keeps the spelling they were made with (iris-sql.md 3.5); PostgreSQL folds what is not quoted to lower
 * case. The rules:
 *
 * 1. The schema SQLUser is `public`. Other schemas are folded to lower case.
 * 2. Tables and views the gateway made (it remembers their columns or definition) keep their spelling, and so do their columns,
 *    keys and indexes: `"createdAt"` is what the client called it.
 * 3. All other names are folded to lower case, so that `select name from sample.person` finds Sample.Person.Name.
 *    No two IRIS names differ in case only, so nothing can collide.
 * 4. Names longer than PostgreSQL's 63 bytes are cut and end in a hash of the whole name.
 *
 * The way back needs no table, since IRIS finds `"person"` when it is asked for Person; only names of rule 4 and `public`
 * do. Relation keeps IRIS's spelling for those that print SQL.
 */

const DEFAULT_IRIS_SCHEMA = 'SQLUser';
const DEFAULT_PG_SCHEMA = 'public';
/** NAMEDATALEN - 1 */
const MAXIMUM_BYTES = 63;

/** Lower case in ASCII only, as PostgreSQL folds identifiers in multi-byte encodings (downcase_identifier). */
export function fold(name: string): string {
  let folded = '';
  for (const character of name) {
    folded += character >= 'A' && character <= 'Z' ? character.toLowerCase() : character;
  }
  return folded;
}

/** PostgreSQL's name of an IRIS schema. */
export function pgSchemaName(irisSchema: string): string {
  if (irisSchema.toUpperCase() === DEFAULT_IRIS_SCHEMA.toUpperCase()) return DEFAULT_PG_SCHEMA;
  return shorten(fold(irisSchema));
}

/** IRIS's name of a PostgreSQL schema, in a spelling IRIS takes for it. */
export function irisSchemaName(pgSchema: string): string {
  return pgSchema === DEFAULT_PG_SCHEMA ? DEFAULT_IRIS_SCHEMA : pgSchema;
}

/** PostgreSQL's name of a table, column, key or index. */
export function pgObjectName(irisName: string, madeByGateway: boolean): string {
  return shorten(madeByGateway ? irisName : fold(irisName));
}

/** At most 63 bytes of UTF-8, cut between characters. */
export function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAXIMUM_BYTES) return name;
  const suffix = `_${checksum(name)}`;
  let kept = '';
  let bytes = suffix.length;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAXIMUM_BYTES) break;
    kept += character;
  }
  return kept + suffix;
}

/** FNV-1a, eight hexadecimal digits. */
function checksum(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
