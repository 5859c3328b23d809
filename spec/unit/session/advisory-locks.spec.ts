import { expect } from 'chai';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { AdvisoryLocks, type LockMode, type LockOwner } from '../../../src/session/advisory-locks.ts';
import { HeldAdvisoryLocks } from '../../../src/session/held-advisory-locks.ts';

const never = new AbortController().signal;

/** Three sessions on the same locks; `waits` tells which calls have not come back. */
function sessions() {
  const locks = new AdvisoryLocks();
  const owners: LockOwner[] = [1, 2, 3].map((processId) => ({ processId }));
  const log: string[] = [];
  const lock = (who: number, key: string, mode: LockMode = 'exclusive', signal = never): Promise<void> =>
    locks.lock(owners[who] as LockOwner, key, mode, signal).then(
      () => void log.push(`${who} has ${key}`),
      (error: unknown) => void log.push(`${who} ${(error as GatewayError).sqlstate}`),
    );
  const unlock = (who: number, key: string, mode: LockMode = 'exclusive'): boolean =>
    locks.unlock(owners[who] as LockOwner, key, mode);
  return { locks, owners, log, lock, unlock };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('advisory locks', () => {
  it('exclude each other unless both are shared, and are granted in order', async () => {
    const { log, lock, unlock } = sessions();
    await lock(0, 'a', 'shared');
    await lock(1, 'a', 'shared');
    const exclusive = lock(2, 'a');
    await settle();
    expect(log).to.deep.equal(['0 has a', '1 has a']);
    expect(unlock(0, 'a', 'shared')).to.equal(true);
    await settle();
    expect(log).to.have.length(2);
    const behind = lock(0, 'a', 'shared');
    expect(unlock(1, 'a', 'shared')).to.equal(true);
    await exclusive;
    await settle();
    expect(log).to.deep.equal(['0 has a', '1 has a', '2 has a']);
    unlock(2, 'a');
    await behind;
    expect(log.at(-1)).to.equal('0 has a');
  });

  it('are held until given back as often as taken', async () => {
    const { log, lock, unlock } = sessions();
    await lock(0, 'a');
    await lock(0, 'a');
    const other = lock(1, 'a');
    expect(unlock(0, 'a')).to.equal(true);
    await settle();
    expect(log).to.deep.equal(['0 has a', '0 has a']);
    expect(unlock(0, 'a')).to.equal(true);
    await other;
    expect(unlock(0, 'a')).to.equal(false);
    expect(unlock(1, 'a', 'shared')).to.equal(false);
  });

  it('see a deadlock of three at the one who closes the circle', async () => {
    const { log, lock, unlock } = sessions();
    await lock(0, 'a');
    await lock(1, 'b');
    await lock(2, 'c');
    const first = lock(0, 'b');
    const second = lock(1, 'c');
    await lock(2, 'a');
    expect(log.at(-1)).to.equal('2 40P01');
    unlock(2, 'c');
    await second;
    unlock(1, 'b');
    await first;
    expect(log.slice(-2)).to.deep.equal(['1 has c', '0 has b']);
  });

  it('let who waits be stopped, and then the next one have it', async () => {
    const { log, lock, unlock } = sessions();
    await lock(0, 'a', 'shared');
    const stopped = new AbortController();
    const exclusive = lock(1, 'a', 'exclusive', stopped.signal);
    const shared = lock(2, 'a', 'shared');
    stopped.abort(new GatewayError('57014', 'canceling statement due to user request'));
    await Promise.all([exclusive, shared]);
    expect(log).to.have.members(['0 has a', '1 57014', '2 has a']);
    expect(unlock(1, 'a')).to.equal(false);
  });

  it('of a transaction end with it, with a savepoint that is rolled back, and not by unlock', async () => {
    const { locks, owners, log, lock } = sessions();
    const held = new HeldAdvisoryLocks(locks, owners[0] as LockOwner);
    await held.lock('a', 'exclusive', 0, never);
    await held.lock('b', 'exclusive', 1, never);
    await held.lock('c', 'exclusive', 2, never);
    await held.lock('s', 'exclusive', null, never);
    held.release(1);
    expect(held.unlock('a', 'exclusive')).to.equal(false);
    const all = ['a', 'b', 'c', 's'].map((key) => lock(1, key));
    held.rollbackTo(1);
    await settle();
    expect(log).to.deep.equal([]);
    held.rollbackTo(0);
    await settle();
    expect(log).to.have.members(['1 has b', '1 has c']);
    held.commit();
    await settle();
    expect(log.at(-1)).to.equal('1 has a');
    held.unlockAll();
    await Promise.all(all);
    expect(log.at(-1)).to.equal('1 has s');
  });
});
