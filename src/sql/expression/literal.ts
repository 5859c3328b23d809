import type { TranslationContext } from '../context.ts';
import { fragment, parameter, raw, stringLiteral, type Fragment } from '../iris/fragment.ts';
import { familyOf, type Family } from './family.ts';
import { castTo, DEFAULT_VECTOR, type VectorShape } from './iris-type.ts';
import { unsupported } from './unsupported.ts';

/** Longest text written into the statement; the rest is bound. */
const INLINE_LENGTH = 200;

/** IRIS keeps this many significant digits exactly: a signed 64-bit mantissa (iris-sql.md 3.1). */
const EXACT_DIGITS = 18;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}:\d{2}(\.\d{1,6})?$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?$/;
const INTEGER = /^-?\d+$/;
const DECIMAL = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/;

/** How a value's text form is written in IRIS SQL, by family. Null: not as a literal. */
const WRITERS: Readonly<Record<Family, (text: string) => Fragment | null>> = {
  boolean: (text) =>
    text === 't' || text === 'true' ? raw('1') : text === 'f' || text === 'false' ? raw('0') : null,
  integer: (text) => (INTEGER.test(text) ? signed(text) : null),
  numeric: decimal,
  float: (text) =>
    Number.isFinite(Number(text)) ? fragment`CAST(${signed(text.toUpperCase())} AS DOUBLE)` : null,
  text: characters,
  bpchar: (text) => characters(stripBlanks(text)),
  bytea: (text) => (text.startsWith('\\x') ? bound(Buffer.from(text.slice(2), 'hex')) : null),
  date: (text) => (DATE.test(text) ? raw(`{d '${text}'}`) : null),
  time: (text) => (TIME.test(text) ? raw(`{t '${text}'}`) : null),
  timestamp: (text) => (TIMESTAMP.test(text) ? raw(`{ts '${text}'}`) : null),
  // constText gives UTC without a zone; a client's own text may carry one.
  timestamptz: (text) => (TIMESTAMP.test(text) ? raw(`{ts '${text}'}`) : null),
  interval: () => null,
  uuid: (text) => stringLiteral(text.toLowerCase()),
  json: characters,
  jsonb: characters,
  enum: characters,
  vector: () => null,
  array: characters,
  other: () => null,
};

/**
 * A value in its type's text form (dates in ISO style, bytea in hex) as an IRIS value of that type; null is NULL.
 * 0A000 for values that IRIS cannot hold: infinities, dates before Christ, more than 18 digits.
 */
export function literal(
  text: string | null,
  oid: number,
  context: TranslationContext,
  location = -1,
  vector: VectorShape = DEFAULT_VECTOR,
): Fragment {
  const family = familyOf(oid, context);
  if (text === null) return castTo(raw('NULL'), oid, context, vector);
  if (family === 'vector') return castTo(bound(text), oid, context, vector);
  const written = WRITERS[family](text);
  if (written !== null) return written;
  throw unsupported(`a constant ${context.type(oid)?.name ?? ''} "${text}"`, context, location);
}

function bound(value: string | Uint8Array): Fragment {
  return parameter({ from: 'constant', value });
}

/** A leading minus is parenthesised: two in a row would begin a comment (iris-sql.md section 2). */
function signed(text: string): Fragment {
  return raw(text.startsWith('-') ? `(${text})` : text);
}

function decimal(text: string): Fragment | null {
  const [, sign = '', whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
  if (!DECIMAL.test(text) || (whole + fraction).replace(/^0+/, '').length > EXACT_DIGITS) return null;
  const magnitude = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return signed(magnitude === '0' ? magnitude : `${sign}${magnitude}`);
}

function characters(text: string): Fragment {
  if (text.length <= INLINE_LENGTH && /^[\x20-\x7e]*$/.test(text)) return stringLiteral(text);
  return fragment`CAST(${bound(text)} AS CHAR VARYING)`;
}

function stripBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end -= 1;
  return text.slice(0, end);
}
