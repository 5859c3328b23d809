import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { DataRowWriter, decodeBackend, encodeBackend, splitMessages } from '../../../src/protocol/index.ts';
import { bytes, hex } from '../../support/bytes.ts';

describe('data row writer', () => {
  it('writes the same frames as DataRow messages', () => {
    const rows = new DataRowWriter();
    rows.beginRow(3);
    rows.text('é');
    rows.null();
    rows.bytes(hex('0001'));
    rows.endRow();
    rows.beginRow(0);
    rows.endRow();
    expect(rows.rows).to.equal(2);
    const expected = bytes((writer) => {
      encodeBackend(writer, { type: 'DataRow', values: [Buffer.from('é'), null, hex('0001')] });
      encodeBackend(writer, { type: 'DataRow', values: [] });
    });
    expect(rows.size).to.equal(expected.length);
    expect(Buffer.from(rows.take())).to.deep.equal(expected);
    expect([rows.size, rows.rows]).to.deep.equal([0, 0]);
  });

  it('never hands over a row that was not ended', () => {
    const rows = new DataRowWriter();
    rows.beginRow(1);
    rows.text('whole');
    rows.endRow();
    rows.beginRow(2);
    rows.text('half');
    expect(() => rows.endRow()).to.throw('a row lacks 1 columns');
    const taken = [...splitMessages(rows.take())];
    expect(taken.map(({ type, body }) => decodeBackend(type, body))).to.deep.equal([
      { type: 'DataRow', values: [Buffer.from('whole')] },
    ]);
    rows.beginRow(1);
    rows.null();
    rows.endRow();
    expect(Buffer.from(rows.take())).to.deep.equal(hex('44 0000000a 0001 ffffffff'));
  });

  it('gives bytes that can be transferred to another thread', () => {
    const rows = new DataRowWriter();
    for (let index = 0; index < 10_000; index += 1) {
      rows.beginRow(1);
      rows.text(`row ${index}`);
      rows.endRow();
    }
    const taken = rows.take();
    const { length } = taken;
    const moved = structuredClone(taken, { transfer: [taken.buffer] });
    expect(taken).to.have.lengthOf(0);
    expect(moved).to.have.lengthOf(length);
    expect([...splitMessages(moved)]).to.have.lengthOf(10_000);
    expect(structuredClone(rows.take())).to.have.lengthOf(0);
  });
});
