import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

describe('roles and privileges', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let own: pg.Client;
  let other: pg.Client;
  const notices: string[] = [];

  async function login(user: string): Promise<pg.Client> {
    const { host, port } = gateway;
    const client = new pg.Client({ host, port, user, database: 'USER' });
    await client.connect();
    return client;
  }

  async function failure(sql: string): Promise<string> {
    return own.query(sql).then(
      () => 'done',
      (error: unknown) => `${(error as pg.DatabaseError).code} ${(error as pg.DatabaseError).message}`,
    );
  }

  async function role(): Promise<unknown> {
    return (await own.query<{ role: string }>('show role')).rows[0]?.role;
  }

  before(async () => {
    gateway = await startGateway({});
    [own, other] = [await login('_SYSTEM'), await login('neighbour')];
    own.on('notice', ({ code, message }) => notices.push(`${code} ${message}`));
    await own.query('create table shelf (id int)');
  });
  after(async () => {
    await Promise.all([own?.end(), other?.end()]);
    await gateway?.stop();
  });

  it('let a session be nobody but its user', async () => {
    expect(await failure('set role neighbour')).to.equal('42501 permission denied to set role "neighbour"');
    expect(await failure('set session authorization neighbour')).to.equal(
      '42501 permission denied to set session authorization "neighbour"',
    );
    expect(await failure('set role nobody')).to.equal('22023 role "nobody" does not exist');
    expect(await failure(`select set_config('session_authorization', 'nobody', false)`)).to.equal(
      '22023 role "nobody" does not exist',
    );
    expect(await failure(`select set_config('role', 'neighbour', false)`)).to.match(/^42501 /);
    expect(await role()).to.equal('none');
  });

  it('take its own role back with the transaction', async () => {
    await own.query('begin; set local role "_SYSTEM"');
    expect(await role()).to.equal('_SYSTEM');
    await own.query('commit');
    expect(await role()).to.equal('none');
    await own.query('set role "_SYSTEM"');
    expect(await role()).to.equal('_SYSTEM');
    await own.query('set session authorization default');
    expect(await role()).to.equal('none');
  });

  it('are given without effect, and said to be', async () => {
    for (const sql of [
      'grant select on shelf to public',
      'grant all on all tables in schema public to "_SYSTEM"',
      'alter default privileges in schema public grant select on tables to public',
    ]) {
      notices.length = 0;
      expect(await failure(sql), sql).to.equal('done');
      expect(notices, sql).to.deep.equal(['01000 GRANT has no effect: privileges are managed in IRIS']);
    }
    expect(await failure('grant select on nowhere to public')).to.equal(
      '42P01 relation "nowhere" does not exist',
    );
    expect(await failure('grant select on shelf to nobody')).to.equal('42704 role "nobody" does not exist');
  });

  it('are never said to be taken away', async () => {
    for (const [sql, tag] of [
      ['revoke select on shelf from public', 'REVOKE'],
      ['grant neighbour to "_SYSTEM"', 'GRANT ROLE'],
      ['alter default privileges revoke select on tables from public', 'ALTER DEFAULT PRIVILEGES'],
    ]) {
      expect(await failure(sql ?? '')).to.equal(
        `0A000 ${tag} is not supported: users, roles and privileges are managed in IRIS`,
      );
    }
    expect(await failure('create role clerk')).to.match(/^0A000 CREATE ROLE /);
  });
});
