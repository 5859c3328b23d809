import { foldAscii as fold, pgSchemaSpelling, pgSpelling } from '../../sql/iris/spelling.ts';

/**
 * How IRIS's names become PostgreSQL's. IRIS compares all names without regard to case, delimited ones included, and keeps
 * the spelling they were made with (iris-sql.md 3.5); PostgreSQL folds what is not quoted to lower case. The rules:
 *
 * 1. The schema SQLUser is `public`. Other schemas are folded to lower case, unless a client made them with upper-case
 *    letters; those whose name PostgreSQL reserves are shown in upper case.
 * 2. Tables and views the gateway made (it remembers their columns or definition) keep their spelling, and so do their columns,
 *    keys and indexes: `"createdAt"` is what the client called it. What IRIS cannot hold or tell apart is escaped there
 *    (src/sql/iris/spelling.ts).
 * 3. All other names are folded to lower case, so that `select name from sample.person` finds Sample.Person.Name.
 *    No two IRIS names differ in case only, so nothing can collide.
 * 4. Names longer than PostgreSQL's 63 bytes are cut and end in a hash of the whole name.
 * 5. A table of IRIS's that would have the name of one the gateway made, and a column likewise, ends in a hash, too.
 *
 * Relation keeps IRIS's spelling for those that print SQL.
 */

export { foldAscii as fold } from '../../sql/iris/spelling.ts';

/** NAMEDATALEN - 1 */
const MAXIMUM_BYTES = 63;

/** PostgreSQL's name of an IRIS schema. */
export function pgSchemaName(irisSchema: string): string {
  return shorten(pgSchemaSpelling(irisSchema));
}

/** PostgreSQL's name of a key or index. */
export function pgObjectName(irisName: string, madeByGateway: boolean): string {
  return shorten(madeByGateway ? irisName : fold(irisName));
}

/** PostgreSQL's name of a table, view or column. */
export function pgName(irisName: string, madeByGateway: boolean): string {
  return shorten(madeByGateway ? pgSpelling(irisName) : fold(irisName));
}

/** The name with a hash of IRIS's, for one whose name something else has. */
export function distinctName(name: string, irisName: string): string {
  return cut(name, irisName);
}

/** At most 63 bytes of UTF-8, cut between characters. */
export function shorten(name: string): string {
  return Buffer.byteLength(name) <= MAXIMUM_BYTES ? name : cut(name, name);
}

function cut(name: string, hashed: string): string {
  const suffix = `_${checksum(hashed)}`;
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
