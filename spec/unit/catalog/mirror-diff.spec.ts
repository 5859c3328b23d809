import { expect } from 'chai';
import { diffPlans } from '../../../src/catalog/mirror/diff.ts';
import { planMirror } from '../../../src/catalog/mirror/mirror-plan.ts';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import type { CatalogSnapshot } from '../../../src/catalog/snapshot.ts';
import { contents } from './support/contents.ts';
import { openShadow, withShadow, SHADOW_TIMEOUT } from './support/shadow.ts';
import {
  column,
  foreignKey,
  index,
  pgColumn,
  primaryKey,
  SHOP,
  shopWith,
  table,
} from './support/snapshots.ts';

const [customers, orders] = ['customers', 'orders'].map((name) => SHOP.tables.find((t) => t.name === name));

/** What happens to the shop, step by step. */
const STEPS: readonly (readonly [string, CatalogSnapshot])[] = [
  ['the shop', SHOP],
  ['nothing', SHOP],
  [
    'a column is added to the target of a foreign key that a view depends on',
    shopWith([{ ...customers!, columns: [...customers!.columns, pgColumn('note', 'VARCHAR(10)', 'text')] }]),
  ],
  ['the column is taken away again', SHOP],
  [
    'a column of a view changes its type',
    shopWith([
      {
        ...orders!,
        columns: orders!.columns.map((c) =>
          c.name === 'total' ? pgColumn('total', 'NUMERIC(14,4)', 'numeric(14,4)') : c,
        ),
      },
    ]),
  ],
  ['a table is dropped with its foreign key', shopWith([], ['orders', 'big_orders'])],
  [
    'it comes back with another index',
    shopWith([{ ...orders!, indexes: [index('orders_total', ['total'])] }]),
  ],
  [
    'two tables refer to each other and to themselves',
    shopWith([
      table(
        'a',
        [pgColumn('id', 'INTEGER', 'integer', { nullable: false }), pgColumn('b', 'INTEGER', 'integer')],
        {
          keys: [primaryKey('a_pkey', 'id')],
          foreignKeys: [foreignKey('a_b', ['b'], 'b', ['id'], { onUpdate: 'SET NULL' })],
        },
      ),
      table(
        'b',
        [pgColumn('id', 'INTEGER', 'integer', { nullable: false }), pgColumn('a', 'INTEGER', 'integer')],
        {
          keys: [primaryKey('b_pkey', 'id')],
          foreignKeys: [foreignKey('b_a', ['a'], 'a', ['id']), foreignKey('b_b', ['a'], 'b', ['id'])],
        },
      ),
    ]),
  ],
  [
    'a schema disappears and names collide',
    {
      schemas: ['SQLUser', 'More'],
      tables: SHOP.tables
        .filter(({ schema }) => schema !== 'Sample')
        .concat(
          ['x', 'y'].map((name) =>
            table(name, [column('Id', 'INTEGER')], { schema: 'More', indexes: [index('IdIdx', ['Id'])] }),
          ),
        ),
    },
  ],
  ['everything is dropped', { schemas: [], tables: [] }],
];

describe('differences of snapshots', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  let catalog: MirroredCatalog;
  before(async () => {
    shadow = await openShadow();
    catalog = new MirroredCatalog(shadow);
  });
  after(() => shadow.close());

  for (const [what, snapshot] of STEPS) {
    it(`${what}: the same as building it anew`, async () => {
      expect(catalog.refresh(snapshot)).to.deep.equal([]);
      await withShadow((fresh) => {
        const anew = new MirroredCatalog(fresh);
        expect(anew.refresh(snapshot)).to.deep.equal([]);
        expect(contents(shadow)).to.deep.equal(contents(fresh));
        expect([...catalog.relations.all()]).to.deep.equal([...anew.relations.all()]);
      });
    });
  }

  it('are none between equal snapshots', () => {
    expect(diffPlans(planMirror(SHOP), planMirror(structuredClone(SHOP)))).to.deep.equal([]);
  });

  it('leave alone what did not change', () => {
    const more = shopWith([table('extra', [column('a', 'INTEGER')])]);
    const objects = diffPlans(planMirror(SHOP), planMirror(more)).map(({ object }) => object);
    expect(objects).to.deep.equal([
      'view public.big_orders',
      'dead rows',
      'checkpoint',
      'table public.extra',
      'view public.big_orders',
    ]);
  });
});
