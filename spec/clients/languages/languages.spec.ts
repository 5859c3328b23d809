import { join } from 'node:path';
import { expect } from 'chai';
import { type GatewayProcess, startGateway } from '../../support/gateway-process.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import { requireInstalled } from '../../support/target.ts';
import { connectionEnvironment, run, runs } from '../support/program.ts';

/** Drivers of other languages: what a program prints over the gateway is what it prints over PostgreSQL 15, line by line. */
const DRIVERS = [
  {
    name: 'Perl, DBD::Pg',
    command: 'perl',
    script: 'transcript.pl',
    probe: ['-MDBD::Pg', '-e', '1'],
    packages: 'libdbd-pg-perl',
  },
  {
    name: 'PHP, PDO and pgsql',
    command: 'php',
    script: 'transcript.php',
    probe: ['-r', 'exit(extension_loaded("pdo_pgsql") && extension_loaded("pgsql") ? 0 : 1);'],
    packages: 'php-cli, php-pgsql',
  },
  {
    name: 'Ruby, pg',
    command: 'ruby',
    script: 'transcript.rb',
    probe: ['-rpg', '-e', '1'],
    packages: 'ruby-pg',
  },
  {
    name: 'ODBC, psqlodbc',
    command: '/usr/bin/python3',
    script: 'transcript.py',
    probe: ['-c', 'import pyodbc; assert "PostgreSQL Unicode" in pyodbc.drivers()'],
    packages: 'python3-pyodbc, odbc-postgresql',
  },
] as const;

type Driver = (typeof DRIVERS)[number];

async function transcript(
  { command, script }: Driver,
  server: { readonly host: string; readonly port: number },
): Promise<string[]> {
  const environment = { ...connectionEnvironment(server), TZ: 'UTC' };
  const { code, stdout, stderr } = await run(command, [join(import.meta.dirname, script)], environment);
  return [...stdout.trimEnd().split('\n'), `exit ${String(code)} ${stderr}`.trimEnd()];
}

describe('drivers of other languages print over the gateway what they print over PostgreSQL 15', function () {
  this.timeout(180_000);
  let gateway: GatewayProcess;
  let postgres: PostgresServer;
  before(async () => {
    [gateway, postgres] = await Promise.all([startGateway(), startPostgres()]);
  });
  after(() => Promise.all([gateway.stop(), postgres.stop()]));

  for (const driver of DRIVERS) {
    it(driver.name, async function () {
      requireInstalled(this, await runs(driver.command, driver.probe), driver.packages);
      const expected = await transcript(driver, postgres);
      expect(expected.at(-1), 'the program ends well with PostgreSQL').to.equal('exit 0');
      expect(await transcript(driver, gateway)).to.deep.equal(expected);
    });
  }
});
