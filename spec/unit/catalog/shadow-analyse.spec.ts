import { expect } from 'chai';
import type { Analysis, Shadow } from '../../../src/catalog/shadow.ts';
import { ALICE, openShadow, SHADOW_TIMEOUT } from './support/shadow.ts';

describe('analysis in the shadow', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  before(async () => {
    shadow = await openShadow();
  });
  after(() => shadow.close());

  function analyse(text: string, types: number[] = []): Exclude<Analysis, { error: object }> {
    const analysis = shadow.analyse(text, types, ALICE);
    if (analysis.error) throw new Error(analysis.error.message);
    return analysis;
  }

  it('tells parameter types and columns', () => {
    const { parameterTypes, columns } = analyse('select relname, $1::text from pg_class where oid = $2');
    expect(parameterTypes).to.deep.equal([25, 26]);
    expect(columns).to.deep.equal([
      { name: 'relname', tableOid: 1259, attribute: 2, typeOid: 19, typeSize: 64, typmod: -1 },
      { name: 'text', tableOid: 0, attribute: 0, typeOid: 25, typeSize: -1, typmod: -1 },
    ]);
  });

  it('keeps the parameter types it is given', () => {
    expect(analyse('select $1', [1700]).parameterTypes).to.deep.equal([1700]);
  });

  it('gives the analysed tree', () => {
    expect(analyse('select 1 + 2').tree).to.match(/^\{QUERY :commandType 1 .*:opno 551 /s);
  });

  it('has no tree for utility statements and no columns where none come', () => {
    expect(analyse('begin')).to.deep.include({ tree: null, columns: null });
    expect(analyse('show timezone')).to.deep.include({ tree: null });
    expect(analyse('')).to.deep.include({ tree: null, columns: null });
  });

  it('executes nothing', () => {
    analyse('create table never_made (a int)');
    expect(shadow.analyse('select * from never_made', [], ALICE).error).to.deep.include({
      sqlstate: '42P01',
    });
  });

  const errors: [string, string, number, string][] = [
    ['select nope from pg_class', '42703', 8, 'column "nope" does not exist'],
    ['selec 1', '42601', 1, 'syntax error at or near "selec"'],
    ['select * from missing', '42P01', 15, 'relation "missing" does not exist'],
    ['select foo(1)', '42883', 8, 'function foo(integer) does not exist'],
    ["select '\u00fc', nope", '42703', 13, 'column "nope" does not exist'],
  ];
  for (const [text, sqlstate, position, message] of errors) {
    it(`${sqlstate} for ${text}`, () => {
      expect(shadow.analyse(text, [], ALICE).error).to.deep.include({ sqlstate, position, message });
    });
  }

  it('refuses several statements in one', () => {
    expect(shadow.analyse('select 1; select 2', [], ALICE).error).to.deep.include({ sqlstate: '42601' });
  });

  it('forwards notices of the analysis and never the tree', () => {
    const { notices } = analyse(`select 1 as ${'x'.repeat(70)}`);
    expect(notices).to.have.length(1);
    expect(notices[0]).to.deep.include({ severity: 'NOTICE', sqlstate: '42622' });
  });

  it('knows pgvector', () => {
    const { columns } = analyse("select '[1,2]'::vector(2) <=> '[1,3]'");
    expect(columns?.[0]?.typeOid).to.equal(701);
  });
});
