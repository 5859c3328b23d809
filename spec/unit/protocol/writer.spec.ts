import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { Writer } from '../../../src/protocol/index.ts';
import { bytes, hex } from '../../support/bytes.ts';
import { errorOf } from '../../support/gateway-errors.ts';

describe('writer', () => {
  it('writes numbers in network byte order', () => {
    const written = bytes((writer) => {
      writer.uint8(255).int8(-1).int16(-2).uint16(65_534).int32(-3).uint32(4_294_967_293).int64(-4n);
    });
    expect(written).to.deep.equal(hex('ff ff fffe fffe fffffffd fffffffd fffffffffffffffc'));
  });

  it('refuses numbers that would wrap', () => {
    const writer = new Writer();
    expect(() => writer.uint8(256)).to.throw(RangeError);
    expect(() => writer.int16(32_768)).to.throw(RangeError);
    expect(() => writer.uint16(65_536)).to.throw(RangeError);
    expect(() => writer.int32(2_147_483_648)).to.throw(RangeError);
    expect(() => writer.uint32(-1)).to.throw(RangeError);
    expect(() => writer.int64(2n ** 63n)).to.throw(RangeError);
  });

  for (const length of [0, 1, 31, 32, 33, 4095, 4096, 100_000]) {
    it(`writes texts of ${length} characters as UTF-8`, () => {
      for (const character of ['a', 'é', '€', '😀', '\0', '\ud800']) {
        const texts = [character.repeat(length), `${'a'.repeat(Math.max(0, length - 1))}${character}`];
        for (const text of texts) {
          expect(
            bytes((writer) => writer.uint8(1).text(text).uint8(2)).equals(
              Buffer.concat([Buffer.of(1), Buffer.from(text), Buffer.of(2)]),
            ),
          ).to.equal(true);
          expect(bytes((writer) => writer.textValue(text)).readInt32BE()).to.equal(Buffer.byteLength(text));
        }
      }
    });
  }

  it('refuses a NUL within a string', () => {
    expect(errorOf(() => new Writer().cstring('a\0'))).to.equal(
      'ERROR 22021 invalid byte sequence for encoding "UTF8": 0x00',
    );
  });

  it('patches the length of each message', () => {
    const written = bytes((writer) => {
      writer.begin('Z').text('I').finish();
      writer.begin().int32(7).finish();
    });
    expect(written).to.deep.equal(hex('5a 00000005 49 00000008 00000007'));
  });

  it('starts anew after take and leaves the bytes taken alone', () => {
    const writer = new Writer(4);
    const first = writer.text('abc').take();
    const second = writer.text('xyz').take();
    expect(Buffer.from(first).toString()).to.equal('abc');
    expect(Buffer.from(second).toString()).to.equal('xyz');
    expect(writer.take()).to.have.lengthOf(0);
  });

  it('refuses what would not fit a message instead of wrapping its length (CVE-2024-27304)', () => {
    const writer = new Writer();
    const huge = new Uint8Array(0x3fff_ffff);
    expect(errorOf(() => writer.uint8(0).bytes(huge))).to.equal(
      'ERROR 54000 string buffer exceeds maximum allowed length (1073741823 bytes)',
    );
    expect(writer.length).to.equal(1);
  });
});
