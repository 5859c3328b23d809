import { expect } from 'chai';
import { createActor } from 'xstate';
import { poolMachine } from '../../../actors/pool/pool.machine.ts';

describe('the actor of the pool', () => {
  it('has a child for each open lane', () => {
    const actor = createActor(poolMachine).start();
    for (const lane of [1, 2, 3]) actor.send({ type: 'lane.opened', lane });
    actor.send({ type: 'lane.closed', lane: 2 });
    const { children, context } = actor.getSnapshot();
    expect(Object.keys(children)).to.deep.equal(['lane-1', 'lane-3']);
    expect(context).to.deep.equal({ open: 2, failures: 0 });
    expect(children['lane-1']?.getSnapshot()).to.deep.include({ value: 'open', context: { lane: 1 } });
  });

  it('tells whether somebody waits in vain, and ends after draining', () => {
    const actor = createActor(poolMachine).start();
    const seen = [];
    for (const type of ['pool.saturated', 'pool.relieved', 'pool.drain', 'pool.closed'] as const) {
      actor.send({ type });
      seen.push(actor.getSnapshot().value);
    }
    expect(seen).to.deep.equal(['saturated', 'serving', 'draining', 'closed']);
    expect(actor.getSnapshot().status).to.equal('done');
  });

  it('counts lanes that could not be opened', () => {
    const actor = createActor(poolMachine).start();
    actor.send({ type: 'lane.failed', reason: new Error('no') });
    expect(actor.getSnapshot().context).to.deep.equal({ open: 0, failures: 1 });
  });
});
