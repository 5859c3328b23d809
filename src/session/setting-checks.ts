import { GatewayError } from '../errors/gateway-error.ts';
import { findZone } from '../types/index.ts';

const ENCODING_NAMES: Readonly<Record<string, string>> = {
  utf8: 'UTF8',
  unicode: 'UTF8',
  latin1: 'LATIN1',
  iso88591: 'LATIN1',
  sqlascii: 'SQL_ASCII',
};

/** Accepts the encodings the gateway converts or passes (manual 24.3): UTF8 today; others are 0A000 at once. */
export function checkClientEncoding(value: string, name: string): string {
  const key = value.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const encoding = ENCODING_NAMES[key];
  if (encoding === 'UTF8' || encoding === 'SQL_ASCII') return encoding;
  if (encoding !== undefined) {
    throw new GatewayError(
      '0A000',
      `conversion between UTF8 and ${encoding} is not supported by the gateway`,
    );
  }
  throw new GatewayError('22023', `invalid value for parameter "${name}": "${value}"`);
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

/** Combines output style and field order in any order and case, e.g. `dmy, iso` -> `ISO, DMY` (manual 8.5.2). */
export function checkDateStyle(value: string, name: string): string {
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
  return `${style ?? 'ISO'}, ${order ?? (style === 'German' ? 'DMY' : 'MDY')}`;
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
