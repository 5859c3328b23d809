import { GatewayError } from '../errors/gateway-error.ts';

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

const CLOCK_OFFSET = /^[+-]\d{1,2}:\d{2}(:\d{2})?$/;

/** A zone that Intl knows, or a numeric or POSIX offset (manual 8.5.3, B.5). Spelled as the zone database spells it. */
export function checkTimeZone(value: string, name: string): string {
  const text = value.trim();
  const unquoted = /^interval\s+'(.+)'/i.exec(text)?.[1] ?? text;
  if (/^[+-]?\d{1,2}(\.\d+)?$/.test(unquoted)) return offsetZone(Number(unquoted));
  // Of an interval the sign is ISO's; a bare clock offset is a POSIX zone without a name, whose sign is the other one.
  if (CLOCK_OFFSET.test(unquoted)) return unquoted === text ? unquoted : clockOffsetZone(unquoted);
  if (/^(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)[+-]?\d{1,2}(?::\d{2})?(?::\d{2})?$/.test(unquoted)) return unquoted;
  if (/^(utc|gmt|zulu|z)$/i.test(unquoted))
    return unquoted.toUpperCase() === 'Z' ? 'UTC' : unquoted.toUpperCase();
  const known = Intl.supportedValuesOf('timeZone').find(
    (zone) => zone.toLowerCase() === unquoted.toLowerCase(),
  );
  if (known !== undefined) return known;
  try {
    // Links such as US/Eastern are valid without being listed.
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: unquoted }).resolvedOptions();
    return timeZone === '' ? 'UTC' : unquoted;
  } catch {
    throw new GatewayError('22023', `invalid value for parameter "${name}": "${value}"`);
  }
}

/** PostgreSQL shows SET TIME ZONE -5 as `<-05>+05`: the POSIX sign is the other way round. */
function offsetZone(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  return posixZone(hours < 0 ? '-' : '+', Math.floor(minutes / 60), minutes % 60);
}

function clockOffsetZone(text: string): string {
  const [hours = '0', minutes = '0'] = text.slice(1).split(':');
  return posixZone(text.startsWith('-') ? '-' : '+', Number(hours), Number(minutes));
}

function posixZone(sign: '+' | '-', hours: number, minutes: number): string {
  const clock =
    String(hours).padStart(2, '0') + (minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`);
  return `<${sign}${clock}>${sign === '-' ? '+' : '-'}${clock}`;
}
