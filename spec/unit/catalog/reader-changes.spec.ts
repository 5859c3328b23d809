import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbeddedSession } from '../../../src/backend/embedded/engine/session.ts';
import { DictionaryMemory } from '../../../src/backend/lane/dictionary-memory.ts';
import type { IrisSession } from '../../../src/backend/iris-session.ts';
import { type DictionaryQuery, readChanges, readSnapshot } from '../../../src/catalog/reader.ts';
import type { CatalogSnapshot } from '../../../src/catalog/snapshot.ts';

/** Each step changes the dictionary in another way, and names the tables that are read again for it. */
const STEPS: readonly (readonly [sql: string, read: readonly string[]])[] = [
  ['CREATE TABLE a (id INTEGER NOT NULL, CONSTRAINT a_pkey PRIMARY KEY (id))', ['a']],
  ['CREATE TABLE b (id INTEGER, a INTEGER, CONSTRAINT b_a FOREIGN KEY (a) REFERENCES a (id))', ['b']],
  ['CREATE TABLE c (v VECTOR(DOUBLE,3), n SERIAL)', ['c']],
  [`CREATE INDEX c_v ON TABLE c (v) AS HNSW(Distance='Cosine')`, ['c']],
  ['CREATE VIEW w AS SELECT id FROM a', ['w']],
  // What refers to a changed table is read again.
  ['ALTER TABLE a ADD COLUMN more VARCHAR(20)', ['a', 'b']],
  [
    'CREATE TABLE "IrisPGWire"."ColumnType" ("table_schema" VARCHAR(128), "table_name" VARCHAR(128), "column_name" VARCHAR(128), "pg_type" VARCHAR(128), "pg_default" VARCHAR(128), "pg_identity" VARCHAR(1))',
    ['ColumnType'],
  ],
  // So is one of which the gateway has learned something, though IRIS has not changed it.
  [`INSERT INTO "IrisPGWire"."ColumnType" VALUES ('SQLUser', 'a', 'more', 'text', NULL, '')`, ['a', 'b']],
  [`UPDATE "IrisPGWire"."ColumnType" SET "pg_default" = 'now()'`, ['a', 'b']],
  ['DROP VIEW w', []],
  ['DROP TABLE b', []],
];

describe('reading what has changed in the dictionary', () => {
  let session: IrisSession;
  let asked: string[] = [];
  const query: DictionaryQuery = (sql, args) => {
    asked.push(sql);
    return [...session.execute(sql, args).rows()].map((row) => [...row]);
  };
  beforeEach(() => {
    session = openEmbeddedSession({
      path: ':memory:',
      dialect: { version: [2025, 1] },
      interrupted: () => false,
    });
  });
  afterEach(() => session.close());

  function read(memory: DictionaryMemory): { snapshot: CatalogSnapshot; tables: string[] } {
    asked = [];
    const reading = memory.begin();
    const changes = readChanges(query, reading.known);
    return { tables: changes.snapshot.tables.map(({ name }) => name), snapshot: reading.finish(changes) };
  }

  it('gives what reading all of it gives, after every kind of change', async () => {
    const memory = new DictionaryMemory();
    for (const [sql, expected] of STEPS) {
      session.execute(sql, []);
      // Another definition makes sure that this one is not the last: those are read again.
      await pause(3);
      session.execute('CREATE TABLE newest (id INTEGER)', []);
      const { snapshot, tables } = read(memory);
      expect(snapshot, sql).to.deep.equal(readSnapshot(query));
      expect(
        tables.filter((name) => name !== 'newest'),
        sql,
      ).to.deep.equal(expected);
      session.execute('DROP TABLE newest', []);
      await pause(3);
      session.execute('CREATE TABLE other (id INTEGER)', []);
      read(memory);
      session.execute('DROP TABLE other', []);
    }
  });

  it('keeps what has not changed as the object that it was, and names what it asks for', async () => {
    const memory = new DictionaryMemory();
    session.execute('CREATE TABLE a (id INTEGER)', []);
    await pause(3);
    session.execute('CREATE TABLE b (id INTEGER)', []);
    const [first] = read(memory).snapshot.tables;
    const { snapshot, tables } = read(memory);
    expect(snapshot.tables[0]).to.equal(first);
    expect(tables, 'the last one may change once more within its tick').to.deep.equal(['b']);
    const columns = asked.find((sql) => sql.includes('INFORMATION_SCHEMA.COLUMNS'));
    expect(columns).to.include('WHERE ((TABLE_SCHEMA = ? AND TABLE_NAME = ?))');
  });

  it('sees definitions that were rolled back, and made again otherwise', async () => {
    const memory = new DictionaryMemory();
    session.execute('CREATE TABLE a (id INTEGER)', []);
    await pause(3);
    session.execute('CREATE TABLE z (id INTEGER)', []);
    read(memory);
    session.execute('DROP TABLE a', []);
    session.execute('CREATE TABLE a (id VARCHAR(10))', []);
    expect(read(memory).snapshot).to.deep.equal(readSnapshot(query));
  });
});
