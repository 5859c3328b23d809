import { expect } from 'chai';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import { ALICE, openShadow, select, SHADOW_TIMEOUT } from './support/shadow.ts';
import { foreignKey, pgColumn, primaryKey, table } from './support/snapshots.ts';

const ITEMS = table(
  'items',
  [
    pgColumn('id', 'INTEGER', 'int4', { nullable: false }),
    pgColumn('small', 'SMALLINT', 'int2'),
    pgColumn('price', 'NUMERIC(6,2)', 'numeric(6,2)', { pgDefault: '1.5' }),
    pgColumn('name', 'VARCHAR(5)', 'character varying(5)'),
  ],
  {
    keys: [primaryKey('items_pkey', 'id')],
    foreignKeys: [foreignKey('items_small', ['small'], 'items', ['id'])],
  },
);

describe('trials of changes', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  const refusal = (text: string, parameters: (string | null)[] = []): object | null =>
    shadow.tryChange(
      {
        text,
        parameterTypes: [],
        parameterFormats: [],
        parameters: parameters.map((value) => (value === null ? null : Buffer.from(value))),
        resultFormats: [],
        session: ALICE,
      },
      { schema: 'public', name: 'items' },
    );

  before(async () => {
    shadow = await openShadow();
    new MirroredCatalog(shadow).refresh({ schemas: ['SQLUser'], tables: [ITEMS] });
  });
  after(() => shadow.close());

  it('show the row that lacks a value, defaults included', () => {
    expect(refusal(`insert into items (name) values ('a')`)).to.deep.include({
      sqlstate: '23502',
      detail: 'Failing row contains (null, null, 1.50, a).',
      schema: 'public',
      table: 'items',
      column: 'id',
    });
  });

  it('know the types of values', () => {
    expect(refusal('insert into items (id, small) values (1, 40000)')).to.deep.include({
      sqlstate: '22003',
      message: 'smallint out of range',
    });
    expect(refusal('insert into items (id, price) values ($1, $2)', ['1', '10000'])).to.deep.include({
      message: 'numeric field overflow',
      detail: 'A field with precision 6, scale 2 must round to an absolute value less than 10^4.',
    });
    expect(refusal(`update items set name = 'too long'`)).to.deep.include({
      message: 'value too long for type character varying(5)',
    });
  });

  it('take a good change, foreign keys unchecked, and keep nothing of it', () => {
    expect(refusal('insert into items (id, small) values (1, 99)')).to.equal(null);
    expect(refusal('insert into items (id) values (1)')).to.equal(null);
    expect(select(shadow, 'select count(*) from items')).to.deep.equal([['0']]);
    expect(select(shadow, `select pg_relation_size('items')`)).to.deep.equal([['0']]);
  });

  it('are guarded afterwards as before', () => {
    refusal('insert into items (id) values (1)');
    expect(() => select(shadow, 'insert into items (id) values (1)')).to.throw();
    expect(select(shadow, 'select current_user, session_user')).to.deep.equal([[ALICE.user, ALICE.user]]);
    expect(select(shadow, 'show session_replication_role')).to.deep.equal([['origin']]);
  });
});
