import { expect } from 'chai';
import { irisSchemaName, pgObjectName, pgSchemaName, shorten } from '../../../src/catalog/mirror/names.ts';

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
