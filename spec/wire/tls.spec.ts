import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { copyFileSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as secureConnect, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { decodeBackend, splitMessages } from '../../src/protocol/index.ts';
import { SSL_REQUEST_CODE } from '../../src/protocol/protocol-version.ts';
import { Authority } from '../support/certificates.ts';
import * as frontend from '../support/frontend.ts';
import { runGateway, startGateway, type GatewayProcess } from '../support/gateway-process.ts';

const run = promisify(execFile);
const STARTUP = frontend.startup({ user: '_SYSTEM', database: 'USER' });
const RULES = `
# TYPE    DATABASE USER    ADDRESS      METHOD
hostssl   all      ann     127.0.0.1/32 cert
hostssl   all      bob     all          scram-sha-256
hostnossl all      carl    127.0.0.0 255.0.0.0 scram-sha-256
host      all      eve     all          reject
hostssl   user     _SYSTEM all          trust
`;

describe('TLS', function () {
  this.timeout(60_000);
  let authority: Authority;
  let gateway: GatewayProcess;

  before(async () => {
    authority = new Authority();
    const server = authority.issue('server', 'localhost');
    const userlist = join(authority.folder, 'userlist');
    const rules = join(authority.folder, 'rules');
    writeFileSync(userlist, '"bob" "builder"\n"carl" "clear"\n"eve" "evil"\n');
    writeFileSync(rules, RULES);
    gateway = await startGateway({
      environment: {
        PGWIRE_TLS_CERT_FILE: server.cert,
        PGWIRE_TLS_KEY_FILE: server.key,
        PGWIRE_TLS_CA_FILE: authority.certificate,
        PGWIRE_HBA_FILE: rules,
        PGWIRE_AUTH_FILE: userlist,
      },
    });
  });

  after(async () => {
    await gateway.stop();
    authority.remove();
  });

  /** What psql prints for one statement, or the first line of its complaint. */
  async function psql(parameters: string, statement: string, password = ''): Promise<string> {
    const target = `host=127.0.0.1 port=${gateway.port} dbname=USER gssencmode=disable ${parameters}`;
    const options = { env: { ...process.env, PGPASSWORD: password }, timeout: 20_000 };
    try {
      return (await run('psql', ['-XAtq', target, '-c', statement], options)).stdout.trim();
    } catch (error) {
      return (error as { stderr: string }).stderr.split('\n')[0] ?? '';
    }
  }

  function verified(): string {
    return `sslmode=verify-full sslrootcert=${authority.certificate}`;
  }

  it('encrypts a session of psql that verifies the certificate, and says so in pg_stat_ssl', async () => {
    const answer = await psql(
      `user=_SYSTEM ${verified()}`,
      'select ssl, version, bits, client_dn from pg_stat_ssl where pid = pg_backend_pid()',
    );
    expect(answer).to.equal('t|TLSv1.3|256|');
  });

  it('binds SCRAM to the certificate, and tells a wrong password', async () => {
    const bound = `user=bob ${verified()} channel_binding=require`;
    expect(await psql(bound, 'select current_user', 'builder')).to.equal('bob');
    expect(await psql(bound, 'select 1', 'wrecker')).to.contain(
      'password authentication failed for user "bob"',
    );
  });

  it('lets a client in by its certificate, under the name in it only', async () => {
    const ann = authority.issue('ann', 'ann');
    const shown = `${verified()} sslcert=${ann.cert} sslkey=${ann.key}`;
    expect(
      await psql(`user=ann ${shown}`, 'select client_dn from pg_stat_ssl where pid = pg_backend_pid()'),
    ).to.equal('/O=Specs/CN=ann');
    const bob = authority.issue('bob', 'bob');
    expect(await psql(`user=ann ${verified()} sslcert=${bob.cert} sslkey=${bob.key}`, 'select 1')).to.contain(
      'certificate authentication failed for user "ann"',
    );
    expect(await psql(`user=ann ${verified()}`, 'select 1')).to.contain(
      'connection requires a valid client certificate',
    );
  });

  it('refuses a certificate of an unknown authority', async () => {
    const other = new Authority();
    try {
      const ann = other.issue('ann', 'ann');
      const answer = await psql(`user=ann ${verified()} sslcert=${ann.cert} sslkey=${ann.key}`, 'select 1');
      expect(answer).to.match(/^psql: error: .*(SSL|closed|alert|EOF)/);
    } finally {
      other.remove();
    }
  });

  it('follows the access rules: encryption, address, reject, no entry', async () => {
    expect(await psql('user=carl sslmode=disable', 'select current_user', 'clear')).to.equal('carl');
    expect(await psql('user=bob sslmode=disable', 'select 1', 'builder')).to.contain(
      'no pg_hba.conf entry for host "127.0.0.1", user "bob", database "USER", no encryption',
    );
    expect(await psql(`user=carl ${verified()}`, 'select 1', 'clear')).to.contain(
      'no pg_hba.conf entry for host "127.0.0.1", user "carl", database "USER", SSL encryption',
    );
    expect(await psql('user=eve sslmode=disable', 'select 1', 'evil')).to.contain(
      'pg_hba.conf rejects connection for host "127.0.0.1", user "eve", database "USER", no encryption',
    );
  });

  it('serves TLS without SSLRequest to clients that name the protocol, and only to them', async () => {
    const socket = await direct(['postgresql']);
    socket.write(STARTUP);
    const types = await messagesUntilReady(socket);
    expect(types[0]).to.equal('AuthenticationOk');
    expect(types.at(-1)).to.equal('ReadyForQuery');
    socket.destroy();
    const unnamed = await direct(undefined);
    await new Promise((resolve) => unnamed.once('close', resolve).resume());
    expect(unnamed.bytesRead).to.equal(0);
  });

  it('carries a large result and a statement that is cut into many records', async () => {
    const long = `select length('${'x'.repeat(300_000)}'), repeat('y', 3000000)`;
    const file = join(authority.folder, 'long.sql');
    writeFileSync(file, long);
    const target = `host=127.0.0.1 port=${gateway.port} dbname=USER user=_SYSTEM ${verified()}`;
    const { stdout } = await run('psql', ['-XAtq', target, '-f', file], {
      maxBuffer: 10_000_000,
      timeout: 30_000,
    });
    expect(stdout).to.equal(`300000|${'y'.repeat(3_000_000)}\n`);
  });

  it('closes on what is no handshake, within one and before one, and serves the next', async () => {
    for (const garbage of [
      Buffer.alloc(0),
      Buffer.from('GET / HTTP/1.0\r\n\r\n'),
      Buffer.alloc(70_000, 0x16),
    ]) {
      const socket = connect(gateway.port, gateway.host);
      socket.write(sslRequest());
      await new Promise((resolve) => socket.once('data', resolve));
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('error', () => undefined);
      socket.end(garbage);
      await closed;
    }
    const record = connect(gateway.port, gateway.host);
    record.on('error', () => undefined);
    record.end(Buffer.from([0x16, 3, 1, 0, 2, 1, 0]));
    await new Promise((resolve) => record.once('close', resolve));
    expect(await psql(`user=_SYSTEM ${verified()}`, 'select 1')).to.equal('1');
    expect(gateway.stderr()).not.to.match(/ error /);
  });

  it('uses a renewed certificate without a restart, and keeps the old one while the new cannot be used', async () => {
    const renewed = authority.issue('renewed', 'renewed');
    const server = { cert: join(authority.folder, 'server.crt'), key: join(authority.folder, 'server.key') };
    copyFileSync(renewed.cert, server.cert);
    await pause(1100);
    expect(await subject()).to.equal('localhost');
    copyFileSync(renewed.key, server.key);
    utimesSync(server.key, new Date(), new Date(Date.now() + 1000));
    await pause(1100);
    expect(await subject()).to.equal('renewed');
    expect(await psql(`user=bob ${verified()} channel_binding=require`, 'select 1', 'builder')).to.equal('1');
  });

  it('tells settings that do not go together in one line', async () => {
    const { cert } = authority.issue('lonely', 'lonely');
    const alone = await runGateway(['serve'], { PGWIRE_TLS_CERT_FILE: cert });
    expect([alone.code, alone.stderr]).to.deep.equal([
      78,
      'iris-pgwire: tls.keyFile: certificate and key go together (PGWIRE_TLS_CERT_FILE, PGWIRE_TLS_KEY_FILE)\n',
    ]);
    const none = await runGateway(['serve'], { PGWIRE_TLS_MODE: 'require' });
    expect([none.code, none.stderr]).to.deep.equal([
      78,
      'iris-pgwire: tls.certFile: mode require needs a certificate (PGWIRE_TLS_CERT_FILE)\n',
    ]);
    const other = authority.issue('other', 'other');
    const mixed = await runGateway(['serve'], { PGWIRE_TLS_CERT_FILE: cert, PGWIRE_TLS_KEY_FILE: other.key });
    expect(mixed.code).to.equal(78);
    expect(mixed.stderr).to.match(/^iris-pgwire: tls\.keyFile: cannot use .*key values mismatch\n$/);
  });

  function direct(protocols: string[] | undefined): Promise<TLSSocket> {
    return new Promise((resolve, reject) => {
      const socket: TLSSocket = secureConnect(
        {
          host: gateway.host,
          port: gateway.port,
          rejectUnauthorized: false,
          ...(protocols ? { ALPNProtocols: protocols } : {}),
        },
        () => resolve(socket),
      );
      socket.once('error', reject);
    });
  }

  async function subject(): Promise<string | string[] | undefined> {
    const socket = await direct(['postgresql']);
    const { CN } = socket.getPeerCertificate().subject;
    socket.destroy();
    return CN;
  }
});

function sslRequest(): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32BE(8);
  bytes.writeInt32BE(SSL_REQUEST_CODE, 4);
  return bytes;
}

async function messagesUntilReady(socket: TLSSocket): Promise<string[]> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.at(-6) === 'Z'.charCodeAt(0)) break;
  }
  return Array.from(splitMessages(bytes), ({ type, body }) => decodeBackend(type, body).type);
}
