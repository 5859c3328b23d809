import { expect } from 'chai';
import { loadImage } from '../../../src/catalog/image.ts';
import { Shadow } from '../../../src/catalog/shadow.ts';
import { ALICE, IMAGE_FOLDER, SHADOW_TIMEOUT, textRows } from './support/shadow.ts';

const TABLE = 'create table notes (id integer primary key, body text not null)';
const CONSTRAINTS = `select conname, contype from pg_constraint where conrelid = 'public.notes'::regclass order by 1`;

describe('constraints of NOT NULL columns', function () {
  this.timeout(SHADOW_TIMEOUT);

  async function withVersion(serverVersion: string, body: (shadow: Shadow) => void): Promise<void> {
    const shadow = await Shadow.open({ image: await loadImage(IMAGE_FOLDER), serverVersion });
    try {
      shadow.apply([{ object: 'table public.notes', sql: TABLE, oid: null }]);
      body(shadow);
    } finally {
      await shadow.close();
    }
  }

  function rows(shadow: Shadow, text: string, readsConstraints: boolean): (string | null)[][] {
    const nothing = { parameterTypes: [], parameterFormats: [], parameters: [], resultFormats: [] };
    return textRows(shadow.query({ ...nothing, text, session: ALICE, readsConstraints }));
  }

  it('are not in pg_constraint for clients of versions that have none', () =>
    withVersion('15.9', (shadow) => {
      expect(rows(shadow, CONSTRAINTS, true)).to.deep.equal([['notes_pkey', 'p']]);
    }));

  it('are there again for the definitions that follow', () =>
    withVersion('15.9', (shadow) => {
      rows(shadow, CONSTRAINTS, true);
      const { error } = shadow.tryDdl('alter table notes alter body drop not null', ALICE);
      expect(error).to.equal(null);
    }));

  it('leave a failed query and the next one alone', () =>
    withVersion('15.9', (shadow) => {
      expect(() => rows(shadow, 'select 1 / 0 from pg_constraint', true)).to.throw('22012');
      expect(rows(shadow, CONSTRAINTS, true)).to.deep.equal([['notes_pkey', 'p']]);
      expect(rows(shadow, 'select 1', false)).to.deep.equal([['1']]);
    }));

  it('are shown to clients of 18', () =>
    withVersion('18.1', (shadow) => {
      expect(rows(shadow, CONSTRAINTS, true)).to.deep.equal([
        ['notes_body_not_null', 'n'],
        ['notes_id_not_null', 'n'],
        ['notes_pkey', 'p'],
      ]);
    }));
});
