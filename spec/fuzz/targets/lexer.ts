import assert from 'node:assert/strict';
import { fingerprintSync, scanSync } from 'libpg-query';
import { lift } from '../../../src/sql/lexer/lift.ts';
import { scan } from '../../../src/sql/lexer/scan.ts';
import type { Token } from '../../../src/sql/lexer/token.ts';
import { loadParser } from '../../../src/sql/parse/parse.ts';
import { corpusTexts, SQL_WORDS } from '../sql-texts.ts';
import type { FuzzTarget } from '../target.ts';

/**
 * The scanner that lifts literals against PostgreSQL's own: where it is sure of a text, it cuts the same tokens, and the
 * lifted statement has the structure of the client's. Otherwise a value could become SQL.
 */
export async function lexer(): Promise<FuzzTarget> {
  await loadParser();
  return {
    seeds: corpusTexts(3).map((text) => Buffer.from(text)),
    words: SQL_WORDS,
    run: (bytes) => {
      const text = Buffer.from(bytes).toString('utf8').replaceAll('\0', '');
      const own = scan(text);
      const theirs = own === null ? null : scanned(text);
      if (own === null || theirs === null) return;
      assert.deepEqual(joined(text, own), theirs);
      const lifted = lift(text);
      if (lifted === null) return;
      const numbers = scan(lifted.text)
        ?.filter(({ kind }) => kind === 'parameter')
        .map(({ value }) => Number(value.slice(1)))
        .filter((number) => number > lifted.parameters);
      assert.equal(new Set(numbers).size, lifted.literals.length);
      const structure = structureOf(text);
      const after = structure === null ? null : structureOf(lifted.text);
      // A lifted text that is no SQL falls back to the client's own. A sign before parentheses is folded into a number
      // (doNegate in gram.y) and stays before a parameter.
      if (after !== null && !/- *\(/.test(lifted.text)) assert.equal(after, structure);
    },
  };
}

/** What PostgreSQL's parser makes of the text, values left out; null when it is no SQL. */
function structureOf(text: string): string | null {
  try {
    return fingerprintSync(text);
  } catch {
    return null;
  }
}

/** Tokens' places; strings that go on behind a line end are one, as they are to PostgreSQL. */
function joined(text: string, tokens: readonly Token[]): [number, number][] {
  const places: [number, number][] = [];
  for (const [i, { kind, start, end }] of tokens.entries()) {
    const last = places.at(-1);
    const between = last && text.slice(last[1], start);
    const continues =
      kind === 'string' && tokens[i - 1]?.kind === 'string' && between?.match(/^(?:\s|--.*)*$/);
    if (continues && last && /[\r\n]/.test(between ?? '')) last[1] = end;
    else places.push([start, end]);
  }
  return places;
}

/**
 * Where PostgreSQL's tokens begin and end, comments left out; null for what it cannot scan. N'...' is a keyword and a
 * string there (scan.l, xnstart), one token here.
 */
function scanned(text: string): [number, number][] | null {
  const bytes = Buffer.from(text);
  const tokens: [number, number][] = [];
  try {
    for (const { tokenName, start, end } of scanSync(text).tokens) {
      if (tokenName === 'SQL_COMMENT' || tokenName === 'C_COMMENT') continue;
      const from = inUtf16(bytes, start);
      const last = tokens.at(-1);
      const national =
        tokenName === 'SCONST' && last?.[1] === from && /^n'$/i.test(text.slice(from - 1, from + 1));
      if (national && last[0] === from - 1) last[1] = inUtf16(bytes, end);
      else tokens.push([from, inUtf16(bytes, end)]);
    }
    return tokens;
  } catch {
    return null;
  }
}

function inUtf16(bytes: Buffer, offset: number): number {
  return bytes.subarray(0, offset).toString('utf8').length;
}
