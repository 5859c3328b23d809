import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { IrisServer } from '../../src/backend/native/iris-server.ts';
import { NativeBackend } from '../../src/backend/native/native-backend.ts';
import { backendContract } from '../support/backend-contract.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { irisUnderTest, type IrisUnderTest } from '../support/iris-server.ts';

const SOURCE = readFileSync(new URL('../../ipm/IrisPGWire/Gateway.cls', import.meta.url), 'utf8');

/** What the contract and the cases below leave undone where there is no IRIS. */
const SUITES = 3;

const iris: IrisUnderTest | null = await irisUnderTest();
if (iris === null)
  console.warn(`    skipped: ${SUITES} suites against a real IRIS, no Docker engine answers`);

(iris === null ? describe.skip : describe)('InterSystems IRIS', function () {
  this.timeout(120_000);
  after(() => iris?.stop());

  function connection(helperSource: string | null): IrisUnderTest['connection'] {
    if (iris === null) throw new Error('there is no IRIS');
    return { ...iris.connection, helperSource };
  }

  // Without the class first: it stays once it is installed.
  for (const [title, source] of [
    ['by %SQL.Statement', null],
    ['by the helper class', SOURCE],
  ] as const) {
    describe(`keeps the contract ${title}`, () => {
      let backend: NativeBackend;
      backendContract(async () => {
        const server = await IrisServer.meet(connection(source), true);
        backend = new NativeBackend(server, { vectorOid: 16385, vectorArrayOid: 16390 });
        return backend;
      });

      it('is the level that was meant', async () => {
        const lane = await backend.connect();
        expect(lane.facts.level === 'helper', lane.facts.notes.join('\n')).to.equal(source !== null);
        await lane.close();
      });
    });
  }

  describe('behind the gateway', () => {
    let gateway: GatewayProcess;
    let client: Client;

    before(async () => {
      const { host, port, user, password } = connection(null);
      gateway = await startGateway({
        environment: {
          PGWIRE_BACKEND_TYPE: 'native',
          IRIS_HOSTNAME: host,
          IRIS_PORT: String(port),
          IRIS_USERNAME: user,
          IRIS_PASSWORD: password,
          PGWIRE_POOL_SIZE: '2',
          PGWIRE_POOL_MAX_OVERFLOW: '1',
        },
      });
      client = new Client({ host: gateway.host, port: gateway.port, user, database: 'USER' });
      await client.connect();
    });

    after(async () => {
      await client.end();
      await gateway.stop();
    });

    it('serves rows as PostgreSQL does', async () => {
      await client.query('DROP TABLE IF EXISTS iris_spec');
      await client.query('CREATE TABLE iris_spec (id serial PRIMARY KEY, name text, price numeric(8,2))');
      const inserted = await client.query(
        "INSERT INTO iris_spec (name, price) VALUES ('', 1.50) RETURNING id",
      );
      expect(inserted.rows).to.have.length(1);
      const { rows } = await client.query('SELECT name, price FROM iris_spec');
      expect(rows).to.deep.equal([{ name: '', price: '1.50' }]);
      await client.query('DROP TABLE iris_spec');
    });

    it('finds the nearest vectors of 1024 dimensions', async () => {
      await client.query('DROP TABLE IF EXISTS iris_vectors');
      await client.query('CREATE TABLE iris_vectors (id integer PRIMARY KEY, embedding vector(1024))');
      const vector = (first: number): string =>
        JSON.stringify([first, ...Array.from({ length: 1023 }, () => 0.5)]);
      for (let id = 0; id < 10; id += 1) {
        await client.query('INSERT INTO iris_vectors VALUES ($1, $2)', [id, vector(id)]);
      }
      const { rows } = await client.query('SELECT id FROM iris_vectors ORDER BY embedding <=> $1 LIMIT 1', [
        vector(9),
      ]);
      expect(rows).to.deep.equal([{ id: 9 }]);
      await client.query('DROP TABLE iris_vectors');
    });
  });
});
