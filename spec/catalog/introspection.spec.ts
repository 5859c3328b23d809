import { expect } from 'chai';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { postgresInstalled, startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { requireInstalled } from '../support/target.ts';
import type { WireClient } from '../support/wire-client.ts';
import { ask, differences } from './introspection/answer.ts';
import { INTROSPECTION_EXCEPTIONS } from './introspection/exceptions.ts';
import { ObjectNames } from './introspection/object-names.ts';
import { withSchema } from './introspection/servers.ts';
import { readTools, type IntrospectionStatement } from './introspection/statements.ts';

interface Server {
  readonly client: WireClient;
  readonly names: ObjectNames;
}

async function open(address: { readonly host: string; readonly port: number }): Promise<Server> {
  const client = await withSchema(address);
  return { client, names: await ObjectNames.read(client) };
}

describe('introspection by tools: the same as PostgreSQL 15', function () {
  this.timeout(60_000);
  let postgres: PostgresServer | undefined;
  let gateway: GatewayProcess | undefined;
  let servers: readonly Server[] = [];

  before(async function () {
    this.timeout(120_000);
    requireInstalled(this, postgresInstalled(), 'PostgreSQL 15');
    postgres = await startPostgres();
    gateway = await startGateway();
    servers = await Promise.all([open(postgres), open(gateway)]);
  });

  after(async () => {
    for (const { client } of servers) await client.close();
    await gateway?.stop();
    await postgres?.stop();
  });

  async function compare(statement: IntrospectionStatement): Promise<string[]> {
    const answers = await Promise.all(servers.map(({ client, names }) => ask(client, statement, names)));
    const [expected, actual] = answers;
    if (expected === undefined || actual === undefined) throw new Error('the servers are not running');
    return differences(expected, actual, statement);
  }

  for (const { name, statements } of readTools()) {
    describe(name, () => {
      for (const statement of statements) {
        const reason = INTROSPECTION_EXCEPTIONS.find(
          (known) => known.tool === name && known.name === statement.name,
        )?.reason;
        it(reason === undefined ? statement.name : `${statement.name} (differs: ${reason})`, async () => {
          const found = await compare(statement);
          if (reason === undefined) {
            if (found.length > 0) expect.fail(`${statement.origin}\n${found.join('\n')}`);
          } else expect(found, 'known to differ, but does not: take it off the list').to.not.deep.equal([]);
        });
      }
    });
  }

  it('has no exceptions for statements that are not there', () => {
    const known = readTools().flatMap(({ name, statements }) =>
      statements.map((one) => `${name} ${one.name}`),
    );
    expect(
      INTROSPECTION_EXCEPTIONS.map(({ tool, name }) => `${tool} ${name}`).filter(
        (one) => !known.includes(one),
      ),
    ).to.deep.equal([]);
  });
});
