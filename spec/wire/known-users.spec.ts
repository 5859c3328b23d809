import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

describe('users of the userlist as roles', function () {
  this.timeout(120_000);
  let folder: string;
  let gateway: GatewayProcess | undefined;
  let client: pg.Client;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pgwire-users-'));
    const file = join(folder, 'userlist.txt');
    writeFileSync(file, '"ada" "secret"\n"Bob ""B""" "other"\n');
    gateway = await startGateway({
      environment: { PGWIRE_AUTH_METHOD: 'scram-sha-256', PGWIRE_AUTH_FILE: file },
    });
    const { host, port } = gateway;
    client = new pg.Client({ host, port, user: 'ada', password: 'secret', database: 'USER' });
    await client.connect();
  });
  after(async () => {
    await client.end();
    await gateway?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const values = async (sql: string): Promise<unknown[][]> =>
    (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
  const refusal = (sql: string): Promise<string> =>
    client.query(sql).then(
      () => 'no error',
      ({ code, message, detail }: pg.DatabaseError) => `${code} ${message}: ${detail ?? ''}`,
    );

  it('are in pg_roles and pg_user before they have ever come', async () => {
    const roles = "select rolname, rolcanlogin, rolsuper from pg_roles where rolname !~ '^pg_' order by 1";
    expect(await values(roles)).to.deep.equal([
      ['Bob "B"', true, false],
      ['_SYSTEM', true, false],
      ['ada', true, false],
    ]);
    expect(await values("select usename from pg_user where usename = 'ada'")).to.deep.equal([['ada']]);
  });

  it('have the privileges that all clients have', async () => {
    await client.query('create table had (id int)');
    expect(
      await values(
        `select has_table_privilege('Bob "B"', 'had', 'insert'), has_schema_privilege('Bob "B"', 'public', 'usage'),
          has_database_privilege('Bob "B"', current_database(), 'connect'), pg_has_role('Bob "B"', '_SYSTEM', 'member')`,
      ),
    ).to.deep.equal([[true, true, true, true]]);
    expect(await refusal("select has_table_privilege('nobody', 'had', 'select')")).to.equal(
      '42704 role "nobody" does not exist: ',
    );
  });

  it('are not managed by SQL, nor are databases', async () => {
    const managed =
      'Users, roles and passwords are managed in InterSystems IRIS, or in the userlist of the gateway (auth.file).';
    expect(await refusal("alter user ada password 'x'")).to.equal(
      `0A000 ALTER ROLE is not supported: ${managed}`,
    );
    expect(await refusal('create role r')).to.equal(`0A000 CREATE ROLE is not supported: ${managed}`);
    expect(await refusal('create database d')).to.equal(
      '0A000 CREATE DATABASE is not supported: A database is a namespace of InterSystems IRIS; namespaces are managed there.',
    );
  });

  it('hear one version, wherever they ask', async () => {
    const [row] = await values(
      `select current_setting('server_version'), current_setting('server_version_num'),
        (select setting from pg_settings where name = 'server_version'),
        (select setting from pg_settings where name = 'server_version_num'), split_part(version(), ' ', 2)`,
    );
    expect(row).to.deep.equal(['14.20', '140020', '14.20', '140020', '14.20']);
    expect(await values('show server_version')).to.deep.equal([['14.20']]);
    expect(await values('show server_version_num')).to.deep.equal([['140020']]);
  });
});
