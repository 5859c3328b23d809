import { expect } from 'chai';
import { MirroredCatalog } from '../../../src/catalog/mirrored-catalog.ts';
import type { SequenceInput } from '../../../src/catalog/sequence-laying.ts';
import type { ShadowRows } from '../../../src/catalog/shadow-requests.ts';
import type { Shadow } from '../../../src/catalog/shadow.ts';
import type { CatalogSnapshot } from '../../../src/catalog/snapshot.ts';
import type { SequenceDefinition } from '../../../src/sql/sequence/sequence.ts';
import { ALICE, openShadow, select, SHADOW_TIMEOUT, textRows } from './support/shadow.ts';
import { pgColumn, table } from './support/snapshots.ts';

const S = { schema: 'public', name: 's' };
const COUNTING: SequenceDefinition = {
  type: 'bigint',
  start: '1',
  increment: '1',
  minimum: '1',
  maximum: '100',
  cache: '20',
  cycle: false,
  owner: null,
};

function snapshot(definition: SequenceDefinition): CatalogSnapshot {
  const column = pgColumn('id', 'BIGINT', 'bigint', { pgDefault: `nextval('public.s'::regclass)` });
  return {
    schemas: ['SQLUser'],
    tables: [table('t', [column])],
    sequences: [{ ...S, definition }],
  };
}

describe('sequences of the shadow', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  let catalog: MirroredCatalog;
  before(async () => {
    shadow = await openShadow();
    catalog = new MirroredCatalog(shadow);
    expect(catalog.refresh(snapshot(COUNTING))).to.deep.equal([]);
  });
  after(() => shadow.close());

  function run(text: string, input: Partial<SequenceInput>): ShadowRows {
    return shadow.queryOver(
      {
        text,
        parameterTypes: [],
        parameterFormats: [],
        parameters: [],
        resultFormats: [],
        session: ALICE,
        sequences: {
          positions: [],
          obtained: { current: [], last: null },
          watched: [],
          readOnly: false,
          ...input,
        },
      },
      [],
    );
  }

  const at = (value: string, called: boolean) => ({ positions: [{ ...S, value, called }] });

  it('go on from where they were laid, one by one whatever they preallocate, and tell where they are', () => {
    const answer = run(`select nextval('s'), nextval('s'), currval('s'), lastval()`, at('41', false));
    expect(textRows(answer)).to.deep.equal([['41', '42', '42', '42']]);
    expect(answer.sequences).to.deep.equal({
      moved: [{ ...S, value: '42', called: true }],
      obtained: { current: [{ ...S, value: '42' }], last: S },
    });
  });

  it('know nothing of other sessions', () => {
    run(`select nextval('s')`, at('7', false));
    expect(run(`select currval('s')`, at('8', false)).error?.sqlstate).to.equal('55000');
    const obtained = { current: [{ ...S, value: '3' }], last: S };
    const answer = run(`select currval('s'), lastval()`, { ...at('8', false), obtained });
    expect(textRows(answer)).to.deep.equal([['3', '3']]);
    expect(answer.sequences).to.deep.equal({ moved: [], obtained });
  });

  it('tell what a statement has taken that failed', () => {
    const answer = run(`select 1 / (nextval('s') - 10) from generate_series(1, 5)`, at('8', false));
    expect(answer.error?.sqlstate).to.equal('22012');
    expect(answer.sequences?.moved).to.deep.equal([{ ...S, value: '10', called: true }]);
  });

  it('move nothing in a read-only transaction', () => {
    const answer = run(`select nextval('s')`, { ...at('8', false), readOnly: true });
    expect([answer.error?.sqlstate, answer.sequences?.moved]).to.deep.equal(['25006', []]);
  });

  it('are not obtained from when they were dropped or cannot have the value', () => {
    const current = [
      { schema: 'public', name: 'dropped', value: '1' },
      { ...S, value: '101' },
    ];
    const answer = run(`select nextval('s')`, { ...at('5', false), obtained: { current, last: null } });
    expect(textRows(answer)).to.deep.equal([['5']]);
  });

  it('stay what they are when their definition or their users change', () => {
    const oids = (): unknown => select(shadow, `select 's'::regclass::oid, 't'::regclass::oid`);
    const before = oids();
    expect(catalog.refresh(snapshot({ ...COUNTING, increment: '5', cache: '1' }))).to.deep.equal([]);
    expect(oids()).to.deep.equal(before);
    expect(textRows(run(`select nextval('s'), nextval('s')`, at('10', false)))).to.deep.equal([['10', '15']]);
    expect(
      select(shadow, `select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 't'::regclass`),
    ).to.deep.equal([[`nextval('s'::regclass)`]]);
    const owned = { ...COUNTING, owner: { table: 't', column: 'id' } };
    expect(catalog.refresh(snapshot(owned))).to.deep.equal([]);
    expect(select(shadow, `select pg_get_serial_sequence('t', 'id')`)).to.deep.equal([['public.s']]);
    expect(oids()).to.deep.equal(before);
  });
});
