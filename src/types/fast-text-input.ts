import { characterLength } from './characters.ts';
import type { IrisValue } from './iris-value.ts';
import { OID } from './oids.ts';
import { lengthModifier, numericModifiers, secondsPrecision } from './typmod.ts';

/** Gives IRIS's value of text in the usual shape; undefined sends it to the codec, which judges it. */
type FastTextInput = (text: string) => IrisValue | undefined;

/** Longest run of digits that is within int4 for certain. */
const INT4_DIGITS = 9;
const INT2_DIGITS = 4;
/** The same for what a double holds exactly. */
const SAFE_DIGITS = 15;

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;

/** Decimal digits, perhaps behind a minus sign. */
function integer(mostDigits: number): FastTextInput {
  return (text) => {
    const negative = text.charCodeAt(0) === MINUS;
    const start = negative ? 1 : 0;
    const digits = text.length - start;
    if (digits < 1 || digits > mostDigits) return undefined;
    let value = 0;
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < ZERO || code > NINE) return undefined;
      value = value * 10 + (code - ZERO);
    }
    return negative ? 0 - value : value;
  };
}

function limitedText(typmod: number): FastTextInput {
  const length = lengthModifier(typmod);
  return (text) => {
    if (length !== undefined && text.length > length && characterLength(text) > length) return undefined;
    return text.includes('\0') ? undefined : text;
  };
}

const truth: FastTextInput = (text) => (text === 't' ? 1 : text === 'f' ? 0 : undefined);

/** `12.50` for numeric(p,2): as many digits behind the point as the type has, and no zero in front. */
function plainNumeric(typmod: number): FastTextInput | undefined {
  const modifiers = numericModifiers(typmod);
  if (modifiers === undefined || modifiers.scale < 0) return undefined;
  const { precision, scale } = modifiers;
  const form =
    scale === 0
      ? new RegExp(`^-?[1-9][0-9]{0,${precision - 1}}$`)
      : precision > scale
        ? new RegExp(`^-?[1-9][0-9]{0,${precision - scale - 1}}\\.[0-9]{${scale}}$`)
        : undefined;
  return form && ((text) => (form.test(text) ? text : undefined));
}

const DAY = /^(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])$/;

const day: FastTextInput = (text) => (DAY.test(text) ? text : undefined);

/** A year first is read so whatever DateStyle says; days that every month has, and no zero at the end of the fraction. */
const MOMENT =
  /^(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8]) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{0,5}[1-9])?$/;

const moment: FastTextInput = (text) => (MOMENT.test(text) ? text : undefined);

/** The short way from PostgreSQL's text to IRIS's value, for the types that have one. */
export function fastTextInput(typeOid: number, typmod: number): FastTextInput | undefined {
  switch (typeOid) {
    case OID.int2:
      return integer(INT2_DIGITS);
    case OID.int4:
      return integer(INT4_DIGITS);
    case OID.int8:
      return integer(SAFE_DIGITS);
    case OID.text:
    case OID.varchar:
      return limitedText(typmod);
    case OID.bool:
      return truth;
    case OID.numeric:
      return plainNumeric(typmod);
    case OID.date:
      return day;
    case OID.timestamp:
      return secondsPrecision(typmod) === 6 ? moment : undefined;
    default:
      return undefined;
  }
}
