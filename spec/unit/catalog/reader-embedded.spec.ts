import { expect } from 'chai';
import { openEmbeddedSession } from '../../../src/backend/embedded/engine/session.ts';
import { readDictionaryVersion, readSnapshot } from '../../../src/catalog/reader.ts';
import type { CatalogSnapshot } from '../../../src/catalog/snapshot.ts';

const STATEMENTS = [
  'CREATE TABLE "c" ("id" INTEGER NOT NULL, "e" VECTOR(DOUBLE,3), "n" VARCHAR(20) COLLATE %EXACT, CONSTRAINT "c_pkey" PRIMARY KEY ("id"))',
  'CREATE TABLE Sample.Person (Number SERIAL, Name VARCHAR(50), c INTEGER, CONSTRAINT fk FOREIGN KEY (c) REFERENCES "c" ("id") ON DELETE CASCADE)',
  'CREATE INDEX NameIdx ON Sample.Person (Name)',
  'CREATE VIEW PersonNames AS SELECT Name FROM Sample.Person',
  'CREATE TABLE "IrisPGWire"."ColumnType" ("table_schema" VARCHAR(128), "table_name" VARCHAR(128), "column_name" VARCHAR(128), "pg_type" VARCHAR(128), "pg_default" VARCHAR(128), "pg_identity" VARCHAR(1))',
  `INSERT INTO "IrisPGWire"."ColumnType" ("table_schema", "table_name", "column_name", "pg_type", "pg_default", "pg_identity") VALUES ('SQLUser', 'c', 'n', 'text', NULL, '')`,
];

/** The queries of the reader must be understood by what is to behave as IRIS does. */
describe('reading the dictionary of the embedded engine', () => {
  let snapshot: CatalogSnapshot;
  before(() => {
    const session = openEmbeddedSession({
      path: ':memory:',
      dialect: { version: [2024, 1] },
      interrupted: () => false,
    });
    for (const sql of STATEMENTS) session.execute(sql, []);
    snapshot = readSnapshot((sql, args) => [...session.execute(sql, args).rows()].map((row) => [...row]));
    session.close();
  });

  function find(name: string): CatalogSnapshot['tables'][number] {
    const found = snapshot.tables.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`no ${name} in the snapshot`);
    return found;
  }

  it('finds schemas and tables', () => {
    expect(snapshot.schemas).to.have.members(['IrisPGWire', 'SQLUser', 'Sample']);
    expect(snapshot.tables.map(({ name, kind }) => `${kind} ${name}`)).to.have.members([
      'table ColumnType',
      'table Person',
      'table c',
      'view PersonNames',
    ]);
  });

  it('finds types, vectors among them, and what the gateway remembers', () => {
    expect(
      find('c').columns.map(({ irisType, collation, pgType }) => [irisType, collation, pgType]),
    ).to.deep.equal([
      ['INTEGER', 'EXACT', null],
      ['VECTOR(DOUBLE,3)', 'EXACT', null],
      ['VARCHAR(20)', 'EXACT', 'text'],
    ]);
  });

  it('finds keys, foreign keys, indexes and counters', () => {
    expect(find('c').keys).to.deep.equal([{ name: 'c_pkey', kind: 'primary', columns: ['id'] }]);
    const person = find('Person');
    expect(person.columns[0]).to.deep.include({ name: 'Number', generated: 'serial' });
    expect(person.foreignKeys[0]).to.deep.include({
      columns: ['c'],
      targetTable: 'c',
      targetColumns: ['id'],
      onDelete: 'CASCADE',
    });
    expect(person.indexes[0]).to.deep.include({ name: 'NameIdx', columns: ['Name'], unique: false });
  });

  it('tells when a class was made, changed or dropped', () => {
    const session = openEmbeddedSession({
      path: ':memory:',
      dialect: { version: [2024, 1] },
      interrupted: () => false,
    });
    const version = (): string =>
      readDictionaryVersion((sql, args) => [...session.execute(sql, args).rows()].map((row) => [...row]));
    const empty = version();
    session.execute('CREATE TABLE t (a INTEGER)', []);
    const made = version();
    session.execute('DROP TABLE t', []);
    expect(new Set([empty, made, version()]).size).to.be.greaterThan(1);
    expect(made).not.to.equal(empty);
    expect(version()).to.equal(empty);
    session.close();
  });
});
