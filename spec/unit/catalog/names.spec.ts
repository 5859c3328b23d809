import { expect } from 'chai';
import { mirrorTables } from '../../../src/catalog/mirror/mirrored-table.ts';
import { pgName, pgObjectName, pgSchemaName, shorten } from '../../../src/catalog/mirror/names.ts';
import { columnSpellings, irisSchemaName, irisSpelling, pgSpelling } from '../../../src/sql/iris/spelling.ts';
import { column, pgColumn, table } from './support/snapshots.ts';

describe('names of the mirror', () => {
  it('public is SQLUser, in any spelling', () => {
    expect(pgSchemaName('SQLUser')).to.equal('public');
    expect(pgSchemaName('SQLUSER')).to.equal('public');
    expect(irisSchemaName('public')).to.equal('SQLUser');
  });

  it('other schemas are folded', () => {
    expect(pgSchemaName('Sample_Data')).to.equal('sample_data');
    expect(irisSchemaName('sample_data')).to.equal('sample_data');
  });

  it('names made in IRIS are folded in ASCII only', () => {
    expect(pgObjectName('HomeCity', false)).to.equal('homecity');
    expect(pgObjectName('STRASSE_\u00c4', false)).to.equal('strasse_\u00c4');
  });

  it('names made through the gateway keep their spelling', () => {
    expect(pgObjectName('createdAt', true)).to.equal('createdAt');
  });

  /** PostgreSQL's name, IRIS's where nothing is in its way, and beside one that IRIS takes for the same. */
  const SPELLINGS: readonly (readonly [name: string, alone: string, beside: string])[] = [
    ['user', 'user', 'user@@0'],
    ['User', 'User', 'User@@1'],
    ['USER', 'USER', 'USER@@f'],
    ['createdAt', 'createdAt', 'createdAt@@80'],
    ['\u00dcber', '\u00dcber', '\u00dcber@@1'],
    ['two words', 'two words', 'two words@@0'],
    ['a.b', 'a@2eb', 'a@2eb@@0'],
    ['a,b^c"d', 'a@2cb@5ec@22d', 'a@2cb@5ec@22d@@0'],
    ['a->b>c', 'a-@3eb>c', 'a-@3eb>c@@0'],
    ['me@home', 'me@40home', 'me@40home@@0'],
    ['a@@1', 'a@40@401', 'a@40@401@@0'],
    ['%ID', '@25ID', '@25ID@@6'],
    ['100%', '100%', '100%@@0'],
    ['select', 'select', 'select@@0'],
  ];
  for (const [name, alone, beside] of SPELLINGS) {
    it(`${name} is ${alone} in IRIS, or ${beside}, and comes back`, () => {
      expect(irisSpelling(name, () => false)).to.equal(alone);
      expect(irisSpelling(name, (taken) => taken === alone)).to.equal(beside);
      expect(pgSpelling(alone)).to.equal(name);
      expect(pgSpelling(beside)).to.equal(name);
      expect(pgName(beside, true)).to.equal(name);
    });
  }

  it('columns are told apart within their table', () => {
    expect([...columnSpellings(['id', 'ID', 'Id', 'a.b'])]).to.deep.equal([
      ['id', 'id'],
      ['ID', 'ID@@3'],
      ['Id', 'Id@@1'],
      ['a.b', 'a@2eb'],
    ]);
  });

  it('what would be too long for IRIS is refused', () => {
    expect(() => irisSpelling('.'.repeat(63), () => false)).to.throw('is too long for InterSystems IRIS');
  });

  /** PostgreSQL's schema and IRIS's. */
  const SCHEMAS: readonly (readonly [name: string, irisName: string])[] = [
    ['public', 'SQLUser'],
    ['sales', 'sales'],
    ['Sales', 'Sales@@1'],
    ['my schema', 'my schema'],
    ['a.b', 'a@2eb'],
    ['PUBLIC', 'PUBLIC'],
    ['PG_X', 'PG_X'],
    ['Public', 'Public@@1'],
  ];
  for (const [name, irisName] of SCHEMAS) {
    it(`the schema ${name} is ${irisName}`, () => {
      expect(irisSchemaName(name)).to.equal(irisName);
      expect(pgSchemaName(irisName)).to.equal(name);
    });
  }

  it('a schema of IRIS whose name PostgreSQL reserves is shown in upper case', () => {
    expect(pgSchemaName('Public')).to.equal('PUBLIC');
    expect(pgSchemaName('pg_Tools')).to.equal('PG_TOOLS');
  });

  it('a table of IRIS makes way for one of the gateway, and a column for another', () => {
    const ours = table('user@@0', [pgColumn('id', 'INTEGER', 'integer')]);
    const theirs = table('USER', [column('Id', 'INTEGER')]);
    const names = mirrorTables([theirs, ours]).map(({ name }) => name);
    expect(names[1]).to.equal('user');
    expect(names[0]).to.match(/^user_[0-9a-f]{8}$/);
  });

  it('long names are cut to 63 bytes and stay apart', () => {
    const first = shorten(`${'a'.repeat(80)}1`);
    const second = shorten(`${'a'.repeat(80)}2`);
    expect(Buffer.byteLength(first)).to.equal(63);
    expect(first).not.to.equal(second);
    expect(shorten('a'.repeat(63))).to.equal('a'.repeat(63));
  });

  it('cuts between characters', () => {
    const cut = shorten('\u20ac'.repeat(30));
    expect(Buffer.byteLength(cut)).to.be.at.most(63);
    expect(cut).not.to.include('\ufffd');
    expect(cut).to.match(/^\u20ac{18}_[0-9a-f]{8}$/);
  });
});
