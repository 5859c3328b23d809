import { join } from 'node:path';
import { expect } from 'chai';
import { requireInstalled, startTarget } from '../../support/target.ts';
import type { Target } from '../../support/target.ts';
import { connectionEnvironment, run, runs } from '../support/program.ts';

const CLIENTS = 4;
const TRANSACTIONS = 100;

const tuples = Array.from({ length: 1000 }, (_, index) => `(${index + 1}, 'label ${index + 1}')`);

const TABLE = `
create table measured (id integer primary key, label varchar(40));
insert into measured values ${tuples.join(', ')};
create table drawn (id integer);
select count(*) from measured;
`;

describe('pgbench', () => {
  let target: Target | undefined;

  before(async function () {
    this.timeout(120_000);
    requireInstalled(this, await runs('pgbench', ['--version']), 'pgbench');
    target = await startTarget();
    const made = await run(
      'psql',
      ['-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1'],
      connectionEnvironment(target),
      TABLE,
    );
    expect(made.stderr).to.equal('');
    expect(made.stdout).to.contain('\n1000\n');
  });

  after(async () => {
    await target?.stop();
  });

  for (const mode of ['simple', 'extended', 'prepared']) {
    it(`-M ${mode}`, async function () {
      this.timeout(60_000);
      const script = join(import.meta.dirname, 'select.sql');
      const counts = ['-c', String(CLIENTS), '-j', '2', '-t', String(TRANSACTIONS)];
      const { code, stdout, stderr } = await run(
        'pgbench',
        ['-n', '-M', mode, '-f', script, ...counts],
        connectionEnvironment(target as Target),
      );
      expect(code, stderr).to.equal(0);
      expect(stdout).to.contain(`query mode: ${mode}`);
      const total = CLIENTS * TRANSACTIONS;
      expect(stdout).to.contain(`number of transactions actually processed: ${total}/${total}`);
      expect(stdout).to.contain('number of failed transactions: 0 (0.000%)');
    });
  }

  for (const mode of ['extended', 'prepared']) {
    it(`-M ${mode} in libpq's pipeline mode`, async function () {
      this.timeout(60_000);
      const script = join(import.meta.dirname, 'pipeline.sql');
      const environment = connectionEnvironment(target as Target);
      await run('psql', ['-XAtc', 'delete from drawn'], environment);
      const { code, stdout, stderr } = await run(
        'pgbench',
        ['-n', '-M', mode, '-f', script, '-c', String(CLIENTS), '-j', '2', '-t', '25'],
        environment,
      );
      expect(code, stderr).to.equal(0);
      expect(stdout).to.contain('number of failed transactions: 0 (0.000%)');
      const drawn = await run('psql', ['-XAtc', 'select count(*) from drawn'], environment);
      expect(drawn.stdout).to.equal(`${CLIENTS * 25}\n`);
    });
  }
});
