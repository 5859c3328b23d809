import { expect } from 'chai';
import { Client, type DatabaseError } from 'pg';
import { readFileSync } from 'node:fs';
import { Authority } from '../support/certificates.ts';
import { runGateway, startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { nativeSuite } from '../support/native.ts';
import { Superserver } from '../support/superserver/superserver.ts';

nativeSuite('clients with accounts of IRIS', function () {
  this.timeout(90_000);
  let authority: Authority;
  let server: Superserver;
  let gateway: GatewayProcess;
  const clients: Client[] = [];

  async function connect(user: string, password: string, tls: boolean): Promise<Client> {
    const client = new Client({
      host: gateway.host,
      port: gateway.port,
      user,
      password,
      database: 'USER',
      ...(tls ? { ssl: { ca: readFileSync(authority.certificate, 'utf8') } } : {}),
    });
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  }

  async function refusal(user: string, password: string, tls = true): Promise<string> {
    try {
      await connect(user, password, tls);
      return '00000';
    } catch (error) {
      return (error as DatabaseError).code ?? String(error);
    }
  }

  before(async () => {
    authority = new Authority();
    const { cert, key } = authority.issue('gateway', 'localhost');
    server = await Superserver.start({ users: { _SYSTEM: 'SYS', ann: 'a-secret', bob: 'b-secret' } });
    gateway = await startGateway({
      environment: {
        PGWIRE_BACKEND_TYPE: 'native',
        IRIS_HOSTNAME: server.host,
        IRIS_PORT: String(server.port),
        IRIS_PASSWORD: 'SYS',
        PGWIRE_AUTH_METHOD: 'iris',
        PGWIRE_TLS_CERT_FILE: cert,
        PGWIRE_TLS_KEY_FILE: key,
        PGWIRE_POOL_SIZE: '2',
        PGWIRE_POOL_MAX_OVERFLOW: '1',
      },
    });
  });

  afterEach(async () => {
    server.faults.heal();
    for (const client of clients.splice(0)) await client.end();
  });

  after(async () => {
    try {
      await gateway.stop();
    } finally {
      await server.stop();
      authority.remove();
    }
    expect(server.failures).to.deep.equal([]);
  });

  it('work as the user of IRIS whose password they give', async () => {
    const [ann, bob] = [await connect('ann', 'a-secret', true), await connect('bob', 'b-secret', true)];
    await ann.query('CREATE TABLE whose (name text)');
    await ann.query('INSERT INTO whose SELECT $USERNAME');
    await bob.query('INSERT INTO whose SELECT $USERNAME');
    const { rows } = await bob.query<{ name: string }>('SELECT name FROM whose ORDER BY name');
    expect(rows.map(({ name }) => name)).to.deep.equal(['ann', 'bob']);
  });

  it('are refused with 28P01 when IRIS denies them', async () => {
    expect(await refusal('ann', 'b-secret')).to.equal('28P01');
    expect(await refusal('nobody', 'x')).to.equal('28P01');
    server.faults.denied = true;
    expect(await refusal('ann', 'a-secret')).to.equal('28P01');
  });

  it('are asked for no password in clear', async () => {
    expect(await refusal('ann', 'a-secret', false)).to.equal('28000');
  });

  it('never have more connections than the pool may have, however many they are', async () => {
    for (const user of ['ann', 'bob', 'ann', 'bob', 'ann']) {
      const client = await connect(user, `${user.slice(0, 1)}-secret`, true);
      await client.query('SELECT count(*) FROM whose');
      // One is the control lane's.
      expect(server.connections).to.be.at.most(4);
    }
    expect(
      await Promise.all(clients.map(async (client) => (await client.query('SELECT 1')).rowCount)),
    ).to.deep.equal([1, 1, 1, 1, 1]);
  });

  it('need a backend that has users', async () => {
    const exit = await runGateway(['serve'], { PGWIRE_AUTH_METHOD: 'iris' });
    expect(exit.code).to.equal(78);
    expect(exit.stderr).to.match(/^iris-pgwire: auth\.method: method iris needs InterSystems IRIS/m);
  });
});
