import { IrisError } from '../../iris-session.ts';

/**
 * $LIST values: each element is a length byte (the whole element), a type byte and the characters; type 1 holds 8-bit
 * characters, type 2 UTF-16 code units. Longer elements have a 0 byte and 2 length bytes in front. NULL elements are
 * the two bytes 2, 1 as IRIS has ''.
 */
export function buildList(elements: readonly string[]): string {
  return elements.map(element).join('');
}

function element(text: string): string {
  const wide = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).some((code) => code > 255);
  const body = wide
    ? Array.from({ length: text.length }, (_, i) => {
        const code = text.charCodeAt(i);
        return String.fromCharCode(code & 255, code >> 8);
      }).join('')
    : text;
  const type = String.fromCharCode(wide ? 2 : 1);
  const size = body.length + 2;
  if (size <= 255) return String.fromCharCode(size) + type + body;
  if (size + 2 > 65_535) throw new IrisError(-400, '<MAXSTRING>');
  const long = body.length + 1;
  return String.fromCharCode(0, long & 255, long >> 8) + type + body;
}

/** @throws IrisError -400 `<LIST>` */
export function listElements(list: string): string[] {
  const result: string[] = [];
  let at = 0;
  while (at < list.length) {
    let start = at + 1;
    let size = list.charCodeAt(at) - 1;
    if (size === -1) {
      size = list.charCodeAt(at + 1) + (list.charCodeAt(at + 2) << 8);
      start = at + 3;
    }
    const end = start + size;
    const type = list.charCodeAt(start);
    if (size < 1 || end > list.length || (type !== 1 && type !== 2)) throw new IrisError(-400, '<LIST>');
    const body = list.slice(start + 1, end);
    result.push(type === 1 ? body : utf16(body));
    at = end;
  }
  return result;
}

function utf16(body: string): string {
  let text = '';
  for (let i = 0; i + 1 < body.length; i += 2) {
    text += String.fromCharCode(body.charCodeAt(i) + (body.charCodeAt(i + 1) << 8));
  }
  return text;
}
