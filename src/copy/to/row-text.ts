import type { CopyOptions } from '../options.ts';

/** A value of a row as its column shows it; null for NULL. */
export type FieldText = (text: string | null) => string;

/** Control characters that the text format writes as letters (copyto.c, CopyAttributeOutText). */
const LETTERS: Readonly<Record<string, string>> = {
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
};

/** Fields of the text format. */
export function textField({ delimiter, nullText }: CopyOptions): FieldText {
  const special = new RegExp(`[\\b\\f\\n\\r\\t\\v\\\\${escapedForClass(delimiter)}]`);
  const all = new RegExp(special.source, 'g');
  return (text) => {
    if (text === null) return nullText;
    if (!special.test(text)) return text;
    return text.replace(all, (character) => `\\${LETTERS[character] ?? character}`);
  };
}

/**
 * Fields of the csv format (copyto.c, CopyAttributeOutCSV).
 * @param forced the column is quoted always (FORCE_QUOTE)
 * @param alone the row has no other column: `\.` would end the data
 */
export function csvField(options: CopyOptions, forced: boolean, alone: boolean): FieldText {
  const { delimiter, quote, escape, nullText } = options;
  const special = new RegExp(`[\\n\\r${escapedForClass(delimiter)}${escapedForClass(quote)}]`);
  const marked = new RegExp(`[${escapedForClass(quote)}${escapedForClass(escape)}]`, 'g');
  return (text) => {
    if (text === null) return nullText;
    const quoted = forced || text === nullText || (alone && text === '\\.') || special.test(text);
    return quoted ? `${quote}${text.replace(marked, (character) => escape + character)}${quote}` : text;
  };
}

function escapedForClass(character: string): string {
  return /[\\\]^-]/.test(character) ? `\\${character}` : character;
}
