import { expect } from 'chai';
import { conversionOf, encodingNamed } from '../../../src/encoding/encoding.ts';
import { readCopyOptions } from '../../../src/copy/options.ts';
import { encodeSingleByte } from '../../../src/encoding/single-byte.ts';

describe('options of COPY', () => {
  it('have the defaults of their format', () => {
    expect(readCopyOptions([], 'from')).to.include({
      format: 'text',
      delimiter: '\t',
      nullText: '\\N',
      quote: '',
    });
    expect(readCopyOptions([{ name: 'format', value: 'csv' }], 'from')).to.include({
      delimiter: ',',
      nullText: '',
      quote: '"',
      escape: '"',
    });
  });

  it('tell the place of what is wrong', () => {
    const options = [{ name: 'nonsense', value: null, position: 17 }];
    expect(() => readCopyOptions(options, 'from'))
      .to.throw('option "nonsense" not recognized')
      .with.nested.property('fields.position', 17);
  });

  it('knows no option by the name of an object', () => {
    expect(() => readCopyOptions([{ name: 'constructor', value: 'x' }], 'from')).to.throw('not recognized');
  });

  it('refuses on_error where rows are not read from text', () => {
    const ignore = { name: 'on_error', value: 'ignore' };
    expect(() => readCopyOptions([ignore], 'to')).to.throw('COPY ON_ERROR cannot be used with COPY TO');
    expect(() => readCopyOptions([{ name: 'format', value: 'binary' }, ignore], 'from')).to.throw(
      'only ON_ERROR STOP is allowed in BINARY mode',
    );
  });
});

describe('encodings of COPY', () => {
  for (const [spelling, name] of [
    ['utf-8', 'UTF8'],
    ['Unicode', 'UTF8'],
    ['ISO_8859_1', 'LATIN1'],
    ['windows-1252', 'WIN1252'],
    ['euc_jp', 'EUC_JP'],
    ['nonsense', undefined],
  ] as const) {
    it(`${spelling} is ${String(name)}`, () => {
      expect(encodingNamed(spelling)).to.equal(name);
    });
  }

  it('refuses what it cannot convert', () => {
    expect(() => conversionOf('EUC_JP')).to.throw('conversion between UTF8 and EUC_JP is not supported');
  });

  it('writes bytes, or says which character has none', () => {
    expect([...encodeSingleByte('a\u20ac', conversionOf('WIN1252'))]).to.deep.equal([0x61, 0x80]);
    expect(() => encodeSingleByte('\u20ac', conversionOf('LATIN1')))
      .to.throw(
        'character with byte sequence 0xe2 0x82 0xac in encoding "UTF8" has no equivalent in encoding "LATIN1"',
      )
      .with.property('sqlstate', '22P05');
  });
});
