import { expect } from 'chai';
import fc from 'fast-check';
import { RowReader } from '../../../src/copy/from/row-reader.ts';
import type { Batch } from '../../../src/copy/from/batch.ts';
import { readCopyOptions, type CopyOption } from '../../../src/copy/options.ts';
import { createRegistry, DEFAULT_VALUE_SETTINGS, OID } from '../../../src/types/index.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';

const registry = createRegistry({ vectorOid: 0, vectorArrayOid: 0 });

function reader(options: readonly CopyOption[] = []): RowReader {
  return new RowReader(
    {
      schema: 'public',
      table: 't',
      columns: [
        { name: 'a', typeOid: OID.int4, typmod: -1, notNull: true },
        { name: 'b', typeOid: OID.text, typmod: -1, notNull: false },
      ],
      options: readCopyOptions(options, 'from'),
    },
    registry,
    DEFAULT_VALUE_SETTINGS,
  );
}

function batchesOf(rows: RowReader, pieces: readonly Uint8Array[]): Batch[] {
  const batches: Batch[] = [];
  const drain = (): void => {
    for (let batch = rows.next(); batch !== null; batch = rows.next()) batches.push(batch);
  };
  for (const piece of pieces) {
    rows.push(piece);
    drain();
  }
  rows.finish();
  drain();
  return batches;
}

function rowsOf(batches: readonly Batch[]): (readonly IrisValue[])[] {
  return batches.flatMap((batch) => batch.rows);
}

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('rows of COPY FROM', () => {
  it('gives IRIS values in batches of 1000', () => {
    const text = Array.from({ length: 2500 }, (_, i) => `${i}\trow ${i}\n`).join('');
    const batches = batchesOf(reader(), [bytes(text)]);
    expect(batches.map(({ rows }) => rows.length)).to.deep.equal([1000, 1000, 500]);
    expect(rowsOf(batches)[2499]).to.deep.equal([2499, 'row 2499']);
  });

  it('keeps batches below 64 KB', () => {
    const text = Array.from({ length: 20 }, (_, i) => `${i}\t${'x'.repeat(10_000)}\n`).join('');
    expect(batchesOf(reader(), [bytes(text)]).map(({ rows }) => rows.length)).to.deep.equal([7, 7, 6]);
  });

  it('reads characters that are cut between pieces', () => {
    const text = bytes('1\t\u00e9\u20ac\u{1f600}\n2\tz\n');
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (places) => {
        const ends = [...places, text.length].toSorted((a, b) => a - b);
        const pieces = ends.map((end, i) => text.subarray(i === 0 ? 0 : ends[i - 1], end));
        expect(rowsOf(batchesOf(reader(), pieces))).to.deep.equal([
          [1, '\u00e9\u20ac\u{1f600}'],
          [2, 'z'],
        ]);
      }),
    );
  });

  it('says where a value is refused', () => {
    const [batch] = batchesOf(reader(), [bytes('1\tx\ny\tz\n')]);
    expect(batch?.rows).to.have.length(1);
    expect(batch?.failure?.fields).to.include({ sqlstate: '22P02', where: 'COPY t, line 2, column a: "y"' });
  });

  it('refuses NULL before the backend sees it', () => {
    const [batch] = batchesOf(reader(), [bytes('1\tx\n\\N\tz\n')]);
    expect(batch?.failure?.fields).to.include({ sqlstate: '23502', where: 'COPY t, line 2: "\\N\tz"' });
    expect(batch?.refused?.tuple).to.deep.equal([null, 'z']);
  });

  it('leaves out rows with refused values, and tells so, when asked (PostgreSQL 17)', () => {
    const batches = batchesOf(
      reader([
        { name: 'on_error', value: 'ignore' },
        { name: 'log_verbosity', value: 'verbose' },
      ]),
      [bytes('1\tx\ny\tz\n3\tw\n')],
    );
    expect(rowsOf(batches)).to.deep.equal([
      [1, 'x'],
      [3, 'w'],
    ]);
    expect(batches.flatMap(({ skipped }) => skipped.map(({ message }) => message))).to.deep.equal([
      'skipping row due to data type incompatibility at line 2 for column "a": "y"',
      '1 row was skipped due to data type incompatibility',
    ]);
  });

  it('does not leave out a row that lacks a column', () => {
    const [batch] = batchesOf(reader([{ name: 'on_error', value: 'ignore' }]), [bytes('1\n')]);
    expect(batch?.failure?.message).to.equal('missing data for column "b"');
  });
});
