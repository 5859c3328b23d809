import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
import * as client from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { WireClient } from '../support/wire-client.ts';

const ROWS = Array.from({ length: 5000 }, (_, id) => `${id}\tname ${id}\n`).join('');

describe('COPY over the wire', () => {
  let gateway: GatewayProcess;
  let session: WireClient;

  before(async function () {
    this.timeout(120_000);
    gateway = await startGateway();
    session = await WireClient.connect(gateway);
    await session.simple('create table c (a int, b text)');
  });

  after(async function () {
    this.timeout(30_000);
    session.destroy();
    await gateway.stop();
  });

  beforeEach(async () => {
    await session.simple('delete from c');
  });

  async function rows(): Promise<string> {
    const answer = await session.simple('select count(*) from c');
    const row = answer.find((message) => message.type === 'DataRow');
    return Buffer.from(row?.values[0] ?? []).toString();
  }

  async function copying(): Promise<WireClient> {
    const other = await WireClient.connect(gateway);
    other.send(client.query('copy c from stdin'));
    await other.readUntil('CopyInResponse');
    return other;
  }

  it('stores nothing of a client that is gone in the middle', async function () {
    this.timeout(20_000);
    const other = await copying();
    for (let piece = 0; piece < 20; piece += 1) other.send(client.copyData(ROWS));
    await wait(500);
    other.destroy();
    await wait(500);
    // A writer takes the turn that the copy had.
    await session.simple("insert into c values (1, 'after')");
    expect(await rows()).to.equal('1');
  });

  it('is stopped by a cancel, with rows on their way and without', async function () {
    this.timeout(20_000);
    for (const data of [[], [client.copyData(ROWS)]]) {
      const other = await copying();
      other.send(...data, client.flush());
      await wait(200);
      const canceller = await WireClient.open(gateway);
      canceller.send(client.cancelRequest(other.processId, other.secretKey));
      const answer = await other.readUntil('ReadyForQuery');
      expect(answer[0]).to.have.nested.property('fields.sqlstate', '57014');
      other.send(client.copyData('left over\n'), client.copyDone());
      const next = await other.simple('select 1');
      expect(next.at(-2)).to.deep.equal({ type: 'CommandComplete', tag: 'SELECT 1' });
      other.destroy();
      canceller.destroy();
    }
    expect(await rows()).to.equal('0');
  });

  it('is stopped by statement_timeout while it waits for the client', async function () {
    this.timeout(20_000);
    await session.simple('set statement_timeout = 200');
    session.send(client.query('copy c from stdin'), client.copyData('1\tx\n'));
    const answer = await session.readUntil('ReadyForQuery');
    expect(answer.at(-2)).to.have.nested.property('fields.sqlstate', '57014');
    await session.simple('set statement_timeout = 0');
    expect(await rows()).to.equal('0');
  });

  it('answers a bad row at once, and drops what still comes', async function () {
    this.timeout(20_000);
    session.send(client.query('copy c from stdin'), client.copyData('x\ty\n'));
    const answer = await session.readUntil('ReadyForQuery');
    expect(answer.map(({ type }) => type)).to.deep.equal([
      'CopyInResponse',
      'ErrorResponse',
      'ReadyForQuery',
    ]);
    session.send(client.copyData(ROWS), client.copyFail('late'), client.query('select 1'));
    const next = await session.readUntil('ReadyForQuery');
    expect(next.map(({ type }) => type)).to.deep.equal([
      'RowDescription',
      'DataRow',
      'CommandComplete',
      'ReadyForQuery',
    ]);
  });

  it('ends a session that sends something else', async function () {
    this.timeout(20_000);
    const other = await copying();
    other.send(client.query('select 1'));
    const errors = [await other.next(), await other.next()];
    expect(errors).to.have.nested.property(
      '[0].fields.message',
      'unexpected message type 0x51 during COPY from stdin',
    );
    expect(errors).to.have.nested.property('[1].fields.severity', 'FATAL');
  });

  it('refuses files and programs of the server', async () => {
    for (const [sql, role] of [
      ["copy c from '/tmp/x'", 'pg_read_server_files'],
      ["copy c to '/tmp/x'", 'pg_write_server_files'],
      ["copy c from program 'x'", 'pg_execute_server_program'],
    ] as const) {
      const [error] = await session.simple(sql);
      expect(error).to.have.nested.property('fields.sqlstate', '42501');
      expect(error).to.have.nested.property('fields.message').that.includes(role);
    }
  });
});
