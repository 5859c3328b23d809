import { encodingNamed, isConverted } from '../encoding/encoding.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import { findZone } from '../types/index.ts';

/** A name that every log can hold: bytes beyond printable ASCII become question marks (pg_clean_ascii). */
export function cleanName(value: string): string {
  return Array.from(Buffer.from(value), (byte) =>
    byte < 0x20 || byte > 0x7e ? '?' : String.fromCharCode(byte),
  ).join('');
}

/**
 * Socket options that Node.js does not set: as on systems without them, values are taken and 0, the system's own, stays
 * (manual 20.3.2; pqcomm.c, pq_setkeepalivesinterval).
 */
export function systemsOwn(): string {
  return '0';
}

/** Accepts the encodings that the gateway converts (manual 24.3), under PostgreSQL's name of it. */
export function checkClientEncoding(value: string, name: string): string {
  const encoding = encodingNamed(value);
  const message = `invalid value for parameter "${name}": "${value}"`;
  if (encoding === undefined) throw new GatewayError('22023', message);
  if (isConverted(encoding)) return encoding;
  throw new GatewayError('0A000', message, {
    detail: `Conversion between ${encoding} and UTF8 is not supported.`,
  });
}

const OUTPUT_STYLES: Readonly<Record<string, string>> = {
  iso: 'ISO',
  sql: 'SQL',
  postgres: 'Postgres',
  german: 'German',
};
const FIELD_ORDERS: Readonly<Record<string, string>> = {
  mdy: 'MDY',
  us: 'MDY',
  noneuro: 'MDY',
  noneuropean: 'MDY',
  dmy: 'DMY',
  euro: 'DMY',
  european: 'DMY',
  ymd: 'YMD',
};

/** Combines output style and field order in any order and case, e.g. `dmy, iso` -> `ISO, DMY`; what is not said stays (manual 8.5.2). */
export function checkDateStyle(value: string, name: string, current: string): string {
  let style: string | undefined;
  let order: string | undefined;
  for (const word of value.split(/[\s,]+/).filter((part) => part !== '')) {
    const key = word.toLowerCase();
    const asStyle = OUTPUT_STYLES[key];
    const asOrder = FIELD_ORDERS[key];
    if (key === 'default') {
      style ??= 'ISO';
      order ??= 'MDY';
    } else if (asStyle !== undefined && (style ?? asStyle) === asStyle) style = asStyle;
    else if (asOrder !== undefined && (order ?? asOrder) === asOrder) order = asOrder;
    else throw badDateStyle(value, name, key, asStyle !== undefined || asOrder !== undefined);
  }
  const [currentStyle, currentOrder] = current.split(', ');
  return `${style ?? currentStyle}, ${order ?? (style === 'German' ? 'DMY' : currentOrder)}`;
}

/** check_datestyle (variable.c): a word that is none, or two that say different things. */
function badDateStyle(value: string, name: string, key: string, known: boolean): GatewayError {
  return new GatewayError('22023', `invalid value for parameter "${name}": "${value}"`, {
    detail: known ? 'Conflicting "datestyle" specifications.' : `Unrecognized key word: "${key}".`,
  });
}

/**
 * A zone that dates can be shown in (manual 8.5.3, B.5), as SHOW prints it. Of SET TIME ZONE INTERVAL the sign is ISO's;
 * a POSIX zone's is the other one.
 */
export function checkTimeZone(value: string, name: string): string {
  const text = value.trim();
  const interval = /^interval\s+'([+-]?)(\d{1,2})(?::(\d{2}))?(?::\d{2})?'$/i.exec(text);
  const zone = findZone(interval ? hoursOf(interval) : text);
  if (zone !== undefined) return zone.name;
  throw new GatewayError('22023', `invalid value for parameter "${name}": "${value}"`);
}

function hoursOf([, sign = '', hours = '0', minutes = '0']: RegExpExecArray): string {
  return `${sign}${Number(hours) + Number(minutes) / 60}`;
}
