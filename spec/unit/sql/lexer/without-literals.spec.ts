import { expect } from 'chai';
import { withoutLiterals } from '../../../../src/sql/lexer/without-literals.ts';

describe('a statement without its literals', () => {
  const CASES: readonly [text: string, shown: string][] = [
    ["select * from t where a='x' and b = 12", 'select * from t where a=? and b = ?'],
    ["insert  into t\n values (1.5, E'a\\'b', $tag$secret$tag$, $1)", 'insert into t values (?, ?, ?, $1)'],
    ["select 'it''s', U&'\\0041', B'101', 0x1F -- ours\n", 'select ?, ?, ?, ?'],
    ['select /* \'not\' shown */ "Name"::text', 'select "Name"::text'],
    ["select 'never closed", 'select'],
    ['', ''],
  ];
  for (const [text, shown] of CASES) {
    it(JSON.stringify(text), () => {
      expect(withoutLiterals(text)).to.equal(shown);
    });
  }

  it('is cut when it is long', () => {
    const long = withoutLiterals(`insert into t values ${'(1,2),'.repeat(1000)}(1,2)`);
    expect(long).to.have.length(2003);
    expect(long.endsWith('...')).to.equal(true);
  });
});
