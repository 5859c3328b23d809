import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialectOf } from '../../../src/sql/iris/version.ts';
import { Conversation } from '../../support/conversation.ts';
import { bind, execute, parse, query, sync } from '../../support/frontend.ts';
import { RecordedGateway } from '../../support/recorded-gateway.ts';
import { IMAGE_FOLDER } from '../catalog/support/shadow.ts';

/**
 * What reaches IRIS for what a client does: statements and values, in order. The expectations lie beside this file;
 * PGWIRE_RECORD=1 writes them anew, to be read before they are committed.
 */
const EXPECTED = join(import.meta.dirname, 'lane-statements.json');

const SCHEMA = `
  CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL, city varchar(20), born date, active boolean);
  CREATE TABLE orders (id serial PRIMARY KEY, customer_id integer REFERENCES customers (id), total numeric(10, 2));
  CREATE TABLE items (id integer PRIMARY KEY, embedding vector(3));
  INSERT INTO customers VALUES (1, 'Ann', 'Ulm', '1990-01-02', true), (2, 'Bob', NULL, NULL, false);
  INSERT INTO orders (customer_id, total) VALUES (1, 5), (1, 7.5);
  INSERT INTO items VALUES (1, '[1,2,3]'), (2, '[3,2,1]')`;

/** What a client sends: each part waits for the answer to the one before. */
const ACTIONS: Readonly<Record<string, readonly Uint8Array[]>> = {
  'a simple select with literals': [query("SELECT name FROM customers WHERE id = 1 AND city = 'Ulm'")],
  'the same with other literals': [query("SELECT name FROM customers WHERE id = 2 AND city = 'O''Hara'")],
  'a prepared select, bound twice': [
    Buffer.concat([
      parse('s', 'SELECT id, born FROM customers WHERE name = $1'),
      bind('', 's', { values: ['Ann'] }),
      execute(''),
      bind('', 's', { values: [null] }),
      execute(''),
      sync(),
    ]),
  ],
  'parameters in another order, one of them twice': [
    Buffer.concat([
      parse('', 'SELECT id FROM customers WHERE city = $2 AND (id = $1 OR id = $1 + 1)', [23]),
      bind('', '', { values: ['7', 'Ulm'] }),
      execute(''),
      sync(),
    ]),
  ],
  'limit and offset': [query('SELECT id FROM customers ORDER BY id LIMIT 1 OFFSET 1')],
  'limit and offset as parameters': [
    Buffer.concat([
      parse('', 'SELECT id FROM customers ORDER BY name LIMIT $1 OFFSET $2'),
      bind('', '', { values: ['1', '0'] }),
      execute(''),
      sync(),
    ]),
  ],
  'an array parameter': [
    Buffer.concat([
      parse('', 'SELECT id FROM customers WHERE id = ANY ($1)'),
      bind('', '', { values: ['{1,2,5}'] }),
      execute(''),
      sync(),
    ]),
  ],
  'values of the session': [
    query('SELECT id FROM customers WHERE name <> current_user AND city <> current_database()'),
  ],
  'insert returning': [query('INSERT INTO orders (customer_id, total) VALUES (1, 9.99) RETURNING id, total')],
  'insert of several rows': [query("INSERT INTO customers (id, name) VALUES (3, 'Cid'), (4, 'Dan')")],
  'upsert of a row that is there, and of one that is not': [
    query(
      "INSERT INTO customers (id, name) VALUES (4, 'Dora'), (5, 'Eve') ON CONFLICT (id) DO UPDATE SET name = excluded.name",
    ),
  ],
  'insert or nothing': [query("INSERT INTO customers (id, name) VALUES (5, 'Eva') ON CONFLICT DO NOTHING")],
  'update returning': [
    query('UPDATE orders SET total = total + 1 WHERE customer_id = 1 RETURNING id, total'),
  ],
  'update computed by PostgreSQL': [
    query('UPDATE customers SET city = substr(md5(name), 1, 8) WHERE id = 3'),
  ],
  'a code block, of which a part is undone': [
    query(`DO $$ DECLARE n int := 2; r record; BEGIN
      SELECT name, city INTO r FROM customers WHERE id = n;
      UPDATE customers SET city = r.name WHERE id = n;
      BEGIN
        INSERT INTO customers (id, name) VALUES (n, 'Bea');
      EXCEPTION WHEN unique_violation THEN
        FOR r IN SELECT id FROM customers WHERE id <= n ORDER BY id LOOP
          UPDATE customers SET city = 'Bonn' WHERE id = r.id;
        END LOOP;
      END;
    END $$`),
  ],
  'delete returning': [query('DELETE FROM customers WHERE id >= 3 RETURNING name')],
  'a transaction with a savepoint': [
    query('BEGIN'),
    query('UPDATE orders SET total = 0 WHERE id = 1'),
    query('SAVEPOINT a'),
    query('DELETE FROM orders'),
    query('ROLLBACK TO a'),
    query('COMMIT'),
  ],
  'a transaction without statements': [query('BEGIN'), query('COMMIT')],
  'an error in a transaction': [
    query('BEGIN'),
    query("INSERT INTO customers (id, name) VALUES (1, 'again')"),
    query('ROLLBACK'),
  ],
  'several statements in one string': [
    query('DELETE FROM orders WHERE id = 99; SELECT count(*) FROM orders'),
  ],
  'a vector search': [
    Buffer.concat([
      parse('', 'SELECT id FROM items ORDER BY embedding <=> $1 LIMIT 1'),
      bind('', '', { values: ['[1,2,3]'] }),
      execute(''),
      sync(),
    ]),
  ],
  'what only PostgreSQL can evaluate': [
    query("SELECT string_agg(name, '; ' ORDER BY id) FROM customers WHERE active"),
  ],
  'what touches no table': [query('SELECT 1, now()')],
  definitions: [
    query(
      "CREATE TABLE notes (id bigint GENERATED BY DEFAULT AS IDENTITY, body text DEFAULT 'x', tags text[])",
    ),
    query('ALTER TABLE notes ADD COLUMN done boolean NOT NULL DEFAULT false, ALTER COLUMN body SET NOT NULL'),
    query('CREATE UNIQUE INDEX notes_body ON notes (body)'),
    query('CREATE INDEX items_near ON items USING hnsw (embedding vector_cosine_ops)'),
    query('DROP TABLE notes'),
  ],
};

