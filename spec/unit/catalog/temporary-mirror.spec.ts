import { expect } from 'chai';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import type { TemporarySchema } from '../../../src/catalog/temporary.ts';
import { openShadow, select, SHADOW_TIMEOUT } from './support/shadow.ts';
import { pgColumn, primaryKey, table } from './support/snapshots.ts';

const SHARED = { schemas: ['SQLUser'], tables: [table('t', [pgColumn('shared', 'INTEGER', 'integer')])] };

function temporary(prefix: string, version: number, ...columns: string[]): TemporarySchema {
  const made = table(
    `${prefix}t`,
    columns.map((name) => pgColumn(name, 'INTEGER', 'integer', { nullable: false })),
    { schema: 'IrisPgwireTemp', keys: [primaryKey('t_pkey', columns[0] ?? '')] },
  );
  return { prefix, version, tables: [made] };
}

describe('temporary tables in the shadow', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  let catalog: MirroredCatalog;
  before(async () => {
    shadow = await openShadow();
    catalog = new MirroredCatalog(shadow);
    catalog.refresh(SHARED);
  });
  after(() => shadow.close());

  const columns = (): unknown =>
    select(shadow, `select attname from pg_attribute where attrelid = 't'::regclass and attnum > 0`).flat();

  it('are those of the session that is served, and hide shared ones', () => {
    expect(columns()).to.deep.equal(['shared']);
    catalog.layTemporary(temporary('a_1_', 1, 'one'));
    expect(columns()).to.deep.equal(['one']);
    catalog.layTemporary(temporary('a_2_', 1, 'two', 'three'));
    expect(columns()).to.deep.equal(['two', 'three']);
    catalog.layTemporary(undefined);
    expect(columns()).to.deep.equal(['shared']);
  });

  it('have both their names', () => {
    catalog.layTemporary(temporary('a_1_', 2, 'one'));
    const found = catalog.relations.named('pg_temp', 't');
    expect(found).to.include({ irisSchema: 'IrisPgwireTemp', irisName: 'a_1_t', name: 't' });
    expect(found?.keys.map(({ name }) => name)).to.deep.equal(['t_pkey']);
    expect(catalog.relations.named('public', 't')?.columns.map(({ name }) => name)).to.deep.equal(['shared']);
    expect(
      select(shadow, `select relpersistence, oid::text from pg_class where oid = 't'::regclass`),
    ).to.deep.equal([['t', String(found?.oid)]]);
  });

  it('keep their OID when their session comes back', () => {
    const oid = (): number | undefined => catalog.relations.named('pg_temp', 't')?.oid;
    const first = oid();
    catalog.layTemporary(undefined);
    expect(oid()).to.equal(undefined);
    catalog.layTemporary(temporary('a_1_', 2, 'one'));
    expect(oid()).to.equal(first);
  });

  it('follow a new schema', () => {
    catalog.layTemporary(temporary('a_1_', 3, 'one'));
    catalog.refresh({ ...SHARED, tables: [] });
    expect(catalog.relations.named('pg_temp', 't')).to.equal(undefined);
    catalog.layTemporary(temporary('a_1_', 3, 'one'));
    expect(columns()).to.deep.equal(['one']);
  });
});
