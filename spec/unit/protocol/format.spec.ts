import { expect } from 'chai';
import { formatAt } from '../../../src/protocol/index.ts';

describe('format codes', () => {
  it('none are all text, one is for all, several are one each', () => {
    expect([0, 1].map((index) => formatAt([], index))).to.deep.equal([0, 0]);
    expect([0, 1].map((index) => formatAt([1], index))).to.deep.equal([1, 1]);
    expect([0, 1].map((index) => formatAt([0, 1], index))).to.deep.equal([0, 1]);
  });
});