type Expectations = Record<string, Record<string, string[]>>;

function expectations(): Expectations {
  return process.env['PGWIRE_RECORD'] === '1'
    ? {}
    : (JSON.parse(readFileSync(EXPECTED, 'utf8')) as Expectations);
}

describe('what reaches IRIS', function () {
  this.timeout(120_000);
  const expected = expectations();

  after(() => {
    if (process.env['PGWIRE_RECORD'] === '1')
      writeFileSync(EXPECTED, `${JSON.stringify(expected, null, 2)}\n`);
  });

  for (const version of ['2024.1', '2025.3'] as const) {
    describe(`of version ${version}`, () => {
      let gateway: RecordedGateway;
      let talk: Conversation;

      before(async () => {
        gateway = await RecordedGateway.open(dialectOf(version), IMAGE_FOLDER);
        talk = new Conversation(gateway.services);
        await talk.login();
        const answer = await talk.send(query(SCHEMA));
        expect(answer.filter(({ type }) => type === 'ErrorResponse')).to.deep.equal([]);
        gateway.take();
      });

      after(async () => {
        await talk.close();
        await gateway.close();
      });

      for (const [name, parts] of Object.entries(ACTIONS)) {
        it(name, async () => {
          for (const part of parts) await talk.send(part);
          const lines = gateway
            .take()
            .map(({ sql, args }) => (args.length === 0 ? sql : `${sql} <- ${show(args)}`));
          const versions = (expected[name] ??= {});
          if (process.env['PGWIRE_RECORD'] === '1') versions[version] = lines;
          expect(lines).to.deep.equal(versions[version]);
        });
      }
    });
  }
});

function show(args: readonly unknown[]): string {
  return args.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ');
}
