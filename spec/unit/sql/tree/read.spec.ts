import { expect } from 'chai';
import { readTree } from '../../../../src/sql/tree/read.ts';

/** A Query of one target with this name, as nodeToString prints it. */
function named(name: string): string {
  return `{QUERY :commandType 1 :targetList ({TARGETENTRY :expr <> :resno 1 :resname ${name} :resjunk false})}`;
}

function nameOf(text: string): unknown {
  return readTree(text).targetList?.[0]?.resname;
}

describe('reading of analysed trees', () => {
  it('knows null, booleans, numbers and node lists', () => {
    const query = readTree(
      '{QUERY :commandType 1 :hasAggs false :utilityStmt <> :rtable ({RANGETBLENTRY :rtekind 0 :relid 16400 :alias {ALIAS :aliasname t :colnames ("id" "a")}} {RANGETBLENTRY :rtekind 5 :coltypes (o 23 25)}) :stmt_len -1}',
    );
    expect(query).to.deep.equal({
      kind: 'QUERY',
      commandType: 1,
      hasAggs: false,
      utilityStmt: null,
      rtable: [
        {
          kind: 'RANGETBLENTRY',
          rtekind: 0,
          relid: 16400,
          alias: { kind: 'ALIAS', aliasname: 't', colnames: ['id', 'a'] },
        },
        { kind: 'RANGETBLENTRY', rtekind: 5, coltypes: [23, 25] },
      ],
      stmt_len: -1,
    });
  });

  it('keeps names that look like other values', () => {
    expect(nameOf(named('true'))).to.equal('true');
    expect(nameOf(named('\\5'))).to.equal('5');
    expect(nameOf(named('""'))).to.equal('');
    expect(nameOf(named('<>'))).to.equal(null);
  });

  it('takes backslashes off', () => {
    expect(nameOf(named('a\\ b\\(c\\)\\{\\}\\\\'))).to.equal('a b(c){}\\');
    expect(nameOf(named('\\"x'))).to.equal('"x');
  });

  it('reads empty and filled sets of integers', () => {
    const query = readTree('{QUERY :a (b) :c (b 1 22) :d (i 3) :e (i -1 -1)}') as unknown as Record<
      string,
      unknown
    >;
    expect(query['a']).to.deep.equal([]);
    expect(query['c']).to.deep.equal([1, 22]);
    expect(query['d']).to.deep.equal([3]);
    expect(query['e']).to.deep.equal([-1, -1]);
  });

  it('reads datums as bytes', () => {
    const query = readTree(
      '{QUERY :limitCount {CONST :consttype 1700 :constvalue 4 [ 16 0 -128 127 ]} :limitOffset {CONST :constvalue <>}}',
    );
    expect(query.limitCount).to.deep.equal({
      kind: 'CONST',
      consttype: 1700,
      constvalue: Uint8Array.of(16, 0, 128, 127),
    });
    expect(query.limitOffset).to.deep.equal({ kind: 'CONST', constvalue: null });
  });

  it('takes line ends for blanks, but joins a token that fills its line', () => {
    expect(nameOf(named('ab').replaceAll(' ', '\n'))).to.equal('ab');
    const long = 'x'.repeat(90);
    const cut = named('').replace(':resname  ', `:resname\n${long.slice(0, 78)}\n${long.slice(78)}\n`);
    expect(nameOf(cut)).to.equal(long);
    const wide = '\u00e9'.repeat(50);
    const cutWide = named('').replace(':resname  ', `:resname\n${wide.slice(0, 39)}\n${wide.slice(39)}\n`);
    expect(nameOf(cutWide)).to.equal(wide);
  });

  it('renames the field that is called as the label', () => {
    const query = readTree('{QUERY :groupingSets ({GROUPINGSET :kind 2 :content (i 1) :location 5})}');
    expect(query.groupingSets?.[0]?.setKind).to.equal(2);
  });

  it('refuses what is no tree', () => {
    for (const text of ['', '{VAR :varno 1}', '{QUERY :commandType', '{QUERY :a (1 2', 'QUERY']) {
      expect(() => readTree(text), text).to.throw('unexpected form of an analysed tree');
    }
  });
});
