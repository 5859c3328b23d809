import { expect } from 'chai';
import { Translator } from '../../../src/translation/translator.ts';
import { SESSION } from '../../support/translation/session.ts';
import { IMAGE_FOLDER, SHADOW_TIMEOUT } from '../catalog/support/shadow.ts';
import { SHOP } from '../catalog/support/snapshots.ts';

/** Sub-selects as values, in a query on orders o: IRIS may run those that can have one row at most. */
const ONE_ROW = [
  'select max(id) from customers',
  'select count(*) from customers having count(*) > 1',
  'select name from customers where id = o.customer_id',
  `select name from customers where email = 'a@b' and active`,
  'select name from customers where 1 = id',
  'select name from customers order by name limit 1',
  'select c.name from customers c join orders p on p.customer_id = c.id where p.id = o.id',
  'select c.name from orders p left join customers c on c.id = p.customer_id where p.id = o.id',
  'select c.name from orders p, customers c where p.id = 5 and c.id = p.customer_id',
  'select m.n from (select max(id) as n from customers) m',
  'select o.id + 1',
  'select v.a from (values (1)) v(a)',
  'select name from customers where id = 5::bigint group by name',
];

const SEVERAL_ROWS = [
  'select name from customers',
  'select name from customers where id > 5',
  'select name from customers where id = 5 or id = 6',
  'select name from customers where name = o.total::text',
  'select count(*) from customers group by active',
  'select name from customers limit 2',
  'select c.name from customers c join orders p on p.customer_id = c.id where c.id = o.customer_id',
  'select p.id from orders p left join customers c on c.id = p.customer_id and p.id = o.id',
  'select c.id from customers c full join orders p on p.id = c.id where c.id = 1 and p.id = 1',
  'select v.a from (values (1), (2)) v(a)',
  'select id from customers union select id from orders',
  'select c.id from customers c where c.id = c.id',
  'select generate_series(1, 2)',
];

describe('sub-selects as values', function () {
  this.timeout(2 * SHADOW_TIMEOUT);
  let translator: Translator;
  before(async () => {
    translator = await Translator.create({
      analysers: 1,
      queries: 1,
      imageFolder: IMAGE_FOLDER,
      cacheSize: 100,
      timeoutMs: 60_000,
      dialect: { version: [2024, 1] },
      serverVersion: '14.20',
      owner: '_SYSTEM',
      report: () => undefined,
    });
    expect(await translator.refresh(SHOP)).to.deep.equal([]);
  });
  after(() => translator.close());

  const kinds = [
    ...ONE_ROW.map((sql) => [sql, 'backend']),
    ...SEVERAL_ROWS.map((sql) => [sql, 'remainder']),
  ] as const;
  for (const [sql, kind] of kinds) {
    it(`${kind}: ${sql}`, async () => {
      const prepared = await translator.prepare(`select o.id, (${sql}) from orders o`, [], SESSION);
      expect(prepared.kind).to.equal(kind);
    });
  }

  it('sees through WITH', async () => {
    const prepared = await translator.prepare(
      'with m as (select max(id) as n from customers) select (select n from m) from orders',
      [],
      SESSION,
    );
    expect(prepared.kind).to.equal('backend');
  });
});
