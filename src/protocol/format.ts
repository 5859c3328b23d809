import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import type { Reader } from './reader.ts';

/** How a value is represented: 0 text, 1 binary (manual 55.1.4). */
export type FormatCode = 0 | 1;

/** One format code; any other than 0 and 1 is 22023. */
export function readFormat(reader: Reader): FormatCode {
  const code = reader.int16();
  if (code === 0 || code === 1) return code;
  throw new GatewayError(SQLSTATE.invalidParameterValue, `unsupported format code: ${code}`);
}

/** The format of the element at `index`: a list may be empty (all text), single (for all) or complete (manual, Bind). */
export function formatAt(formats: readonly FormatCode[], index: number): FormatCode {
  return (formats.length === 1 ? formats[0] : formats[index]) ?? 0;
}
