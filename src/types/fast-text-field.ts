import type { ValueSettings } from './codec.ts';
import { parseDateStyle } from './datetime/date-style.ts';
import { sessionZone } from './datetime/find-zone.ts';
import type { IrisValue } from './iris-value.ts';
import { OID } from './oids.ts';
import { formatDouble } from './float-format.ts';
import { numericModifiers } from './typmod.ts';

/** Gives the column's text when the value is in the usual shape; undefined sends it to the codec. */
type FastTextField = (value: NonNullable<IrisValue>) => string | undefined;

/** Whole numbers within the type's limits; the codec refuses the others. */
function integerUpTo(limit: number): FastTextField {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value < limit && value >= -limit
      ? String(value)
      : undefined;
}

const asIs: FastTextField = (value) => (typeof value === 'string' ? value : undefined);

const asBool: FastTextField = (value) => (value === 1 ? 't' : value === 0 ? 'f' : undefined);

/** Plain decimal text that already shows `scale` digits (any number of them when undefined). */
function plainNumeric(scale: number | undefined): FastTextField {
  return (value) => {
    if (typeof value !== 'string') return undefined;
    let point = -1;
    const start = value.charCodeAt(0) === 0x2d ? 1 : 0;
    for (let index = start; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code === 0x2e && point < 0) point = index;
      else if (code < 0x30 || code > 0x39) return undefined;
    }
    const integerEnd = point < 0 ? value.length : point;
    // Numbers without an integer part, and those with zeros in front, are written anew; so is minus zero.
    if (
      integerEnd === start ||
      (value.charCodeAt(start) === 0x30 && (integerEnd > start + 1 || start === 1))
    ) {
      return undefined;
    }
    const digits = point < 0 ? 0 : value.length - point - 1;
    if (point >= 0 && digits === 0) return undefined;
    return scale === undefined || digits === scale ? value : undefined;
  };
}

const asDate: FastTextField = (value) =>
  typeof value === 'string' && value.length === 10 ? value : undefined;

/** ISO text without zeros at the end of its fraction is PostgreSQL's own. */
function isPlainTimestamp(value: NonNullable<IrisValue>): value is string {
  if (typeof value !== 'string' || value.charCodeAt(10) !== 0x20) return false;
  if (value.length === 19) return true;
  return value.length > 20 && value.length <= 26 && value.charCodeAt(value.length - 1) !== 0x30;
}

const asTimestamp: FastTextField = (value) => (isPlainTimestamp(value) ? value : undefined);

const asUtc: FastTextField = (value) => (isPlainTimestamp(value) ? `${value}+00` : undefined);

function numericScale(typmod: number, scale: number | undefined): number | undefined {
  return scale ?? numericModifiers(typmod)?.scale;
}

function isIso(settings: ValueSettings): boolean {
  return parseDateStyle(settings.dateStyle).output === 'iso';
}

/** The short way from IRIS's value to PostgreSQL's text, for the types that have one under these settings. */
export function fastTextField(
  typeOid: number,
  typmod: number,
  scale: number | undefined,
  settings: ValueSettings,
): FastTextField | undefined {
  switch (typeOid) {
    case OID.int2:
      return integerUpTo(2 ** 15);
    case OID.int4:
      return integerUpTo(2 ** 31);
    case OID.int8:
      return integerUpTo(2 ** 53);
    case OID.text:
    case OID.varchar:
    case OID.name:
    case OID.json:
    case OID.unknown:
      return asIs;
    case OID.bool:
      return asBool;
    case OID.float8:
      return (value) =>
        typeof value === 'number' ? formatDouble(value, settings.extraFloatDigits) : undefined;
    case OID.date:
      return isIso(settings) ? asDate : undefined;
    case OID.timestamp:
      return isIso(settings) ? asTimestamp : undefined;
    case OID.timestamptz:
      return isIso(settings) && sessionZone(settings.timeZone).name === 'UTC' ? asUtc : undefined;
    case OID.numeric:
      return plainNumeric(numericScale(typmod, scale));
    default:
      return undefined;
  }
}
