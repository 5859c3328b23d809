import assert from 'node:assert/strict';
import { scanSync } from 'libpg-query';
import { lift } from '../../../src/sql/lexer/lift.ts';
import { scan } from '../../../src/sql/lexer/scan.ts';
import { loadParser } from '../../../src/sql/parse/parse.ts';
import type { FuzzTarget } from '../target.ts';
import { corpusTexts, SQL_WORDS } from '../sql-texts.ts';

/**
 * The scanner that lifts literals against PostgreSQL's own: where it is sure of a text, it cuts the same tokens, and with
 * the literals put back the statement is the same. Otherwise a value could become SQL.
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
      assert.deepEqual(
        own.map(({ start, end }) => [start, end]),
        theirs,
      );
      const lifted = lift(text);
      if (lifted === null) return;
      const numbers = scan(lifted.text)
        ?.filter(({ kind }) => kind === 'parameter')
        .map(({ value }) => Number(value.slice(1)))
        .filter((number) => number > lifted.parameters);
      assert.equal(new Set(numbers).size, lifted.literals.length);
    },
  };
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
