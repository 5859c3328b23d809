import { expect } from 'chai';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import { contents } from './support/contents.ts';
import { ALICE, openShadow, SHADOW_TIMEOUT } from './support/shadow.ts';
import { SHOP } from './support/snapshots.ts';

describe('trials of DDL', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  before(async () => {
    shadow = await openShadow();
    new MirroredCatalog(shadow).refresh(SHOP);
  });
  after(() => shadow.close());

  const good = [
    'create table t (id serial primary key, a int unique, b text default now()::text, c int references customers)',
    'alter table orders add column note text not null default $$x$$',
    'drop table customers cascade',
    'create index on orders (total)',
    'create index concurrently on orders (total)',
    'create view v as select * from orders',
    'create schema s create table inner_table (a int)',
  ];
  for (const text of good) {
    it(`takes ${text}`, () => {
      expect(shadow.tryDdl(text, ALICE).error).to.equal(null);
    });
  }

  const bad: [string, string, number | undefined][] = [
    ['create table orders (a int)', '42P07', undefined],
    ['create table t (a int, a int)', '42701', undefined],
    ['create table t (a nosuchtype)', '42704', 19],
    ['create table t (a int references nowhere)', '42P01', undefined],
    ['alter table orders drop column nope', '42703', undefined],
    ['drop table customers', '2BP01', undefined],
    ['drop table nowhere', '42P01', undefined],
    ['drop table pg_catalog.pg_class', '42501', undefined],
    ['create table pg_catalog.mine (a int)', '42501', 14],
  ];
  for (const [text, sqlstate, position] of bad) {
    it(`says ${sqlstate} to ${text}`, () => {
      const { error } = shadow.tryDdl(text, ALICE);
      expect(error?.sqlstate).to.equal(sqlstate);
      expect(error?.position).to.equal(position);
    });
  }

  it('forwards notices', () => {
    const { error, notices } = shadow.tryDdl('create table if not exists orders (a int)', ALICE);
    expect(error).to.equal(null);
    expect(notices.map(({ message }) => message)).to.deep.equal([
      'relation "orders" already exists, skipping',
    ]);
  });

  it('leave everything as it was', () => {
    const before = contents(shadow);
    for (const text of good) shadow.tryDdl(text, ALICE);
    expect(contents(shadow)).to.deep.equal(before);
  });
});
