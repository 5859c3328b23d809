import { expect } from 'chai';
import { withEscapeStrings } from '../../../../src/sql/lexer/escape-strings.ts';

describe('strings of standard_conforming_strings = off', () => {
  const CASES: readonly [text: string, written: string | null][] = [
    ["select 'a'", "select E'a'"],
    [String.raw`select 'a\'; drop table t; --'`, String.raw`select E'a\'; drop table t; --'`],
    [String.raw`select 'a\\', 'b'`, String.raw`select E'a\\', E'b'`],
    ["select 'it''s', E'x', $$it's$$, \"it's\"", "select E'it''s', E'x', $$it's$$, \"it's\""],
    ["select 'one'\n 'two'", "select E'one'\n 'two'"],
    ["select 'one' -- c\n 'two'", "select E'one' -- c\n 'two'"],
    ["select E'one'\n 'two'", "select E'one'\n 'two'"],
    ["select 'one' 'two'", "select E'one' E'two'"],
    ["select 1 -- 'no'\n, 'a' /* 'no' */", "select 1 -- 'no'\n, E'a' /* 'no' */"],
    ["select B'1', X'1', N'a', U&'a'", "select B'1', X'1', N'a', U&'a'"],
    [String.raw`select N'a\' or 1=1 --'`, null],
    ["select E'one'\n 'a\\' or 1=1 --'", "select E'one'\n 'a\\' or 1=1 --'"],
    ["select 'never closed", null],
    [String.raw`select 'never closed\'`, null],
  ];
  for (const [text, written] of CASES) {
    it(JSON.stringify(text), () => {
      expect(withEscapeStrings(text)?.text ?? null).to.equal(written);
    });
  }
});
