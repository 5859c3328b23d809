import { expect } from 'chai';
import { atInstant } from '../../../src/catalog/pglite/clock.ts';

describe('the pinned clock', () => {
  it('stands still and is given back, also after a throw', () => {
    const real = Date.now;
    expect(atInstant(1_000_000n, () => [Date.now(), Date.now()].map(Math.floor))).to.deep.equal([1000, 1000]);
    expect(() =>
      atInstant(0n, () => {
        throw new Error('inside');
      }),
    ).to.throw('inside');
    expect(Date.now).to.equal(real);
  });
});
