import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { connectionEnvironment, run, runs } from '../clients/support/program.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { postgresInstalled, startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { requireInstalled } from '../support/target.ts';
import { withSchema } from './introspection/servers.ts';

/** Debian's libpostgresql-jdbc-java. */
const JAR = '/usr/share/java/postgresql.jar';
const PYTHON = '/usr/bin/python3';
const PACKAGES = 'alembic, asyncpg, django, psycopg, psycopg2, sqlalchemy';
const CLIENTS = join(import.meta.dirname, 'clients');

type Steps = ReadonlyMap<string, unknown>;

/** Columns by which DatabaseMetaData names the schema of what a row is about. */
const SCHEMA_COLUMNS =
  /^(TABLE_SCHEM|PROCEDURE_SCHEM|FUNCTION_SCHEM|pktable_schem|fktable_schem|TYPE_NAME) /i;
const SYSTEM = /^"?_?(pg_|information_schema)/;

/** pgvector, which the oracle does not have: its functions are the only ones in schemas of users. */
const FUNCTIONS = /^get(Procedures|ProcedureColumns|Functions|FunctionColumns)\[/;
const VECTOR_TYPES = /^_?(vector|halfvec|sparsevec)$/;

/** The server's own name, address and keywords: the gateway says another version, and PostgreSQL 18 has more keywords. */
const OF_THE_SERVER = /^get(DatabaseM\w+Version|DatabaseProductVersion|URL|SQLKeywords)\[/;

/**
 * What DatabaseMetaData says of objects of users. Catalogs of the system are those of PostgreSQL 18 on the gateway, and
 * getTypeInfo has no schemas: the types of 15 have to be there.
 */
function ofUsers([step, value]: readonly [string, unknown]): [string, unknown][] {
  if (FUNCTIONS.test(step) || OF_THE_SERVER.test(step)) return [];
  if (!Array.isArray(value)) return [[step, value]];
  const [columns = [], ...rows] = value as (readonly (string | null)[])[];
  const named = columns.flatMap((column, index) => (SCHEMA_COLUMNS.test(column ?? '') ? [index] : []));
  const users = rows.filter((row) =>
    named.every((index) => !SYSTEM.test(row[index] ?? '') && !VECTOR_TYPES.test(row[index] ?? '')),
  );
  return [[step, [columns, ...users.map((row) => JSON.stringify(row)).toSorted()]]];
}

describe('introspection by client libraries: the same as PostgreSQL 15', function () {
  this.timeout(300_000);
  let postgres: PostgresServer | undefined;
  let gateway: GatewayProcess | undefined;

  before(async function () {
    requireInstalled(this, postgresInstalled(), 'PostgreSQL 15');
    postgres = await startPostgres();
    gateway = await startGateway();
    const clients = await Promise.all([withSchema(postgres), withSchema(gateway)]);
    await Promise.all(clients.map((client) => client.close()));
  });

  after(async () => {
    await gateway?.stop();
    await postgres?.stop();
  });

  async function stepsOf(
    target: PostgresServer | GatewayProcess | undefined,
    command: string,
    args: readonly string[],
  ): Promise<Steps> {
    if (target === undefined) throw new Error('the server is not running');
    const { code, stdout, stderr } = await run(command, args, connectionEnvironment(target), '', 280_000);
    if (code !== 0) throw new Error(`exit ${String(code)}: ${stderr.slice(-4000)}`);
    const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
    return new Map(
      lines.map((line) => {
        const { step, value } = JSON.parse(line) as { step: string; value: unknown };
        return [step, value];
      }),
    );
  }

  it('pgjdbc: every method of DatabaseMetaData', async function () {
    requireInstalled(
      this,
      existsSync(JAR) && (await runs('javac', ['-version'])),
      'pgjdbc or a Java compiler',
    );
    const args = ['-Dfile.encoding=UTF-8', '-cp', JAR, join(CLIENTS, 'Metadata.java')];
    const [expected, actual] = await Promise.all([
      stepsOf(postgres, 'java', args),
      stepsOf(gateway, 'java', args),
    ]);
    expect(expected.size).to.be.greaterThan(400);
    expect([...actual.keys()]).to.deep.equal([...expected.keys()]);
    const users = (steps: Steps): Record<string, unknown> => Object.fromEntries([...steps].flatMap(ofUsers));
    const [wanted, found] = [users(expected), users(actual)];
    for (const [step, value] of Object.entries(wanted)) expect(found[step], step).to.deep.equal(value);
  });

  it('SQLAlchemy, Alembic, psycopg, asyncpg and Django', async function () {
    requireInstalled(this, await runs(PYTHON, ['-c', `import ${PACKAGES}`]), `Python's ${PACKAGES}`);
    const args = [join(CLIENTS, 'reflect.py')];
    const [expected, actual] = await Promise.all([
      stepsOf(postgres, PYTHON, args),
      stepsOf(gateway, PYTHON, args),
    ]);
    expect(expected.get('alembic finds no difference to what was reflected')).to.deep.equal([]);
    expect([...actual.keys()]).to.have.members([...expected.keys()]);
    for (const [step, value] of expected) expect(actual.get(step), step).to.deep.equal(value);
  });
});
