import { expect } from 'chai';
import { Reader } from '../../../src/protocol/index.ts';
import { hex } from '../../support/bytes.ts';
import { errorOf } from '../../support/gateway-errors.ts';

const INSUFFICIENT = 'ERROR 08P01 insufficient data left in message';

describe('reader', () => {
  it('reads numbers in network byte order', () => {
    const reader = new Reader(hex('ff ff fffe fffe fffffffd fffffffd fffffffffffffffc'));
    expect([
      reader.uint8(),
      reader.int8(),
      reader.int16(),
      reader.uint16(),
      reader.int32(),
      reader.uint32(),
      reader.int64(),
    ]).to.deep.equal([255, -1, -2, 65_534, -3, 4_294_967_293, -4n]);
    reader.end();
  });

  it('reads nothing past the end, and nothing of what does not fit', () => {
    const outer = hex('0102 0304 0506 0708');
    const reader = new Reader(outer.subarray(0, 1));
    for (const read of ['int16', 'uint16', 'int32', 'uint32', 'int64', 'value'] as const) {
      expect(
        errorOf(() => reader[read]()),
        read,
      ).to.equal(INSUFFICIENT);
    }
    expect(errorOf(() => reader.bytes(2))).to.equal(INSUFFICIENT);
    expect(errorOf(() => reader.bytes(-1))).to.equal(INSUFFICIENT);
    expect(errorOf(() => reader.cstring())).to.equal('ERROR 08P01 invalid string in message');
    expect(reader.uint8()).to.equal(1);
    expect(errorOf(() => reader.uint8())).to.equal('ERROR 08P01 no data left in message');
    expect(errorOf(() => reader.int8())).to.equal('ERROR 08P01 no data left in message');
  });

  it('reads a part of a larger buffer, Uint8Arrays included', () => {
    const { buffer } = new Uint8Array([9, 9, 0x61, 0x62, 0, 0x63, 9]);
    const reader = new Reader(new Uint8Array(buffer, 2, 4));
    expect(reader.cstring()).to.equal('ab');
    expect(Array.from(reader.rest())).to.deep.equal([0x63]);
  });

  it('refuses counts that the message cannot hold', () => {
    expect(errorOf(() => new Reader(hex('ffff 00')).count(1))).to.equal(INSUFFICIENT);
    expect(new Reader(hex('0002 0000 0000')).count(2)).to.equal(2);
  });

  it('end() refuses what is left', () => {
    const reader = new Reader(hex('00'));
    expect(errorOf(() => reader.end())).to.equal('ERROR 08P01 invalid message format');
    reader.uint8();
    expect(errorOf(() => reader.end())).to.equal(null);
  });
});
