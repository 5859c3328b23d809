import { expect } from 'chai';
import { loadImage } from '../../../src/catalog/image.ts';
import type { MirrorStatement } from '../../../src/catalog/mirror/statement.ts';
import { Shadow } from '../../../src/catalog/shadow.ts';
import { ALICE, IMAGE_FOLDER, select, SHADOW_TIMEOUT } from './support/shadow.ts';

const TABLE: MirrorStatement = {
  object: 'table public.notes',
  sql: 'create table notes (id integer primary key, body text not null)',
  oid: 100_008,
};
const CONSTRAINTS = `select conname, contype from pg_constraint where conrelid = 'public.notes'::regclass order by 1`;
const INFORMED = `select constraint_name, constraint_type from information_schema.table_constraints where table_name = 'notes' order by 1`;

describe('constraints of NOT NULL columns', function () {
  this.timeout(SHADOW_TIMEOUT);

  async function withVersion(
    serverVersion: string,
    answersQueries: boolean,
    body: (shadow: Shadow) => void,
  ): Promise<void> {
    const image = await loadImage(IMAGE_FOLDER);
    const shadow = await Shadow.open({ image, serverVersion, answersQueries });
    try {
      expect(shadow.apply([TABLE])).to.deep.equal([]);
      body(shadow);
    } finally {
      await shadow.close();
    }
  }

  it('are not in the catalog of queries for clients of versions that have none', () =>
    withVersion('15.9', true, (shadow) => {
      expect(select(shadow, CONSTRAINTS)).to.deep.equal([['notes_pkey', 'p']]);
      const dangling = `select count(*) from pg_depend d where classid = 'pg_constraint'::regclass
        and not exists (select from pg_constraint k where k.oid = d.objid)`;
      expect(select(shadow, dangling)).to.deep.equal([['0']]);
    }));

  it('are in information_schema as those versions name them', () =>
    withVersion('15.9', true, (shadow) => {
      expect(select(shadow, INFORMED)).to.deep.equal([
        ['2200_100008_1_not_null', 'CHECK'],
        ['2200_100008_2_not_null', 'CHECK'],
        ['notes_pkey', 'PRIMARY KEY'],
      ]);
      const clause = `select check_clause from information_schema.check_constraints where constraint_name = '2200_100008_2_not_null'`;
      expect(select(shadow, clause)).to.deep.equal([['body IS NOT NULL']]);
    }));

  it('are not needed to drop the table and make it again', () =>
    withVersion('15.9', true, (shadow) => {
      const drop: MirrorStatement = {
        object: 'table public.notes',
        sql: 'drop table notes cascade',
        oid: null,
      };
      expect(shadow.apply([drop])).to.deep.equal([]);
      expect(shadow.apply([{ ...TABLE, oid: 100_016 }])).to.deep.equal([]);
      expect(select(shadow, CONSTRAINTS)).to.deep.equal([['notes_pkey', 'p']]);
    }));

  it('are kept where definitions are tried', () =>
    withVersion('15.9', false, (shadow) => {
      const { error } = shadow.tryDdl('alter table notes alter body drop not null', ALICE);
      expect(error).to.equal(null);
    }));

  it('are shown to clients of 18', () =>
    withVersion('18.1', true, (shadow) => {
      expect(select(shadow, CONSTRAINTS)).to.deep.equal([
        ['notes_body_not_null', 'n'],
        ['notes_id_not_null', 'n'],
        ['notes_pkey', 'p'],
      ]);
    }));
});
