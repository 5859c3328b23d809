import { expect } from 'chai';
import { lostTables, restore, type TouchedObjects } from '../../../src/catalog/restoration/restore.ts';
import { changedRelations } from '../../../src/catalog/restoration/snapshot-objects.ts';
import { withoutDropped } from '../../../src/catalog/restoration/without-dropped.ts';
import type { CatalogSnapshot, SnapshotColumn, SnapshotTable } from '../../../src/catalog/snapshot.ts';

function column(name: string, more: Partial<SnapshotColumn> = {}): SnapshotColumn {
  return {
    name,
    irisType: 'INTEGER',
    nullable: true,
    generated: null,
    collation: 'EXACT',
    pgType: null,
    pgDefault: null,
    pgIdentity: null,
    ...more,
  };
}

function table(name: string, more: Partial<SnapshotTable> = {}): SnapshotTable {
  return {
    schema: 'SQLUser',
    name,
    kind: 'table',
    definition: null,
    columns: [column('a')],
    keys: [],
    foreignKeys: [],
    indexes: [],
    ...more,
  };
}

function snapshot(...tables: SnapshotTable[]): CatalogSnapshot {
  return { schemas: ['SQLUser'], tables };
}

/** The statements, with what was made said by name. */
function statements(before: CatalogSnapshot, after: CatalogSnapshot, ...made: string[]): string[] {
  const scope: TouchedObjects = {
    touched: changedRelations(before, after),
    made: new Set(made.map((name) => JSON.stringify(['SQLUSER', name.toUpperCase()]))),
    schemas: [],
  };
  return restore(before, after, scope).map(({ statement }) => statement.sql);
}

const KEY = { name: 'p', kind: 'primary', columns: ['a'] } as const;

function reference(name: string, target: string): SnapshotTable['foreignKeys'][number] {
  return {
    name,
    columns: ['a'],
    targetSchema: 'SQLUser',
    targetTable: target,
    targetColumns: ['a'],
    onDelete: 'CASCADE',
    onUpdate: 'NO ACTION',
  };
}

describe('restoring the dictionary', () => {
  it('does nothing where the backend has undone everything', () => {
    expect(statements(snapshot(table('t')), snapshot(table('t')), 't')).to.deep.equal([]);
  });

  it('drops what was made only, after the foreign keys to it', () => {
    const after = snapshot(
      table('made', { keys: [KEY] }),
      table('others'),
      table('t', { foreignKeys: [reference('f', 'made')] }),
    );
    expect(statements(snapshot(table('t')), after, 'made')).to.deep.equal([
      'ALTER TABLE "SQLUser"."t" DROP CONSTRAINT "f"',
      'DROP TABLE "SQLUser"."made" CASCADE',
    ]);
  });

  it('gives back constraints and indexes in an order that IRIS takes', () => {
    const index = { name: 'i', unique: true, columns: ['a'], method: 'btree', distance: null } as const;
    const before = snapshot(
      table('t', { keys: [KEY], indexes: [index] }),
      table('u', { foreignKeys: [reference('f', 't')] }),
    );
    expect(statements(before, snapshot(table('t'), table('u')))).to.deep.equal([
      'ALTER TABLE "SQLUser"."t" ADD CONSTRAINT "p" PRIMARY KEY ("a")',
      'CREATE UNIQUE INDEX "i" ON TABLE "SQLUser"."t" ("a")',
      'ALTER TABLE "SQLUser"."u" ADD CONSTRAINT "f" FOREIGN KEY ("a") REFERENCES "SQLUser"."t" ("a") ON DELETE CASCADE ON UPDATE NO ACTION',
    ]);
  });

  it('gives columns their type, default and nullability', () => {
    const before = table('t', {
      columns: [
        column('a', { nullable: false }),
        column('s', { irisType: 'VARCHAR(20)', irisDefault: '"it ""is"" so"' }),
        column('n', { irisDefault: '5' }),
        column('o', { irisDefault: '$HOROLOG' }),
      ],
    });
    const after = table('t', {
      columns: [
        column('a'),
        column('s', { irisType: 'VARCHAR(40)' }),
        column('n', { irisDefault: '6' }),
        column('o'),
        column('b'),
      ],
    });
    const change = 'ALTER TABLE "SQLUser"."t"';
    expect(statements(snapshot(before), snapshot(after))).to.deep.equal([
      `${change} DROP COLUMN "b"`,
      `${change} ALTER COLUMN "a" NOT NULL`,
      `${change} ALTER COLUMN "s" VARCHAR(20)`,
      `${change} ALTER COLUMN "s" COLLATE %EXACT`,
      `${change} ALTER COLUMN "s" SET DEFAULT 'it "is" so'`,
      `${change} ALTER COLUMN "n" SET DEFAULT 5`,
      `${change} ALTER COLUMN "o" SET DEFAULT OBJECTSCRIPT '$HOROLOG'`,
    ]);
  });

  it('makes views again, changed or gone', () => {
    const view = (name: string, irisQuery: string): SnapshotTable => table(name, { kind: 'view', irisQuery });
    const before = snapshot(view('v', 'SELECT 1'), view('w', 'SELECT 2'));
    expect(statements(before, snapshot(view('v', 'SELECT 3')), 'v')).to.deep.equal([
      'CREATE OR REPLACE VIEW "SQLUser"."v" ("a") AS SELECT 1',
      'CREATE OR REPLACE VIEW "SQLUser"."w" ("a") AS SELECT 2',
    ]);
  });

  it('tells which tables are lost', () => {
    const before = snapshot(table('t'), table('u'));
    const scope = { touched: null, made: new Set<string>(), schemas: [] };
    expect(lostTables(before, snapshot(table('u')), scope).map(({ name }) => name)).to.deep.equal(['t']);
  });
});

describe('a schema without what is dropped', () => {
  const object = { schema: 'sqluser', table: 'T', part: '' } as const;

  it('lacks tables, and all of a schema', () => {
    const all = snapshot(table('t'), table('u'));
    expect(withoutDropped(all, [{ ...object, kind: 'table' }]).tables.map(({ name }) => name)).to.deep.equal([
      'u',
    ]);
    expect(withoutDropped(all, [{ ...object, kind: 'schema', table: '' }])).to.deep.equal({
      schemas: [],
      tables: [],
    });
  });

  it('lacks columns with what is over them', () => {
    const all = snapshot(table('t', { columns: [column('a'), column('b')], keys: [KEY] }));
    const [left] = withoutDropped(all, [{ ...object, kind: 'column', part: 'A' }]).tables;
    expect(left?.columns.map(({ name }) => name)).to.deep.equal(['b']);
    expect(left?.keys).to.deep.equal([]);
  });
});
