import { expect } from 'chai';
import fc from 'fast-check';
import { Shadow } from '../../../src/catalog/shadow.ts';
import { loadImage } from '../../../src/catalog/image.ts';
import { decodeBackend, splitMessages } from '../../../src/protocol/backend/decode.ts';
import { ALICE, ask, IMAGE_FOLDER, openShadow, select, SHADOW_TIMEOUT, textRows } from './support/shadow.ts';

describe('queries in the shadow', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  before(async () => {
    shadow = await openShadow();
  });
  after(() => shadow.close());

  it('answers with columns, rows and tag', () => {
    const answer = ask(shadow, "select x, 'a' || x as t from generate_series(1, 3) x");
    expect(answer.error).to.equal(null);
    expect(answer.tag).to.equal('SELECT 3');
    expect(answer.rowCount).to.equal(3);
    expect(answer.columns?.map(({ name, typeOid }) => [name, typeOid])).to.deep.equal([
      ['x', 23],
      ['t', 25],
    ]);
    expect(textRows(answer)).to.deep.equal([
      ['1', 'a1'],
      ['2', 'a2'],
      ['3', 'a3'],
    ]);
  });

  it('gives rows in memory that can be transferred', () => {
    const { rows } = ask(shadow, 'select 1');
    expect(rows.byteOffset).to.equal(0);
    expect(rows.buffer.byteLength).to.equal(rows.length);
  });

  it('takes parameters and gives results in binary', () => {
    const answer = shadow.query({
      text: 'select $1::int4 + 1, $2::text',
      parameterTypes: [],
      parameterFormats: [1, 0],
      parameters: [Uint8Array.of(0, 0, 0, 41), null],
      resultFormats: [1, 0],
      session: ALICE,
    });
    expect(answer.error).to.equal(null);
    const [row] = [...splitMessages(answer.rows)].map(({ type, body }) => decodeBackend(type, body));
    expect(row).to.deep.equal({ type: 'DataRow', values: [Buffer.from([0, 0, 0, 42]), null] });
  });

  it('gives an empty statement no tag', () => {
    expect(ask(shadow, '')).to.deep.include({ tag: null, error: null, columns: null });
  });

  it('explains', () => {
    expect(select(shadow, 'explain (costs off) select 1')).to.deep.equal([['Result']]);
  });

  it('gives errors with the rows before them', () => {
    const answer = ask(shadow, 'select 1 / (3 - x) from generate_series(1, 5) x');
    expect(answer.error).to.deep.include({ sqlstate: '22012', message: 'division by zero' });
    expect(answer.tag).to.equal(null);
  });

  it('forwards notices', () => {
    const answer = ask(shadow, `select 1 as ${'x'.repeat(70)}`);
    expect(answer.notices.map(({ severity }) => severity)).to.deep.equal(['NOTICE']);
  });

  it('pins now() to the microsecond', () => {
    const session = { ...ALICE, now: 1_700_000_000_123_457n };
    expect(select(shadow, "select now(), current_timestamp, 'now'::timestamptz", session)).to.deep.equal([
      Array.from({ length: 3 }, () => '2023-11-14 22:13:20.123457+00'),
    ]);
  });

  it('pins now() to any microsecond of this century', () => {
    const instants = fc.bigInt(946_684_800_000_000n, 4_102_444_800_000_000n);
    fc.assert(
      fc.property(instants, (now) => {
        const [[text] = []] = select(shadow, '(select (extract(epoch from now()) * 1000000)::int8)', {
          ...ALICE,
          now,
        });
        expect(text).to.equal(String(now));
      }),
    );
  });

  it('fails cleanly when the answer is too large', async () => {
    const small = await Shadow.open({ image: await loadImage(IMAGE_FOLDER), maximumAnswer: 100_000 });
    try {
      expect(ask(small, "select repeat('x', 1000) from generate_series(1, 1000)").error).to.deep.include({
        sqlstate: '54000',
      });
      expect(select(small, 'select 1')).to.deep.equal([['1']]);
    } finally {
      await small.close();
    }
  });
});
