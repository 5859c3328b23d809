import { expect } from 'chai';
import * as frontend from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf } from '../support/rows.ts';
import { LoginError, WireClient } from '../support/wire-client.ts';

/** Memory that the gateway may take while every limit is hit at once, in MB. */
const MOST_MEGABYTES = 150;
const CLIENTS = 12;

describe('limits', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;

  before(async () => {
    gateway = await startGateway({
      environment: {
        PGWIRE_MAX_CONNECTIONS: String(CLIENTS + 8),
        PGWIRE_MAX_CONNECTIONS_PER_USER: String(CLIENTS),
        PGWIRE_MAX_STATEMENT_LENGTH: '1000',
        PGWIRE_MAX_PREPARED_STATEMENTS: '5',
        PGWIRE_MAX_PORTALS: '5',
        PGWIRE_MAX_MESSAGE_BYTES: '1000000',
        PGWIRE_REMAINDER_ROWS: '50',
        PGWIRE_POOL_SIZE: '2',
        PGWIRE_POOL_MAX_OVERFLOW: '0',
        PGWIRE_POOL_MAX_WAITING: '2',
        PGWIRE_AUTH_TIMEOUT: '3',
      },
    });
  });
  after(() => gateway.stop());

  function login(): Promise<WireClient> {
    return WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 60_000 });
  }

  async function withClient<T>(work: (client: WireClient) => Promise<T>): Promise<T> {
    const client = await login();
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }

  it('the length of a statement is 54000 in both protocols, and the session goes on', async () => {
    await withClient(async (client) => {
      const text = `select '${'x'.repeat(1000)}'`;
      expect(errorsOf(await client.simple(text))).to.deep.equal(['54000']);
      expect(errorsOf(await client.extended(text, []))).to.deep.equal(['54000']);
      expect(errorsOf(await client.simple('select 1'))).to.deep.equal([]);
    });
  });

  it('prepared statements and portals of a session are 53000', async () => {
    await withClient(async (client) => {
      for (let i = 0; i < 5; i += 1)
        expect(errorsOf(await client.simple(`prepare s${i} as select 1`))).to.deep.equal([]);
      expect(errorsOf(await client.simple('prepare s5 as select 1'))).to.deep.equal(['53000']);
      await client.simple('deallocate all; begin');
      for (let i = 0; i < 5; i += 1) await client.simple(`declare c${i} cursor for select 1`);
      expect(errorsOf(await client.simple('declare c9 cursor for select 1'))).to.deep.equal(['53000']);
    });
  });

  it('connections of one user are 53300', async () => {
    const clients = await Promise.all(Array.from({ length: CLIENTS }, login));
    const refused = await login().catch((error: unknown) => error);
    expect(refused)
      .to.be.instanceOf(LoginError)
      .with.property('message')
      .that.matches(/^53300 too many connections for role/);
    await Promise.all(clients.map((client) => client.close()));
  });

  it('all at once leave the memory bounded and the gateway usable', async () => {
    await withClient((client) => client.simple('create table held (id int primary key)'));
    const before = gateway.resident();
    const long = `select '${'y'.repeat(900_000)}'`;
    const work = Array.from({ length: CLIENTS }, async () => {
      const client = await login().catch((error: unknown) => {
        if (error instanceof LoginError) return null;
        throw error;
      });
      if (client === null) return ['53300'];
      const said: string[] = [];
      for (let round = 0; round < 10; round += 1) {
        said.push(...errorsOf(await client.simple(long)));
        said.push(...errorsOf(await client.simple(`prepare p${round} as select * from held`)));
        said.push(...errorsOf(await client.simple('select count(*) from held a, held b')));
      }
      client.send(frontend.query('z'.repeat(1_100_000)));
      await client.close().catch(() => undefined);
      return said;
    });
    const said = (await Promise.all(work)).flat();
    expect(said).to.include('54000').and.to.include('53000');
    expect(gateway.resident() - before).to.be.below(MOST_MEGABYTES);
    await withClient(async (client) =>
      expect(errorsOf(await client.simple('select * from held'))).to.deep.equal([]),
    );
  });
});
