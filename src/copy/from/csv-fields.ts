import { badFormat } from './bad-format.ts';

/** What of the options csv fields depend on. */
export interface CsvSyntax {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly nullText: string;
}

/**
 * The fields of a csv line (copyfromparse.c, CopyReadAttributesCSV), null where the marker for NULL stands unquoted.
 * Quotes may begin and end anywhere in a field.
 *
 * @throws GatewayError 22P04 when a quote is not closed
 */
export function csvFields(line: string, syntax: CsvSyntax): (string | null)[] {
  const { delimiter, quote, nullText } = syntax;
  if (!line.includes(quote)) {
    const parts: (string | null)[] = line.split(delimiter);
    for (let i = 0; i < parts.length; i += 1) if (parts[i] === nullText) parts[i] = null;
    return parts;
  }
  const fields: (string | null)[] = [];
  let at = 0;
  for (;;) {
    const field = fieldAt(line, at, syntax);
    fields.push(!field.quoted && field.text === nullText ? null : field.text);
    if (field.end >= line.length) return fields;
    at = field.end + 1;
  }
}

interface Field {
  readonly text: string;
  readonly quoted: boolean;
  /** Where its delimiter stands, or the line's length. */
  readonly end: number;
}

function fieldAt(line: string, start: number, { delimiter, quote, escape }: CsvSyntax): Field {
  let text = '';
  let quoted = false;
  let at = start;
  for (;;) {
    let end = line.indexOf(delimiter, at);
    if (end < 0) end = line.length;
    const open = line.indexOf(quote, at);
    if (open < 0 || open > end) return { text: text + line.slice(at, end), quoted, end };
    quoted = true;
    text += line.slice(at, open);
    const inner = quotedText(line, open + 1, quote, escape);
    text += inner.text;
    at = inner.end;
  }
}

/** The text behind an opening quote, and where what follows its closing quote begins. */
function quotedText(
  line: string,
  start: number,
  quote: string,
  escape: string,
): { readonly text: string; readonly end: number } {
  let text = '';
  let at = start;
  let from = start;
  for (;;) {
    if (at >= line.length) throw badFormat('unterminated CSV quoted field');
    const character = line[at];
    const next = line[at + 1];
    if (character === escape && (next === escape || next === quote)) {
      text += line.slice(from, at) + next;
      at += 2;
      from = at;
    } else if (character === quote) return { text: text + line.slice(from, at), end: at + 1 };
    else at += 1;
  }
}
