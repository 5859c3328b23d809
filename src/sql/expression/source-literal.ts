const QUOTE = "'";

/**
 * The value of the string literal at a UTF-8 byte offset of the client's text (manual 4.1.2): '...', E'...', $tag$...$tag$,
 * a type name before it or not. Null when there is none, or when it is written in a form not read here (U&'...').
 */
export function sourceLiteral(sourceText: string, location: number): string | null {
  if (location < 0) return null;
  const text = Buffer.from(sourceText).subarray(location).toString();
  const start = literalStart(text);
  if (text[start] === '$') return dollarQuoted(text, start);
  if (text[start] !== QUOTE) return null;
  const escapes = start > 0 && /^e$/i.test(text[start - 1] ?? '') && !/\w/.test(text[start - 2] ?? '');
  return quoted(text, start, escapes);
}

/** Skips a type name such as `jsonb `, `"my type" ` or `E`. */
function literalStart(text: string): number {
  const prefix = /^(?:[A-Za-z_][\w.]*|"[^"]*"|[\s.])*/.exec(text)?.[0] ?? '';
  return prefix.length;
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function quoted(text: string, start: number, escapes: boolean): string | null {
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === QUOTE) {
      if (text[at + 1] !== QUOTE) return value;
      value += QUOTE;
      at += 1;
    } else if (character === '\\' && escapes) {
      at += 1;
      const escaped = text[at] ?? '';
      // Octal, hexadecimal and Unicode escapes are rare enough in such literals to be refused.
      if (/[0-7xuU]/.test(escaped)) return null;
      value += ESCAPES[escaped] ?? escaped;
    } else {
      value += character;
    }
  }
  return null;
}

function dollarQuoted(text: string, start: number): string | null {
  const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(text.slice(start))?.[0];
  if (tag === undefined) return null;
  const from = start + tag.length;
  const end = text.indexOf(tag, from);
  return end < 0 ? null : text.slice(from, end);
}
