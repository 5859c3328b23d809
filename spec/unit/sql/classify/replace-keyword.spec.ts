import { expect } from 'chai';
import { loadParser } from '../../../../src/sql/parse/parse.ts';
import { replaceKeyword } from '../../../../src/sql/parse/replace-keyword.ts';

describe('a keyword replaced in an expression', () => {
  before(loadParser);

  it('where it is a word of its own', () => {
    expect(replaceKeyword('(VALUE > 0) AND (length(value) < 3)', 'value', '"a b"')).to.equal(
      '("a b" > 0) AND (length("a b") < 3)',
    );
  });

  it('not in literals, quoted names and longer words', () => {
    const text = `'value' <> "value" || valued || 'čau VALUE'`;
    expect(replaceKeyword(text, 'value', 'x')).to.equal(text);
  });

  it('behind characters of several bytes', () => {
    expect(replaceKeyword(`'čau' = VALUE`, 'value', 'x')).to.equal(`'čau' = x`);
  });
});
