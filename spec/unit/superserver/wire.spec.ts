import { expect } from 'chai';
import fc from 'fast-check';
import { encodeFrame, FrameError, Framer, MAX_PAYLOAD } from '../../support/superserver/wire/frame.ts';
import { type Item, ListError, textItem } from '../../support/superserver/wire/item.ts';
import { handshakeReply, readLogin } from '../../support/superserver/wire/login.ts';
import { readList } from '../../support/superserver/wire/read-list.ts';
import { scramble, unscramble } from '../../support/superserver/wire/scramble.ts';
import { writeList } from '../../support/superserver/wire/write-list.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Buffer => Buffer.from(text, 'hex');

describe('superserver frames', () => {
  it('are cut from any segmentation', () => {
    const frame = fc.record({
      count: fc.nat(2 ** 32 - 1),
      statement: fc.nat(2 ** 32 - 1),
      code: fc.nat(65_535),
      payload: fc.uint8Array({ maxLength: 300 }).map((data) => Buffer.from(new Uint8Array(data))),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 4 }), fc.integer({ min: 1, max: 50 }), (frames, size) => {
        const stream = Buffer.concat(frames.map(encodeFrame));
        const framer = new Framer();
        const found = [];
        for (let at = 0; at < stream.length; at += size) {
          found.push(...framer.push(stream.subarray(at, at + size)));
        }
        expect(found).to.deep.equal(frames);
      }),
    );
  });

  it('have the header of the protocol', () => {
    const frame = { count: 5, statement: 0, code: 0xc24b, payload: Buffer.from(new Uint8Array([1])) };
    expect(hex(encodeFrame(frame))).to.equal('0100000005000000000000004bc201');
  });

  it('end where a length cannot be meant', () => {
    const header = Buffer.alloc(14);
    header.writeUInt32LE(MAX_PAYLOAD + 1, 0);
    expect(() => new Framer().push(header)).to.throw(FrameError);
  });
});

describe('superserver lists', () => {
  // iris-driver.md section 4.
  const documented: readonly [string, Item][] = [
    ['01', { kind: 'null' }],
    ['0201', textItem('')],
    ['0501616263', textItem('abc')],
    ['04027e01', textItem('\u017e')],
    ['0204', { kind: 'integer', value: 0n, byReference: false }],
    ['03042a', { kind: 'integer', value: 42n, byReference: false }],
    ['0205', { kind: 'integer', value: -1n, byReference: false }],
    ['030500', { kind: 'integer', value: -256n, byReference: false }],
    ['0405fffe', { kind: 'integer', value: -257n, byReference: false }],
    ['0506fe3930', { kind: 'decimal', mantissa: 12_345n, exponent: -2, byReference: false }],
    ['0a08000000000000f83f', { kind: 'double', value: 1.5, byReference: false }],
    ['0d193137404d792e436c617373', { kind: 'oref', number: 17, className: 'My.Class', byReference: false }],
  ];

  it('are written and read as documented', () => {
    for (const [text, item] of documented) {
      expect(readList(bytes(text)), text).to.deep.equal([item]);
      expect(hex(writeList([item]))).to.equal(text);
    }
  });

  it('read what only the driver writes', () => {
    expect(readList(bytes('04193137'))).to.deep.equal([
      { kind: 'oref', number: 17, className: '', byReference: false },
    ]);
    expect(readList(bytes('0521616263'))).to.deep.equal([{ ...textItem('abc'), byReference: true }]);
    expect(readList(bytes('00040001616263'))).to.deep.equal([textItem('abc')]);
    expect(readList(bytes('0000000400000001616263'))).to.deep.equal([textItem('abc')]);
    expect(readList(bytes('05027e0161'))).to.deep.equal([textItem('\u017e')]);
  });

  it('use the prefix that the length needs', () => {
    const prefixes = new Map([
      [253, 'ff01'],
      [254, '00ff0001'],
      [65_534, '00ffff01'],
      [65_535, '0000000000010001'],
    ]);
    for (const [length, prefix] of prefixes) {
      const list = writeList([textItem('x'.repeat(length))]);
      expect(hex(list).startsWith(prefix), `${length}: ${hex(list.subarray(0, 9))}`).to.equal(true);
      expect(readList(list)).to.deep.equal([textItem('x'.repeat(length))]);
    }
  });

  it('come back as they were', () => {
    const whole = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const item: fc.Arbitrary<Item> = fc.oneof(
      fc.constant<Item>({ kind: 'null' }),
      fc.uint16Array({ maxLength: 20 }).map((units) => textItem(String.fromCharCode(...units))),
      whole.map((value): Item => ({ kind: 'integer', value, byReference: false })),
      fc
        .tuple(whole, fc.integer({ min: -128, max: 127 }))
        .map(([mantissa, exponent]): Item => ({ kind: 'decimal', mantissa, exponent, byReference: false })),
      fc.double().map((value): Item => ({ kind: 'double', value, byReference: false })),
    );
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(readList(writeList(items))).to.deep.equal(items);
      }),
    );
  });

  it('never lead out of their bytes', () => {
    for (const cut of [
      '05016162',
      '00',
      '0004',
      '000000',
      '00000004000000',
      '0306',
      '0408',
      '0303',
      '0319',
    ]) {
      expect(() => readList(bytes(cut)), cut).to.throw(ListError);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        try {
          readList(noise);
        } catch (error) {
          expect(error).to.be.instanceOf(ListError);
        }
      }),
    );
  });
});

describe('superserver logins', () => {
  it('carry names and passwords scrambled', () => {
    expect(hex(scramble('_SYSTEM'))).to.equal('5d7cbefe403fdf');
    expect(hex(scramble('SYS'))).to.equal('9effde');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const text = Buffer.from(noise).toString('latin1');
        expect(unscramble(scramble(text))).to.equal(text);
      }),
    );
  });

  it('are read from the first six items, whatever follows', () => {
    const scrambled = (text: string): Item => textItem(scramble(text).toString('latin1'));
    const items = writeList([
      textItem('USER'),
      scrambled('_SYSTEM'),
      scrambled('SYS'),
      textItem('root\0'),
      textItem('vm\0'),
      textItem('MainThread\0'),
    ]);
    expect(readLogin(Buffer.concat([items, bytes('0bff00ff')]))).to.deep.equal({
      namespace: 'USER',
      user: '_SYSTEM',
      password: 'SYS',
      hostName: 'vm',
      application: 'MainThread',
    });
    expect(() => readLogin(writeList([textItem('USER')]))).to.throw(ListError);
  });

  it('are preceded by a handshake: version 67, Unicode, a locale', () => {
    expect(hex(handshakeReply())).to.equal(`43000100${hex(writeList([textItem('UTF8')]))}`);
  });
});
