import { expect } from 'chai';
import { crashRounds } from '../durability/crash-rounds.ts';

/** `npm run durability` makes 200. */
const ROUNDS = 4;

describe('the embedded engine killed while it commits', function () {
  this.timeout(240_000);

  it(`${ROUNDS} times: every answered commit is there, none by half`, async () => {
    const { acknowledged, lost, halves } = await crashRounds(ROUNDS, () => undefined);
    expect({ lost, halves }).to.deep.equal({ lost: [], halves: [] });
    expect(acknowledged).to.be.greaterThan(0);
  });
});
