import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

describe('code blocks', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let client: pg.Client;

  async function login(): Promise<pg.Client> {
    const { host, port } = gateway;
    const made = new pg.Client({ host, port, user: '_SYSTEM', database: 'USER' });
    await made.connect();
    return made;
  }

  async function failure(sql: string): Promise<pg.DatabaseError> {
    return client.query(sql).then(
      () => {
        throw new Error('it succeeded');
      },
      (error: unknown) => error as pg.DatabaseError,
    );
  }

  before(async () => {
    gateway = await startGateway({});
    client = await login();
    await client.query('create table counted (id int primary key, note text)');
  });
  after(async () => {
    await client?.end();
    await gateway?.stop();
  });

  it('tell where an error is: the line, the statement, the place in it', async () => {
    const error = await failure('do $$\nbegin\n  perform nope from counted;\nend $$');
    expect(error).to.include({
      code: '42703',
      internalPosition: '8',
      internalQuery: 'SELECT nope from counted',
      where: 'PL/pgSQL function inline_code_block line 3 at PERFORM',
      position: undefined,
    });
  });

  it('tell it of errors in statements that they execute, and of notices', async () => {
    const notices: unknown[] = [];
    const listen = ({
      message,
      where,
    }: {
      message?: string | undefined;
      where?: string | undefined;
    }): void => {
      notices.push({ message, where });
    };
    client.on('notice', listen);
    const error = await failure(
      "do $$ begin execute 'do ''begin raise notice $a$n$a$; perform 1 / 0; end'''; end $$",
    );
    client.off('notice', listen);
    const outer = `SQL statement "do 'begin raise notice $a$n$a$; perform 1 / 0; end'"\nPL/pgSQL function inline_code_block line 1 at EXECUTE`;
    expect(notices).to.deep.equal([
      { message: 'n', where: `PL/pgSQL function inline_code_block line 1 at RAISE\n${outer}` },
    ]);
    expect(error.where).to.equal(
      `SQL statement "SELECT 1 / 0"\nPL/pgSQL function inline_code_block line 1 at PERFORM\n${outer}`,
    );
  });

  it('are ended by statement_timeout, even when they do nothing', async () => {
    await client.query("set statement_timeout = '200ms'");
    const error = await failure('do $$ begin loop null; end loop; exception when others then null; end $$');
    await client.query('reset statement_timeout');
    expect(error.code).to.equal('57014');
    expect((await client.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
  });

  it('are ended by a cancel request', async () => {
    const other = await login();
    const [{ pid }] = (await client.query('select pg_backend_pid() as pid')).rows as [{ pid: number }];
    const failing = failure('do $$ declare n int := 0; begin loop n := n + 1; end loop; end $$');
    const timer = setInterval(() => void other.query('select pg_cancel_backend($1)', [pid]), 50);
    const error = await failing;
    clearInterval(timer);
    await other.end();
    expect(`${error.code} ${error.message}`).to.equal('57014 canceling statement due to user request');
  });

  it('leave other sessions their turn', async () => {
    const other = await login();
    await client.query("set statement_timeout = '500ms'");
    const failing = failure('do $$ begin loop null; end loop; end $$');
    expect((await other.query('select 2 as two')).rows).to.deep.equal([{ two: 2 }]);
    expect((await failing).code).to.equal('57014');
    await client.query('reset statement_timeout');
    await other.end();
  });

  it('hold a bounded amount of data', async () => {
    const error = await failure("do $$ declare s text := repeat('x', 9000000); t text; begin t := s; end $$");
    expect(`${error.code} ${error.message}`).to.equal('53200 out of memory');
    expect((await client.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
  });

  it('undo everything when they fail', async () => {
    await failure(
      'do $$ begin insert into counted values (1); create table lost (a int); perform 1 / 0; end $$',
    );
    expect((await client.query('select * from counted')).rows).to.deep.equal([]);
    expect((await failure('select * from lost')).code).to.equal('42P01');
  });

  it('are prepared, and run again', async () => {
    const block = {
      name: 'block',
      text: 'do $$ begin insert into counted select count(*) + 1 from counted; end $$',
    };
    await client.query(block);
    await client.query(block);
    expect((await client.query('select id from counted order by id')).rows).to.deep.equal([
      { id: 1 },
      { id: 2 },
    ]);
  });

  it('see tables that were changed since they ran last', async () => {
    const sql = 'do $$ declare r counted%rowtype; begin select * into r from counted; perform r.id; end $$';
    await client.query(sql);
    await client.query('alter table counted add column more int');
    await client.query(sql);
    const error = await failure('do $$ declare r counted%rowtype; begin perform r.gone; end $$');
    expect(`${error.code} ${error.message}`).to.equal('42703 record "r" has no field "gone"');
  });
});
