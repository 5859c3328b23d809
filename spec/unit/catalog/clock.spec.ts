import { expect } from 'chai';
import { atInstant, messagesGo } from '../../../src/catalog/pglite/clock.ts';
import { currentMicroseconds } from '../../../src/session/wall-clock.ts';

describe('the clock of the shadow', () => {
  it('gives the instant when messages come, and goes on behind it', () => {
    const real = Date.now();
    const seen = atInstant(1_000_000n, () => {
      messagesGo();
      return [Date.now(), Date.now()].map(Math.floor);
    });
    expect(seen[0]).to.equal(1000);
    // Both are read in milliseconds, from clocks that tick apart.
    expect(seen[1]).to.be.within(real - 2, real + 60_000);
  });

  it('does not go back behind the instant', () => {
    const later = currentMicroseconds() + 3_600_000_000n;
    const [first, second] = atInstant(later, () => {
      messagesGo();
      return [Date.now(), Date.now()];
    });
    expect(second).to.equal(first);
  });

  it('is given back, also after a throw', () => {
    const real = Date.now;
    expect(() =>
      atInstant(0n, () => {
        throw new Error('inside');
      }),
    ).to.throw('inside');
    expect(Date.now).to.equal(real);
  });
});

describe('the wall clock', () => {
  it('does not run backwards and stays with the clock of the system', () => {
    let last = 0n;
    for (let i = 0; i < 1000; i += 1) {
      const current = currentMicroseconds();
      expect(current >= last).to.equal(true);
      last = current;
    }
    expect(Math.abs(Number(last) / 1000 - Date.now())).to.be.below(20);
  });

  it('follows a clock that somebody sets', () => {
    const real = Date.now;
    const before = currentMicroseconds();
    try {
      Date.now = () => real() + 3_600_000;
      expect(currentMicroseconds() - before >= 3_590_000_000n).to.equal(true);
    } finally {
      Date.now = real;
    }
    expect(Math.abs(Number(currentMicroseconds() - before))).to.be.below(60_000_000);
  });
});
