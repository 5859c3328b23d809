import { TypeRegistry } from '../../types/registry.ts';
import { BUILT_IN_CODECS } from '../../types/built-in-codecs.ts';
import type { IrisValue } from '../../types/iris-value.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../types/value-settings.ts';
import type { TranslationContext } from '../context.ts';
import { fragment, parameter, raw, stringLiteral, type Fragment } from '../iris/fragment.ts';
import { checkLabel } from './enum-label.ts';
import { baseType, familyOf, type Family } from './family.ts';
import { castTo, DEFAULT_VECTOR, type VectorShape } from './iris-type.ts';
import { unsupported } from './unsupported.ts';

/** Longest text written into the statement; the rest is bound. */
const INLINE_LENGTH = 200;

/** IRIS keeps this many significant digits exactly: a signed 64-bit mantissa (iris-sql.md 3.1). */
const EXACT_DIGITS = 18;

/** Types whose values are made by their codecs. */
const CODECS = new TypeRegistry(BUILT_IN_CODECS);

/**
 * A value in its type's text form as an IRIS value of that type; null is NULL. GatewayErrors are those of the type's input
 * function, and 0A000 or 22008 for values that IRIS cannot hold: infinities, years before 1, more than 18 digits.
 */
export function literal(
  text: string | null,
  oid: number,
  context: TranslationContext,
  location = -1,
  vector: VectorShape = DEFAULT_VECTOR,
): Fragment {
  if (text === null) return castTo(raw('NULL'), oid, context, vector);
  const family = familyOf(oid, context);
  if (family === 'vector') return castTo(bound(text), oid, context, vector);
  if (family === 'enum') checkLabel(text, oid, context);
  const written = write(irisValue(text, oid, context), family);
  if (written !== null) return written;
  throw unsupported(`the constant "${text}" of type ${context.type(oid)?.name ?? family}`, context, location);
}

/** The value as the type's codec hands it to IRIS: one spelling for all that the type's input takes. */
function irisValue(text: string, oid: number, context: TranslationContext): IrisValue {
  const codec = CODECS.codec(baseType(oid, context));
  const settings = { ...DEFAULT_VALUE_SETTINGS, timeZone: context.timeZone };
  return codec.toIris(codec.parse(text, { typmod: -1, settings }), { typmod: -1, settings });
}

/** Null: not writable. */
function write(value: IrisValue, family: Family): Fragment | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return bound(value);
  const text = String(value);
  switch (family) {
    case 'boolean':
    case 'integer':
      return signed(text);
    case 'numeric':
      return decimal(text);
    case 'float':
      return typeof value === 'number' ? fragment`CAST(${signed(text.toUpperCase())} AS DOUBLE)` : null;
    case 'date':
      return raw(`{d '${text}'}`);
    case 'time':
      return raw(`{t '${text}'}`);
    case 'timestamp':
    case 'timestamptz':
      return raw(`{ts '${text}'}`);
    case 'text':
    case 'bpchar':
    case 'uuid':
    case 'json':
    case 'jsonb':
    case 'enum':
    case 'array':
    case 'interval':
      return characters(text);
    case 'bytea':
    case 'vector':
    case 'other':
      return null;
  }
}

function bound(value: string | Uint8Array): Fragment {
  return parameter({ from: 'constant', value });
}

/** A leading minus is parenthesised: two in a row would begin a comment (iris-sql.md section 2). */
function signed(text: string): Fragment {
  return raw(text.startsWith('-') ? `(${text})` : text);
}

const DECIMAL = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/;

function decimal(text: string): Fragment | null {
  const [matched, sign = '', whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
  if (matched === undefined || (whole + fraction).replace(/^0+/, '').length > EXACT_DIGITS) return null;
  const magnitude = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return signed(magnitude === '0' ? magnitude : `${sign}${magnitude}`);
}

/** Characters as a value of their own. */
export function characters(text: string): Fragment {
  if (text.length <= INLINE_LENGTH && /^[\x20-\x7e]*$/.test(text)) return stringLiteral(text);
  return fragment`CAST(${bound(text)} AS CHAR VARYING)`;
}
