import { Buffer } from 'node:buffer';
import { decodeUtf8 } from '../../types/utf8.ts';
import { hexValue } from '../../types/characters.ts';

const BACKSLASH = 0x5c;

/** What a letter behind a backslash means; any other character stands for itself (manual, COPY, Text Format). */
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The fields of a line of the text format, null where the marker for NULL stands. The marker is compared with the field
 * as written, escapes and all.
 *
 * @throws GatewayError 22021 when escaped bytes are no UTF-8
 */
export function textFields(line: string, delimiter: string, nullText: string): (string | null)[] {
  const parts = line.includes('\\') ? splitEscaped(line, delimiter) : line.split(delimiter);
  const fields: (string | null)[] = parts;
  for (const [index, part] of parts.entries()) {
    if (part === nullText) fields[index] = null;
    else if (part.includes('\\')) fields[index] = unescaped(part);
  }
  return fields;
}

/** A delimiter behind a backslash is data. */
function splitEscaped(line: string, delimiter: string): string[] {
  const parts: string[] = [];
  const code = delimiter.charCodeAt(0);
  let start = 0;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charCodeAt(at);
    if (character === code) {
      parts.push(line.slice(start, at));
      start = at + 1;
    } else if (character === BACKSLASH) at += 1;
  }
  parts.push(line.slice(start));
  return parts;
}

/** Octal and hexadecimal escapes are bytes, several of which may make one character. */
function unescaped(field: string): string {
  let text = '';
  let bytes: Buffer[] | null = null;
  let at = 0;
  while (at < field.length) {
    const backslash = field.indexOf('\\', at);
    if (backslash < 0 || backslash === field.length - 1) {
      // A backslash at the very end of the data stands alone and is dropped.
      text += field.slice(at, backslash < 0 ? field.length : backslash);
      break;
    }
    text += field.slice(at, backslash);
    const escape = escapeAt(field, backslash + 1);
    at = escape.next;
    if (escape.byte === undefined) text += escape.text;
    else if (escape.byte > 0 && escape.byte < 0x80) text += String.fromCharCode(escape.byte);
    else {
      bytes ??= [];
      bytes.push(Buffer.from(text), Buffer.of(escape.byte));
      text = '';
    }
  }
  if (bytes === null) return text;
  return decodeUtf8(Buffer.concat([...bytes, Buffer.from(text)]));
}

interface Escape {
  readonly next: number;
  readonly text: string;
  readonly byte?: number;
}

/** The escape whose backslash stands before `at`. */
function escapeAt(field: string, at: number): Escape {
  const character = field.charAt(at);
  if (isOctal(character)) {
    let value = 0;
    let next = at;
    while (next < at + 3 && isOctal(field.charAt(next))) {
      value = value * 8 + Number(field.charAt(next));
      next += 1;
    }
    return { next, text: '', byte: value & 0xff };
  }
  if (character === 'x') {
    let value = 0;
    let next = at + 1;
    while (next < at + 3 && hexValue(field.charCodeAt(next)) >= 0) {
      value = value * 16 + hexValue(field.charCodeAt(next));
      next += 1;
    }
    if (next > at + 1) return { next, text: '', byte: value };
  }
  return { next: at + 1, text: ESCAPES[character] ?? character };
}

function isOctal(character: string): boolean {
  return character >= '0' && character <= '7';
}
