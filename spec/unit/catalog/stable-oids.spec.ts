import { expect } from 'chai';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import type { CatalogSnapshot, SnapshotTable } from '../../../src/catalog/snapshot.ts';
import { NO_FACTS } from '../../../src/sql/ddl/catalog-facts.ts';
import { select, SHADOW_TIMEOUT, withShadow } from './support/shadow.ts';
import { pgColumn, primaryKey, SHOP, table } from './support/snapshots.ts';

/** All objects of users whose OIDs a client may keep. */
const OIDS = `select 'class', relname::text, oid from pg_class where oid >= 100000 and relkind <> 't'
    and relname not like 'pg_toast%'
  union all select 'type', typname, oid from pg_type where oid >= 100000
  union all select 'constraint', conrelid::regclass || ' ' || contypid::regtype || ' ' || conname, oid from pg_constraint where oid >= 100000
  union all select 'label', enumlabel, oid from pg_enum
  union all select 'schema', nspname, oid from pg_namespace where oid >= 100000
  order by 1, 2`;

const PART = table(
  'part',
  [
    pgColumn('id', 'INTEGER', 'integer', { nullable: false }),
    pgColumn('whole', 'INTEGER', 'integer'),
    pgColumn('mood', 'VARCHAR(63)', 'mood'),
    pgColumn('share', 'INTEGER', 'percent'),
  ],
  {
    keys: [primaryKey('part_pkey', 'id')],
    foreignKeys: [
      {
        name: 'part_whole_fkey',
        columns: ['whole'],
        targetSchema: 'SQLUser',
        targetTable: 'part',
        targetColumns: ['id'],
        onDelete: 'NO ACTION',
        onUpdate: 'NO ACTION',
      },
    ],
  },
);

const WHOLE: CatalogSnapshot = {
  ...SHOP,
  tables: [...SHOP.tables, PART],
  types: [
    { schema: 'SQLUser', name: 'mood', definition: { kind: 'enum', labels: ['sad', 'ok', 'happy'] } },
    {
      schema: 'SQLUser',
      name: 'percent',
      definition: {
        kind: 'domain',
        base: 'integer',
        baseName: 'integer',
        typmod: -1,
        collation: null,
        notNull: false,
        default: null,
        checks: [{ name: 'percent_check', check: 'value <= 100', valid: true }],
        baseUser: null,
      },
    },
  ],
  facts: { ...NO_FACTS, checks: [{ key: ['public', 'part', 'part_check'], value: 'CHECK ((id > 0))' }] },
};

function oidsOf(shadow: Shadow): unknown[] {
  return select(shadow, OIDS);
}

/** As gateways meet the schema that were there when it was made, in whatever order. */
function* byAndBy(tables: readonly SnapshotTable[]): Generator<CatalogSnapshot> {
  const { types: _types, ...rest } = WHOLE;
  yield { ...rest, tables: [] };
  for (let count = 1; count <= tables.length; count += 1) {
    // A table that others refer to comes and goes: they are made again with it.
    if (count > 2) yield { ...WHOLE, tables: tables.slice(1, count) };
    yield { ...WHOLE, tables: tables.slice(0, count) };
  }
  yield { ...rest, tables: tables.filter(({ name }) => name !== 'part') };
  yield WHOLE;
}

describe('OIDs of tables, indexes, sequences, types, labels and constraints', function () {
  this.timeout(SHADOW_TIMEOUT);

  it('are the same in every shadow, however it came to the schema', async () => {
    let expected: unknown[] = [];
    await withShadow((shadow) => {
      expect(new MirroredCatalog(shadow).refresh(WHOLE)).to.deep.equal([]);
      expected = oidsOf(shadow);
    });
    const kinds = new Set(expected.map((row) => (row as string[])[0]));
    expect([...kinds]).to.have.members(['class', 'type', 'constraint', 'label', 'schema']);
    await withShadow((shadow) => {
      const catalog = new MirroredCatalog(shadow);
      for (const snapshot of byAndBy(WHOLE.tables.toReversed())) catalog.refresh(snapshot);
      expect(oidsOf(shadow)).to.deep.equal(expected);
    });
  });
});
