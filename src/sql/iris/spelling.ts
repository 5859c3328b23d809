/**
 * How PostgreSQL's names become IRIS's, and back without a table. IRIS holds names of up to 128 characters, keeps their
 * spelling, and compares them without regard to case, delimited ones too (iris-sql.md 3.5). So a name stands in IRIS as it
 * is in PostgreSQL, except that
 *
 * 1. what a delimited identifier of IRIS cannot hold is `@` with two hexadecimal digits, and `@` itself is `@40`;
 * 2. a name that IRIS would take for another one in its place gets `@@` behind it and which of its letters are upper case,
 *    as a hexadecimal number whose lowest bit is the first character: "User" beside user is User@@1.
 *
 * Schemas are shown in lower case, so those with upper-case letters always get the second mark.
 */

import { GatewayError } from '../../errors/gateway-error.ts';

const DEFAULT_SCHEMA = 'public';
const IRIS_DEFAULT_SCHEMA = 'SQLUser';

/** iris-sql.md 3.5 */
const MAXIMUM_CHARACTERS = 128;

/** `. ^ , ->` cannot be in names, a quote ends them for some clients, `%` in front is IRIS's own. */
// oxlint-disable-next-line no-control-regex
const UNHELD = /[.^,"@\u0000-\u001f]|(?<=-)>|^%/g;
const ESCAPE = /@([0-9a-f]{2})/g;
const CASE_MARK = /@@[0-9a-f]+$/;

function escaped(name: string): string {
  return name.replaceAll(UNHELD, (character) => `@${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Which characters are upper case. */
function caseMark(name: string): string {
  let bits = 0n;
  for (const [index, character] of Array.from(name).entries()) {
    if (character !== character.toLowerCase()) bits |= 1n << BigInt(index);
  }
  return `@@${bits.toString(16)}`;
}

function checked(irisName: string, name: string): string {
  if (Array.from(irisName).length <= MAXIMUM_CHARACTERS) return irisName;
  throw new GatewayError('42622', `identifier "${name}" is too long for InterSystems IRIS`, {
    detail: `Its name there would be "${irisName}", and IRIS has at most ${MAXIMUM_CHARACTERS} characters.`,
  });
}

/**
 * The IRIS name of a table, view or column that is to be made.
 * @param taken whether something else in its place has this IRIS name, in any case
 * @throws GatewayError 42622
 */
export function irisSpelling(name: string, taken: (irisName: string) => boolean): string {
  const plain = escaped(name);
  return checked(taken(plain) ? plain + caseMark(name) : plain, name);
}

/** What `irisSpelling` made an IRIS name of. */
export function pgSpelling(irisName: string): string {
  return irisName
    .replace(CASE_MARK, '')
    .replaceAll(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The IRIS names of all columns of a table or view that is made, by PostgreSQL's. */
export function columnSpellings(names: readonly string[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  const used = new Set<string>();
  for (const name of names) {
    const irisName = irisSpelling(name, (candidate) => used.has(candidate.toUpperCase()));
    used.add(irisName.toUpperCase());
    spellings.set(name, irisName);
  }
  return spellings;
}

/** PostgreSQL makes no schema of such a name (IsReservedName), or has it already. */
function isReserved(name: string): boolean {
  return name === DEFAULT_SCHEMA || name === 'information_schema' || name.startsWith('pg_');
}

/** The IRIS schema of a PostgreSQL schema. */
export function irisSchemaName(name: string): string {
  if (name === DEFAULT_SCHEMA) return IRIS_DEFAULT_SCHEMA;
  const folded = foldAscii(name);
  if (name === folded || (isReserved(folded) && name === name.toUpperCase())) return escaped(name);
  return checked(escaped(name) + caseMark(name), name);
}

/** The PostgreSQL schema of an IRIS schema, before it is cut to PostgreSQL's length. */
export function pgSchemaSpelling(irisName: string): string {
  if (irisName.toUpperCase() === IRIS_DEFAULT_SCHEMA.toUpperCase()) return DEFAULT_SCHEMA;
  if (CASE_MARK.test(irisName)) return pgSpelling(irisName);
  const folded = foldAscii(pgSpelling(irisName));
  return isReserved(folded) ? folded.toUpperCase() : folded;
}

/** Lower case in ASCII only, as PostgreSQL folds identifiers in multi-byte encodings (downcase_identifier). */
export function foldAscii(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
