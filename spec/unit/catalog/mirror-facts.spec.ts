import { expect } from 'chai';
import { catalogFacts } from '../../../src/catalog/facts.ts';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import type { CatalogSnapshot } from '../../../src/catalog/snapshot.ts';
import type { CatalogFacts } from '../../../src/sql/ddl/catalog-facts.ts';
import { openShadow, SHADOW_TIMEOUT } from './support/shadow.ts';
import { pgColumn, primaryKey, table } from './support/snapshots.ts';

const ITEM = table(
  'Item',
  [
    pgColumn('id', 'INTEGER', 'integer', { nullable: false }),
    pgColumn('qty', 'INTEGER', 'integer'),
    pgColumn('twice', 'INTEGER', 'integer'),
  ],
  {
    keys: [primaryKey('Item_pkey', 'id')],
    foreignKeys: [
      {
        name: 'Item_qty_fkey',
        columns: ['qty'],
        targetSchema: 'SQLUser',
        targetTable: 'Item',
        targetColumns: ['id'],
        onDelete: 'NO ACTION',
        onUpdate: 'NO ACTION',
      },
    ],
  },
);

const FACTS: CatalogFacts = {
  checks: [
    { key: ['public', 'Item', 'a "check"'], value: 'CHECK ((qty > 0)) NOT VALID' },
    { key: ['public', 'Item', 'b_check'], value: 'CHECK ((twice < 100))' },
  ],
  foreignKeys: [
    {
      key: ['public', 'Item', 'Item_qty_fkey'],
      value: 'FOREIGN KEY (qty) REFERENCES public."Item"(id) ON DELETE RESTRICT DEFERRABLE',
    },
  ],
  generated: [{ key: ['public', 'Item', 'twice'], value: '(qty * 2)' }],
  indexes: [{ key: ['public', 'Item', 'Item_hash'], value: 'hash (qty)' }],
  comments: [
    { key: ['index', '["public","Item_pkey"]'], value: 'key' },
    { key: ['schema', '["public"]'], value: `o'ur\\s` },
    { key: ['table column', '["public","Item","qty"]'], value: 'how many' },
    { key: ['table constraint', '["public","Item","b_check"]'], value: 'not too many' },
  ],
};

const snapshot = (facts: CatalogFacts): CatalogSnapshot => ({ schemas: ['SQLUser'], tables: [ITEM], facts });

describe('constraints, generated columns and comments in the mirror', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  let catalog: MirroredCatalog;
  before(async () => {
    shadow = await openShadow();
    catalog = new MirroredCatalog(shadow);
  });
  after(() => shadow.close());

  /** As the catalog says them, types of its own left out. */
  function said(): CatalogFacts {
    const { comments, ...others } = catalogFacts(shadow);
    return { ...others, comments: comments.filter(({ key: [kind] }) => kind !== 'type') };
  }

  it('are what is remembered', () => {
    expect(catalog.refresh(snapshot(FACTS))).to.deep.equal([]);
    expect(said()).to.deep.equal(FACTS);
  });

  it('follow what is remembered', () => {
    const less: CatalogFacts = {
      checks: FACTS.checks.slice(1),
      foreignKeys: [],
      generated: [],
      indexes: [],
      comments: [{ key: ['schema', '["public"]'], value: null }],
    };
    expect(catalog.refresh(snapshot(less))).to.deep.equal([]);
    expect(said()).to.deep.equal({ ...less, comments: [] });
    expect(catalog.refresh(snapshot(FACTS))).to.deep.equal([]);
    expect(said()).to.deep.equal(FACTS);
  });

  it('are told to the translator: settled checks, and what columns are made of', () => {
    const relation = catalog.relations.named('public', 'Item');
    expect(relation?.checks).to.deep.equal([
      { name: 'a "check"', condition: '(qty > 0)', attnums: [2], settled: false },
      { name: 'b_check', condition: '(twice < 100)', attnums: [3], settled: true },
    ]);
    const twice = relation?.columns.find(({ name }) => name === 'twice');
    expect(twice).to.include({ defaultExpression: null, computedAs: 'CAST((qty * 2) AS integer)' });
    expect(twice?.computedFrom).to.deep.equal([2]);
  });

  it('leave out tables that are not there', () => {
    expect(
      catalog.refresh({ schemas: ['SQLUser'], tables: [], facts: { ...FACTS, comments: [] } }),
    ).to.deep.equal([]);
    expect(said()).to.deep.include({ checks: [], generated: [] });
  });
});
