import { expect } from 'chai';
import { sourceLiteral } from '../../../../src/sql/expression/source-literal.ts';

/** The literal is looked for at the place of `@`, which is taken out. */
const LITERALS: readonly (readonly [marked: string, value: string | null])[] = [
  [`select @'{1,2}'::int[]`, '{1,2}'],
  [`select @'it''s'::jsonb`, "it's"],
  [`select @jsonb '{"a": 1}'`, '{"a": 1}'],
  [`select @E'a\\tb\\'c'::json`, "a\tb'c"],
  [`select @e'\\\\'`, '\\'],
  [`select 'ö€', @'{"ü"}'::text[]`, '{"ü"}'],
  ["select @$$it's$$::json", "it's"],
  ['select @$tag$a$$b$tag$::json', 'a$$b'],
  [`select @"char" 'x'`, 'x'],
  [`select @E'\\x41'`, null],
  [`select @U&'\\0041'`, null],
  ['select @1', null],
  [`select @'not closed`, null],
];

describe('string literals in the source', () => {
  for (const [marked, value] of LITERALS) {
    it(marked, () => {
      const before = marked.slice(0, marked.indexOf('@'));
      expect(sourceLiteral(marked.replace('@', ''), Buffer.byteLength(before))).to.equal(value);
    });
  }

  it('has nothing without a location', () => {
    expect(sourceLiteral("'x'", -1)).to.equal(null);
  });
});
