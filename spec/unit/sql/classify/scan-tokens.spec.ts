import { expect } from 'chai';
import { loadParser } from '../../../../src/sql/parse/parse.ts';
import { scanTokens } from '../../../../src/sql/parse/scan-tokens.ts';

describe('tokens of a text with control characters', () => {
  before(() => loadParser());

  for (const text of [
    'do $$\b$$',
    'select \'a\u0001b\' as "c\u001fd" /* \u0002 */ , é',
    'x\fy',
    "'\t\n\r'",
  ]) {
    it(JSON.stringify(text), () => {
      const bytes = Buffer.from(text);
      const tokens = scanTokens(text);
      expect(tokens.length).to.be.greaterThan(0);
      for (const { start, end, text: written } of tokens) {
        expect(written).to.equal(bytes.subarray(start, end).toString());
      }
    });
  }
});
