import { expect } from 'chai';
import { WriteTurns } from '../../../src/backend/lane/write-turns.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

const never = new AbortController().signal;

describe('write turns', () => {
  it('go round in the order of asking', async () => {
    const turns = new WriteTurns();
    const holders = [{}, {}, {}];
    const order: number[] = [];
    const asked = holders.map((holder, i) =>
      turns.take(holder, 0, never).then(() => {
        order.push(i);
        turns.give(holder);
      }),
    );
    await Promise.all(asked);
    expect(order).to.deep.equal([0, 1, 2]);
    expect(turns.waiting).to.equal(0);
  });

  it('stay with a holder that asks again', async () => {
    const turns = new WriteTurns();
    const holder = {};
    await turns.take(holder, 0, never);
    await turns.take(holder, 0, never);
    turns.give({});
    let other = false;
    const waiting = turns.take({}, 0, never).then(() => {
      other = true;
    });
    await Promise.resolve();
    expect(other).to.equal(false);
    turns.give(holder);
    await waiting;
    expect(other).to.equal(true);
  });

  it('fail with 55P03 after the lock timeout and with the reason when aborted, and leave the queue', async () => {
    const turns = new WriteTurns();
    const holder = {};
    await turns.take(holder, 0, never);
    const cancelling = new AbortController();
    const outcomes = [turns.take({}, 10, never), turns.take({}, 0, cancelling.signal)].map((waiting) =>
      waiting.then(
        () => 'granted',
        (error: unknown) => (error as GatewayError).sqlstate,
      ),
    );
    cancelling.abort(new GatewayError('57014', 'canceled'));
    expect(await Promise.all(outcomes)).to.deep.equal(['55P03', '57014']);
    expect(turns.waiting).to.equal(0);
    turns.give(holder);
    await turns.take({}, 0, never);
  });
});
