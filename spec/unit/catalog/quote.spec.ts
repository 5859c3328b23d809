import { expect } from 'chai';
import { quoteIdentifier, quoteLiteral } from '../../../src/catalog/quote.ts';

describe('quoting for the shadow', () => {
  it('doubles quotes', () => {
    expect(quoteIdentifier('a"b')).to.equal('"a""b"');
    expect(quoteLiteral("it's")).to.equal("'it''s'");
  });

  it('escapes backslashes in a string that says so', () => {
    expect(quoteLiteral('a\\b')).to.equal(" E'a\\\\b'");
  });
});
