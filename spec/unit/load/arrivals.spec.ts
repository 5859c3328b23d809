import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { Arrivals } from '../../../src/load/run/arrivals.ts';

describe('arrivals of the open loop', () => {
  it('count from when they are due, also those that nobody was free for', async () => {
    const arrivals = new Arrivals(1000);
    const began = performance.now();
    await pause(100);
    const stalled = performance.now();
    const dues: number[] = [];
    while (performance.now() < stalled + 1) {
      const arrival = await arrivals.next();
      if (arrival === null || arrival.due >= stalled) break;
      dues.push(arrival.due);
    }
    expect(dues.length).to.be.within(40, 400);
    expect(dues[0]).to.be.within(began, began + 50);
    expect(dues).to.deep.equal([...dues].sort((a, b) => a - b));
    arrivals.end();
  });

  it('end: who waits gets none, and those that had arrived are told', async () => {
    const rare = new Arrivals(0.01);
    const waiting = rare.next();
    expect(rare.end()).to.equal(0);
    expect(await waiting).to.equal(null);
    expect(await rare.next()).to.equal(null);
    const many = new Arrivals(10_000);
    await pause(20);
    expect(many.end()).to.be.greaterThan(50);
  });
});
