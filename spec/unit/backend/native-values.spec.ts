import { expect } from 'chai';
import { readList } from '../../../src/backend/native/driver/list.ts';
import { FrameReader, frameOf } from '../../../src/backend/native/child/pipe.ts';
import { driverArgument } from '../../../src/backend/native/session/arguments.ts';
import { runRequest } from '../../../src/backend/native/session/helper-request.ts';
import { errorOfStatus } from '../../../src/backend/native/session/status.ts';
import { decodeUtf8 } from '../../../src/backend/native/session/utf8.ts';
import { valueOfItem, valueOfText } from '../../../src/backend/native/session/values.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { dialectOfServer } from '../../../src/sql/iris/version.ts';

function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}

describe('the $LIST reader', () => {
  // Bytes of iris-driver.md section 4.
  const ITEMS: readonly (readonly [string, unknown])[] = [
    ['01', null],
    ['02 01', new Uint8Array(0)],
    ['05 01 61 62 63', bytes('61 62 63')],
    ['06 02 7e 01 6c 00', '\u017el'],
    ['02 04', 0n],
    ['03 04 2a', 42n],
    ['02 05', -1n],
    ['03 05 00', -256n],
    ['04 05 ff fe', -257n],
    ['05 06 fe 39 30', { decimal: '123.45' }],
    ['04 06 ff 05', { decimal: '0.5' }],
    ['04 06 02 05', { decimal: '500' }],
    ['05 07 fe c7 cf', { decimal: '-123.45' }],
    ['0a 08 00 00 00 00 00 00 f8 3f', 1.5],
    ['06 08 00 00 c0 3f', 1.5],
  ];
  for (const [hex, value] of ITEMS) {
    it(`reads ${hex}`, () => expect(readList(bytes(hex))).to.deep.equal([value]));
  }

  it('reads elements of any prefix form one after the other', () => {
    const long = Buffer.alloc(300, 0x78);
    const medium = Buffer.concat([bytes('00 2d 01 01'), long]);
    const large = Buffer.concat([bytes('00 00 00 2d 01 00 00 01'), long]);
    expect(readList(Buffer.concat([medium, bytes('01'), large]))).to.deep.equal([long, null, long]);
  });

  it('refuses bytes that are no list', () => {
    expect(() => readList(bytes('09 01 61'))).to.throw(RangeError);
    expect(() => readList(bytes('03 1f 61'))).to.throw(RangeError);
  });
});

describe('values of IRIS', () => {
  it('have the form of their type', () => {
    expect(valueOfText('9007199254740993', -5)).to.equal(9007199254740993n);
    expect(valueOfText('42', 4)).to.equal(42);
    expect(valueOfText('.5', 2)).to.equal('.5');
    expect(['1.5', '-INF', 'inf'].map((text) => valueOfText(text, 8))).to.deep.equal([
      1.5,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect(valueOfText('nan', 8)).to.be.NaN;
    expect(valueOfText('2024-01-02', 9)).to.equal('2024-01-02');
  });

  it('keep NULL, the empty string and binary values apart', () => {
    expect(valueOfItem(null, 12)).to.equal(null);
    expect(valueOfItem(new Uint8Array(0), 12)).to.equal(null);
    expect(valueOfItem(bytes('00'), 12)).to.equal('');
    expect(valueOfItem(bytes('e9'), 12)).to.equal('\u00e9');
    expect(valueOfItem(bytes('e9 00'), -3)).to.deep.equal(bytes('e9 00'));
    expect(valueOfItem(bytes('00'), -3)).to.deep.equal(new Uint8Array(0));
    expect(valueOfItem({ decimal: '0.5' }, 2)).to.equal('0.5');
  });
});

describe('arguments for IRIS', () => {
  it('go to the driver as what they are in ObjectScript', () => {
    expect([null, '', 'a', 7, 0.1, 2n ** 62n].map(driverArgument)).to.deep.equal([
      null,
      '\0',
      'a',
      7n,
      0.1,
      2n ** 62n,
    ]);
    expect(driverArgument(new Uint8Array(0))).to.equal('\0');
    expect(driverArgument(bytes('00 01'))).to.deep.equal(bytes('00 01'));
  });

  it('refuse one zero byte, which would be read back as none', () => {
    const refused = (): unknown => driverArgument(bytes('00'));
    expect(refused).to.throw(GatewayError, 'one zero byte');
    expect(() => runRequest('', [bytes('00')], 1)).to.throw(GatewayError, 'one zero byte');
  });

  it('go to the helper as JSON in ASCII, long ones in pieces before', () => {
    const { request, appends } = runRequest(
      'SELECT \u017e',
      [null, '', '\u{1f600}', 5, Number.NaN, 9223372036854775807n, bytes('ff'), 'x'.repeat(450_000)],
      100,
    );
    expect(request).to.equal(
      '{"sql":"SELECT \\u017e","args":[null,"","\\ud83d\\ude00",5,{"d":"NAN"},9223372036854775807,{"b":"/w=="},{"p":1}],"rows":100}',
    );
    expect(appends.map((append) => [append.p, 's' in append ? append.s.length : 0])).to.deep.equal([
      [1, 200_000],
      [1, 200_000],
      [1, 50_000],
    ]);
  });

  it('refuse a statement longer than a string of IRIS', () => {
    expect(() => runRequest('x'.repeat(3_700_000), [], 1)).to.throw(GatewayError, 'statement is too long');
  });
});

describe('what IRIS says', () => {
  it('carries the SQLCODE of a failed %Prepare in the text of its status', () => {
    const error = errorOfStatus("ERROR #5540: SQLCODE: -30 Message:  Table 'SQLUSER.X' not found");
    expect([error.sqlcode, error.message]).to.deep.equal([-30, "Table 'SQLUSER.X' not found"]);
    expect(errorOfStatus('ERROR #5001: <PROTECT>').sqlcode).to.equal(-400);
  });

  it('may have surrogates of three bytes each in its UTF-8', () => {
    expect(decodeUtf8(bytes('61 ed a0 bd ed b8 80 7a'))).to.equal('a\u{1f600}z');
    expect(decodeUtf8(Buffer.from('a\u{1f600}\ud7ff'))).to.equal('a\u{1f600}\ud7ff');
  });

  it('tells the version whose SQL is printed', () => {
    const zversion =
      'IRIS for UNIX (Ubuntu Server LTS for x86-64 Containers) 2024.3 (Build 217U) Thu Nov 14 2024';
    expect(dialectOfServer(zversion).version).to.deep.equal([2024, 3]);
    expect(dialectOfServer('something else').version).to.deep.equal([2024, 1]);
  });
});

describe('frames on a pipe', () => {
  it('come out as they went in, however they are cut', () => {
    const messages = [{ a: 1n, b: new Uint8Array([1, 2]) }, 'x'.repeat(100_000), null, { c: undefined }];
    const all = Buffer.concat(messages.map(frameOf));
    for (const size of [1, 3, 1000, all.length]) {
      if (size === 1 && all.length > 200_000) continue;
      const reader = new FrameReader();
      const read: unknown[] = [];
      for (let at = 0; at < all.length; at += size) read.push(...reader.push(all.subarray(at, at + size)));
      expect(read, `pieces of ${size}`).to.deep.equal(messages);
    }
  });
});
