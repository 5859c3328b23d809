import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { PROTOCOL_3_0 } from '../../src/protocol/protocol-version.ts';
import * as frontend from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { WireClient } from '../support/wire-client.ts';

/** PGWIRE_AUTH_TIMEOUT of this gateway, in seconds. */
const AUTH_TIMEOUT = 3;

/** AuthenticationOk is 9 bytes (manual 55.7), and nothing but an error follows. */
const OK_THEN_ERROR = /^R[^]{8}E/;

const TWENTY_MEGABYTES = 20 * 1024 * 1024;

/** A message's header with a length that its contents do not have. */
function header(type: string, length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return Buffer.concat([Buffer.from(type), bytes]);
}

function startupHeader(length: number, code: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(length);
  bytes.writeInt32BE(code, 4);
  return bytes;
}

describe('the gateway under attack', function () {
  this.timeout(60_000);
  let gateway: GatewayProcess;

  before(async () => {
    gateway = await startGateway({ environment: { PGWIRE_AUTH_TIMEOUT: String(AUTH_TIMEOUT) } });
    const client = await login();
    expect(
      errorsOf(await client.simple('CREATE TABLE victim (id integer PRIMARY KEY, note text)')),
    ).to.deep.equal([]);
    await client.close();
  });

  after(() => gateway.stop());

  // pglite-socket 0.2.17 was wedged for everybody by one malformed start-up (wire.md 4.2).
  afterEach('everybody else is still served', async () => {
    const client = await login();
    expect(rowsOf(await client.simple('SELECT count(*) FROM victim'))).to.deep.equal([['0']]);
    await client.close();
    expect(gateway.stderr()).not.to.match(/ error /);
  });

  function login(): Promise<WireClient> {
    return WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 30_000 });
  }

  async function socket(): Promise<Socket> {
    const opened = connect(gateway.port, gateway.host);
    opened.on('error', () => undefined);
    await once(opened, 'connect');
    return opened;
  }

  /** Sends bytes on a new connection; everything the gateway says until it closes. */
  async function talk(bytes: Uint8Array | string): Promise<string> {
    const opened = await socket();
    const said: Buffer[] = [];
    opened.on('data', (chunk) => said.push(chunk));
    opened.write(bytes);
    await once(opened, 'close');
    return Buffer.concat(said).toString('latin1');
  }

  describe('before authentication', () => {
    const NOISE: readonly (readonly [string, Uint8Array | string])[] = [
      ['an HTTP request', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
      ['a TLS hello without SSLRequest', Buffer.from('160301020001000001fc0303', 'hex')],
      ['zeros', Buffer.alloc(64)],
      ['ones', Buffer.alloc(64, 0xff)],
      ['a start-up packet of 2 GB', startupHeader(0x7fff_ffff, PROTOCOL_3_0)],
      ['a start-up packet of -1 bytes', startupHeader(0xffff_ffff, PROTOCOL_3_0)],
      ['a start-up packet of 3 bytes', startupHeader(3, PROTOCOL_3_0)],
      ['protocol 2.0', startupHeader(8, 2 << 16)],
      ['protocol 4.0', startupHeader(8, 4 << 16)],
      ['a start-up packet without its end', startupHeader(9, PROTOCOL_3_0)],
      ['a start-up packet without user', frontend.startup({ database: 'USER' })],
      [
        'a start-up packet behind SSLRequest (CVE-2021-23214)',
        Buffer.concat([frontend.sslRequest(), frontend.startup({ user: '_SYSTEM', database: 'USER' })]),
      ],
      ['a user name of 9000 bytes', frontend.startup({ user: '_'.repeat(9000), database: 'x'.repeat(900) })],
      ['a user name of 100 kB', frontend.startup({ user: '_'.repeat(100_000) })],
      ['a cancel key of 200 bytes', frontend.cancelRequest(1, Buffer.alloc(200))],
    ];
    for (const [name, bytes] of NOISE) {
      it(`ends a connection that sends ${name}`, async () => {
        const answer = await talk(bytes);
        // Never in: what is said, if anything, is a refusal. As in PostgreSQL, trust says AuthenticationOk before it is
        // known that there is no such database.
        expect(answer).not.to.include('server_version');
        expect(
          answer === '' || answer.startsWith('E') || answer.startsWith('v') || OK_THEN_ERROR.test(answer),
        ).to.equal(true);
      });
    }

    it('gives up on 200 connections that never speak, and on one that speaks too slowly', async () => {
      const silent = await Promise.all(Array.from({ length: 200 }, socket));
      const slow = await socket();
      const hello = frontend.startup({ user: '_SYSTEM', database: 'USER' });
      const dripping = (async () => {
        for (const byte of hello.subarray(0, -1)) {
          if (slow.destroyed) return;
          slow.write(Buffer.of(byte));
          await pause(250);
        }
      })();
      const ended = [...silent, slow].map((each) => once(each.resume(), 'close'));
      const served = await login();
      expect(rowsOf(await served.simple('SELECT 1'))).to.deep.equal([['1']]);
      const began = performance.now();
      await Promise.all([...ended, dripping]);
      expect(performance.now() - began).to.be.lessThan((AUTH_TIMEOUT + 7) * 1000);
      expect(rowsOf(await served.simple('SELECT 1')), 'the limit is over with the login').to.deep.equal([
        ['1'],
      ]);
      await served.close();
    });

    it('lets connections come and go without a word', async () => {
      for (let i = 0; i < 100; i += 1) {
        const opened = await socket();
        if (i % 2 === 0) opened.write(Buffer.from([0, 0, 0]));
        if (i % 3 === 0) opened.resetAndDestroy();
        else opened.destroy();
      }
    });

    it('stops nobody by CancelRequest without the right key', async () => {
      const client = await login();
      client.send(frontend.query('SELECT pg_sleep(0.5)'));
      for (let i = 0; i < 20; i += 1) {
        const key = Buffer.from(client.secretKey);
        key[i % key.length] = (key[i % key.length] ?? 0) ^ (1 + i);
        expect(await talk(frontend.cancelRequest(client.processId, key))).to.equal('');
      }
      await talk(frontend.cancelRequest(client.processId + 1, client.secretKey));
      await talk(frontend.cancelRequest(-1, client.secretKey));
      expect(rowsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal([['']]);
      await client.close();
    });
  });

  describe('after authentication', () => {
    it('ends a session that sends what is no message, with a FATAL error', async () => {
      const noise = [
        Buffer.from('GET / HTTP/1.1\r\n\r\n'),
        Buffer.alloc(32),
        header('Q', 3),
        header('Q', 0xffff_ffff),
        header('Q', 0x7fff_ffff),
        header('z', 4),
        header('S', 100_000),
      ];
      for (const bytes of noise) {
        const client = await login();
        client.send(bytes);
        const [error] = await client.readUntil('ErrorResponse');
        expect(error).to.have.nested.property('fields.severity', 'FATAL');
        expect(error).to.have.nested.property('fields.sqlstate', '08P01');
        client.destroy();
      }
    });

    it('outlives clients that leave in the middle of a message', async () => {
      for (const whole of [
        frontend.query('SELECT count(*) FROM victim'),
        frontend.parse('s', 'SELECT id FROM victim'),
      ]) {
        for (const length of [1, 4, 5, whole.length - 1]) {
          const client = await login();
          client.send(whole.subarray(0, length));
          client.destroy();
        }
      }
    });

    it('answers malformed contents with an error and stays in step', async () => {
      const client = await login();
      for (const letter of ['P', 'B', 'D', 'E', 'C', 'F', 'Q']) {
        // These two have a ReadyForQuery of their own.
        const end = letter === 'F' || letter === 'Q' ? [] : [frontend.sync()];
        for (const body of ['', 'x', '\0\0\xff\xff', 'S', '\0\0\0\x05\0']) {
          client.send(frontend.raw(letter, Buffer.from(body, 'latin1')), ...end);
          const answer = await client.readUntil('ReadyForQuery');
          expect(errorsOf(answer), `${letter} ${JSON.stringify(body)}`).to.have.length(1);
        }
      }
      expect(rowsOf(await client.simple('SELECT 1'))).to.deep.equal([['1']]);
      await client.close();
    });

    it('takes names of 5000 bytes, and cuts identifiers to 63 as PostgreSQL does', async () => {
      const client = await login();
      const name = 'n'.repeat(5000);
      client.send(
        frontend.parse(name, 'SELECT 1'),
        frontend.bind(name, name),
        frontend.execute(name),
        frontend.sync(),
      );
      expect(rowsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal([['1']]);
      expect(errorsOf(await client.simple(`SELECT * FROM ${name}`))).to.deep.equal(['42P01']);
      const [notice, description] = await client.simple(`SELECT 1 AS ${name}`);
      expect(notice).to.have.nested.property('fields.sqlstate', '42622');
      expect(description).to.have.nested.property('fields[0].name', 'n'.repeat(63));
      await client.close();
    });

    it('takes a statement and a parameter of 20 MB', async () => {
      const client = await login();
      const long = 'x'.repeat(TWENTY_MEGABYTES);
      expect(rowsOf(await client.extended('SELECT length($1::text)', [long]))).to.deep.equal([
        [String(TWENTY_MEGABYTES)],
      ]);
      const literal = await client.simple(`SELECT length('${long}')`);
      expect(rowsOf(literal)).to.deep.equal([[String(TWENTY_MEGABYTES)]]);
      const noise = await client.simple(`SELECT ${'('.repeat(100)}${' '.repeat(TWENTY_MEGABYTES)}`);
      expect(errorsOf(noise)).to.deep.equal(['42601']);
      await client.close();
    });

    const DEEP: readonly (readonly [string, string])[] = [
      ['a sum of 20000 terms', `SELECT ${'1+'.repeat(20_000)}1`],
      ['a sum of 20000 terms over a table', `SELECT id+${'1+'.repeat(20_000)}1 FROM victim`],
      ['5000 parentheses', `SELECT ${'('.repeat(5000)}1${')'.repeat(5000)}`],
      ['100000 parentheses', `SELECT ${'('.repeat(100_000)}1${')'.repeat(100_000)}`],
      ['100000 open parentheses', `SELECT ${'('.repeat(100_000)}`],
      ['5000 nested NOT over a table', `SELECT id FROM victim WHERE ${'NOT '.repeat(5000)}(id = 1)`],
      ['2000 nested sub-selects', `SELECT ${'(SELECT '.repeat(2000)}1${')'.repeat(2000)}`],
      [
        '500 nested sub-selects over a table',
        `SELECT id FROM victim WHERE id IN ${'(SELECT id FROM victim WHERE id IN '.repeat(500)}(1)${')'.repeat(500)}`,
      ],
      [
        '1000 nested derived tables',
        `SELECT * FROM ${'(SELECT * FROM '.repeat(1000)}victim${') v'.repeat(1000)}`,
      ],
      [
        '3000 UNIONs of a table',
        Array.from({ length: 3000 }, () => 'SELECT id FROM victim').join(' UNION ALL '),
      ],
      [
        'a list of 50000 values',
        `SELECT id FROM victim WHERE id IN (${Array.from({ length: 50_000 }, (_, i) => i).join()})`,
      ],
      ['5000 nested CASEs', `SELECT ${'CASE WHEN true THEN '.repeat(5000)}1${' END'.repeat(5000)}`],
      ['10000 nested arrays', `SELECT ${'ARRAY['.repeat(10_000)}1${']'.repeat(10_000)}`],
      ['a JSON of 50000 levels', `SELECT '${'['.repeat(50_000)}${']'.repeat(50_000)}'::jsonb`],
      ['10000 statements', 'SELECT 1;'.repeat(10_000)],
    ];
    for (const [name, sql] of DEEP) {
      it(`answers ${name}: rows, 54001 or another error of PostgreSQL`, async () => {
        const client = await login();
        const answer = await client.simple(sql);
        for (const sqlstate of errorsOf(answer)) {
          expect(sqlstate).to.match(/^(54\d{3}|42\d{3}|22\d{3}|53\d{3}|0A000)$/);
        }
        expect(rowsOf(await client.simple('SELECT 7')), 'the session goes on').to.deep.equal([['7']]);
        await client.close();
      });
    }
  });
});
