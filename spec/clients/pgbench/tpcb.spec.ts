import { expect } from 'chai';
import { requireInstalled, startTarget, type Target } from '../../support/target.ts';
import { connectionEnvironment, run, runs } from '../support/program.ts';

const CLIENTS = 8;
const TRANSACTIONS = 15;

/** What the transactions have added, told four times over. */
const SUMS = `
select (select sum(abalance) from pgbench_accounts), (select sum(bbalance) from pgbench_branches),
  (select sum(tbalance) from pgbench_tellers), (select sum(delta) from pgbench_history),
  (select count(*) from pgbench_history)`;

// Issue 4: pgbench's own scenario. Its full size (-s 10 -c 16 -T 30) is run by hand: docs/PERFORMANCE.md.
describe('pgbench, TPC-B', () => {
  let target: Target;
  let done = 0;

  before(async function () {
    this.timeout(120_000);
    requireInstalled(this, await runs('pgbench', ['--version']), 'pgbench');
    target = await startTarget();
    const made = await run(
      'pgbench',
      ['-i', '-s', '1', '-q', '--foreign-keys'],
      connectionEnvironment(target),
    );
    expect(made.code, made.stderr).to.equal(0);
  });

  after(async () => {
    await target?.stop();
  });

  for (const mode of ['simple', 'extended', 'prepared']) {
    it(`-M ${mode}: no transaction fails, and the sums agree`, async function () {
      this.timeout(60_000);
      const environment = connectionEnvironment(target);
      const counts = ['-c', String(CLIENTS), '-j', '2', '-t', String(TRANSACTIONS)];
      const { code, stdout, stderr } = await run('pgbench', ['-n', '-M', mode, ...counts], environment);
      expect(code, stderr).to.equal(0);
      const total = CLIENTS * TRANSACTIONS;
      done += total;
      expect(stdout).to.contain(`number of transactions actually processed: ${total}/${total}`);
      expect(stdout).to.contain('number of failed transactions: 0 (0.000%)');
      const sums = await run('psql', ['-XAtc', SUMS], environment);
      const [accounts, branches, tellers, deltas, rows] = sums.stdout.trim().split('|');
      expect([branches, tellers, deltas], sums.stderr).to.deep.equal([accounts, accounts, accounts]);
      expect(rows).to.equal(String(done));
    });
  }

  it('-S and -N, the other built-in scripts', async function () {
    this.timeout(60_000);
    for (const script of ['-S', '-N']) {
      const { code, stdout, stderr } = await run(
        'pgbench',
        ['-n', script, '-c', '4', '-t', '20'],
        connectionEnvironment(target),
      );
      expect(code, stderr).to.equal(0);
      expect(stdout).to.contain('number of failed transactions: 0 (0.000%)');
    }
  });
});
