import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { singleByteTable, type SingleByteTable } from './single-byte.ts';

/** A character set by PostgreSQL's name, e.g. `LATIN1` (manual 24.3.1). */
export type Encoding = string;

/**
 * Encodings of one byte a character, with the names the WHATWG gives them; '' is ISO 8859-1 itself. ISO 8859-9 the WHATWG
 * reads as windows-1254, which differs from it in the control characters 0x80 to 0x9f alone.
 */
const SINGLE_BYTE: Readonly<Record<Encoding, string>> = {
  LATIN1: '',
  LATIN2: 'iso-8859-2',
  LATIN3: 'iso-8859-3',
  LATIN4: 'iso-8859-4',
  LATIN5: 'windows-1254',
  LATIN6: 'iso-8859-10',
  LATIN7: 'iso-8859-13',
  LATIN8: 'iso-8859-14',
  LATIN9: 'iso-8859-15',
  LATIN10: 'iso-8859-16',
  ISO_8859_5: 'iso-8859-5',
  ISO_8859_6: 'iso-8859-6',
  ISO_8859_7: 'iso-8859-7',
  ISO_8859_8: 'iso-8859-8',
  KOI8R: 'koi8-r',
  KOI8U: 'koi8-u',
  WIN866: 'ibm866',
  WIN874: 'windows-874',
  WIN1250: 'windows-1250',
  WIN1251: 'windows-1251',
  WIN1252: 'windows-1252',
  WIN1253: 'windows-1253',
  WIN1254: 'windows-1254',
  WIN1255: 'windows-1255',
  WIN1256: 'windows-1256',
  WIN1257: 'windows-1257',
  WIN1258: 'windows-1258',
};

/** Encodings PostgreSQL knows and the gateway does not convert. */
const OTHERS: readonly Encoding[] = [
  'BIG5',
  'EUC_CN',
  'EUC_JIS_2004',
  'EUC_JP',
  'EUC_KR',
  'EUC_TW',
  'GB18030',
  'GBK',
  'JOHAB',
  'MULE_INTERNAL',
  'SHIFT_JIS_2004',
  'SJIS',
  'UHC',
];

/** Other spellings (encnames.c), without what is not a letter or digit. */
const ALIASES: Readonly<Record<string, Encoding>> = {
  abc: 'WIN1258',
  alt: 'WIN866',
  iso88591: 'LATIN1',
  iso885910: 'LATIN6',
  iso885913: 'LATIN7',
  iso885914: 'LATIN8',
  iso885915: 'LATIN9',
  iso885916: 'LATIN10',
  iso88592: 'LATIN2',
  iso88593: 'LATIN3',
  iso88594: 'LATIN4',
  iso88599: 'LATIN5',
  koi8: 'KOI8R',
  mskanji: 'SJIS',
  shiftjis: 'SJIS',
  tcvn: 'WIN1258',
  tcvn5712: 'WIN1258',
  unicode: 'UTF8',
  vscii: 'WIN1258',
  win: 'WIN1251',
  win932: 'SJIS',
  win936: 'GBK',
  win949: 'UHC',
  win950: 'BIG5',
  windows1250: 'WIN1250',
  windows1251: 'WIN1251',
  windows1252: 'WIN1252',
  windows1253: 'WIN1253',
  windows1254: 'WIN1254',
  windows1255: 'WIN1255',
  windows1256: 'WIN1256',
  windows1257: 'WIN1257',
  windows1258: 'WIN1258',
  windows866: 'WIN866',
  windows874: 'WIN874',
  windows932: 'SJIS',
  windows936: 'GBK',
  windows949: 'UHC',
  windows950: 'BIG5',
};

const BY_KEY = new Map<string, Encoding>([
  ...['UTF8', 'SQL_ASCII', ...Object.keys(SINGLE_BYTE), ...OTHERS].map(
    (name) => [keyOf(name), name] as const,
  ),
  ...Object.entries(ALIASES),
]);

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The encoding of a name in any spelling that PostgreSQL takes; undefined for none (pg_char_to_encoding). */
export function encodingNamed(name: string): Encoding | undefined {
  return BY_KEY.get(keyOf(name));
}

/** Whether text in it is the gateway's own UTF-8; SQL_ASCII is not converted and has to be valid all the same. */
export function isUtf8(encoding: Encoding | null): boolean {
  return encoding === null || encoding === 'UTF8' || encoding === 'SQL_ASCII';
}

/** Whether text in it can be read and written. */
export function isConverted(encoding: Encoding): boolean {
  return isUtf8(encoding) || SINGLE_BYTE[encoding] !== undefined;
}

/** The encodings beside UTF-8 that are converted. */
export function convertedEncodings(): readonly SingleByteTable[] {
  return Object.entries(SINGLE_BYTE).map(([encoding, label]) => singleByteTable(encoding, label));
}

/**
 * How an encoding other than UTF-8 is converted.
 * @throws GatewayError 0A000 for one that the gateway does not convert
 */
export function conversionOf(encoding: Encoding): SingleByteTable {
  const label = SINGLE_BYTE[encoding];
  if (label === undefined) {
    throw new GatewayError(
      SQLSTATE.featureNotSupported,
      `conversion between UTF8 and ${encoding} is not supported by the gateway`,
    );
  }
  return singleByteTable(encoding, label);
}
