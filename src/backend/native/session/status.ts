import { IrisError } from '../../iris-session.ts';

/** How a %Status of a failed %Prepare carries the SQLCODE (iris-sql.md 8.1). */
const SQLCODE = /SQLCODE:\s*(-?[0-9]+)(?:\s+Message:\s*)?/;

/** The failure that the text of a %Status tells; without an SQLCODE in it -400. */
export function errorOfStatus(text: string): IrisError {
  const found = SQLCODE.exec(text);
  if (found === null) return new IrisError(-400, text);
  return new IrisError(Number(found[1]), text.slice(found.index + found[0].length).trim() || text);
}
