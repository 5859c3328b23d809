import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGateway, startGateway } from '../support/gateway-process.ts';
import { WireClient } from '../support/wire-client.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

interface Described {
  readonly sql: string;
  readonly route?: string;
  readonly lines?: readonly string[];
  readonly error?: { readonly sqlstate: string };
}

describe('iris-pgwire translate', function () {
  this.timeout(120_000);
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pgwire-translate-'));
  });

  after(() => rmSync(folder, { recursive: true }));

  it('describes statements over a schema, for a version of IRIS; definitions among them take effect', async () => {
    const schema = join(folder, 'schema.sql');
    writeFileSync(
      schema,
      "CREATE TABLE customers (id integer PRIMARY KEY, name text DEFAULT ';'); -- done\n",
    );
    const { code, stdout, stderr } = await runGateway(
      [
        'translate',
        '--schema',
        schema,
        '--iris-version',
        '2024.1',
        'SELECT name FROM customers WHERE id = $1 LIMIT 5; CREATE TABLE later (a date); SELECT a FROM later; SELECT nobody',
      ],
      {},
      100_000,
    );
    expect(stderr).to.equal('');
    expect(stdout).to.contain(
      [
        'SELECT name FROM customers WHERE id = $1 LIMIT 5',
        '',
        '  route       backend',
        '  parameters  $1 int4',
        '  columns     name text',
        '  IRIS Query',
        '    IRIS SQL: SELECT TOP ? t1."name" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" = ?)',
        '    Values: literal 1, parameter 1',
      ].join('\n'),
    );
    expect(stdout).to.contain('IRIS SQL: CREATE TABLE "SQLUser"."later" ("a" DATE)');
    expect(stdout).to.contain('SELECT a FROM later\n\n  route       backend\n  columns     a date');
    expect(stdout).to.contain('SELECT nobody\n\n  refused     42703 column "nobody" does not exist');
    expect(code).to.equal(1);
  });

  it('reads standard input and prints JSON', () => {
    const input = "SELECT 1;\nSELECT upper('x');\n";
    const { status, stdout } = spawnSync(process.execPath, [MAIN, 'translate', '--json'], {
      input,
      encoding: 'utf8',
      env: { ...process.env, PGWIRE_ADMIN_PORT: '0' },
    });
    const described = JSON.parse(stdout) as readonly Described[];
    expect(described.map(({ sql, route }) => [sql, route])).to.deep.equal([
      ['SELECT 1', 'shadow: PostgreSQL in the gateway'],
      ["SELECT upper('x')", 'shadow: PostgreSQL in the gateway'],
    ]);
    expect(status).to.equal(0);
  });

  it('asks a running gateway', async () => {
    const gateway = await startGateway();
    const client = await WireClient.connect({ host: gateway.host, port: gateway.port });
    await client.simple('CREATE TABLE there (id integer PRIMARY KEY)');
    await client.close();
    const url = `postgresql://${gateway.host}:${gateway.port}`;
    const sql = 'SELECT id FROM there WHERE id > 5; SELECT 1 FROM nowhere';
    const { code, stdout } = await runGateway(['translate', '--url', url, '--json', sql]);
    const [first, second] = JSON.parse(stdout) as readonly Described[];
    expect(first?.route).to.equal('backend');
    expect(first?.lines?.join('\n')).to.contain('IRIS SQL: SELECT t1."id" AS "c1" FROM "SQLUser"."there" t1');
    expect(second?.error?.sqlstate).to.equal('42P01');
    expect(code).to.equal(1);
    await gateway.stop();
  });

  for (const [what, args, message] of [
    ['nothing', [' ; -- nothing'], /^iris-pgwire: there is no statement\n$/],
    [
      'a schema that is not there',
      ['--schema', '/nowhere', 'SELECT 1'],
      /^iris-pgwire: cannot read \/nowhere: /,
    ],
    ['two inputs', ['--file', '/nowhere', 'SELECT 1'], /^iris-pgwire: either statements or --file\n$/],
    [
      'a schema for a gateway',
      ['--url', 'postgresql://x', '--schema', '/etc/hosts', 'SELECT 1'],
      /do not go with it/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const schema = await runGateway(['translate', ...args]);
      expect(schema.stderr).to.match(message);
      expect(schema.code).to.equal(64);
    });
  }
});
