import { expect } from 'chai';
import type { Format } from '../../../src/types/codec.ts';
import { fieldEncoder } from '../../../src/types/field-encoder.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';
import { OID } from '../../../src/types/oids.ts';
import { createRegistry } from '../../../src/types/registry.ts';
import { numericTypmod } from '../../../src/types/typmod.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../../src/types/value-settings.ts';

const registry = createRegistry({ vectorOid: 16385, vectorArrayOid: 16390 });

function encode(
  oid: number,
  value: IrisValue,
  { typmod = -1, scale, format = 0 }: { typmod?: number; scale?: number; format?: Format } = {},
): string | null {
  const field = fieldEncoder(registry, oid, typmod, scale, format, DEFAULT_VALUE_SETTINGS)(value);
  return field instanceof Uint8Array ? Buffer.from(field).toString('hex') : field;
}

describe('fieldEncoder', () => {
  it('NULL is null in both formats', () => {
    expect(encode(OID.int4, null)).to.equal(null);
    expect(encode(OID.int4, null, { format: 1 })).to.equal(null);
    expect(encode(OID.timestamptz, null)).to.equal(null);
  });

  const texts: readonly (readonly [number, IrisValue, string])[] = [
    [OID.int4, 7, '7'],
    [OID.int4, '7', '7'],
    [OID.int8, 9007199254740993n, '9007199254740993'],
    [OID.bool, 1, 't'],
    [OID.bool, 0, 'f'],
    [OID.bool, '0', 'f'],
    [OID.text, 'x', 'x'],
    [OID.text, 5, '5'],
    [OID.float8, 1e20, '1e+20'],
    [OID.float8, '.5', '0.5'],
    [OID.date, '2024-01-31', '2024-01-31'],
    [OID.timestamp, '2024-01-31 12:00:00.500', '2024-01-31 12:00:00.5'],
    [16385, '.1,.2', '[0.1,0.2]'],
  ];
  for (const [oid, value, text] of texts) {
    it(`type ${oid}: ${String(value)}`, () => {
      expect(encode(oid, value)).to.equal(text);
    });
  }

  const numerics: readonly (readonly [IrisValue, string, string, string])[] = [
    // value, as it is, with scale 2, as numeric(10,2)
    ['1.50', '1.50', '1.50', '1.50'],
    ['1.5', '1.5', '1.50', '1.50'],
    ['.5', '0.5', '0.50', '0.50'],
    ['-.5', '-0.5', '-0.50', '-0.50'],
    ['0', '0', '0.00', '0.00'],
    ['-0', '0', '0.00', '0.00'],
    ['-0.00', '0.00', '0.00', '0.00'],
    ['007', '7', '7.00', '7.00'],
    ['1E20', '100000000000000000000', '100000000000000000000.00', '100000000000000000000.00'],
    ['1.999', '1.999', '2.00', '2.00'],
    ['5.', '5', '5.00', '5.00'],
    [3, '3', '3.00', '3.00'],
    [12n, '12', '12.00', '12.00'],
  ];
  for (const [value, plain, scaled, limited] of numerics) {
    it(`numeric ${String(value)}`, () => {
      expect(encode(OID.numeric, value)).to.equal(plain);
      expect(encode(OID.numeric, value, { scale: 2 })).to.equal(scaled);
      expect(encode(OID.numeric, value, { typmod: numericTypmod(10, 2) })).to.equal(limited);
    });
  }

  it('refuses an integer its type cannot hold', () => {
    expect(() => encode(OID.int4, 2 ** 31)).to.throw('integer out of range');
    expect(() => encode(OID.int2, -32769)).to.throw('smallint out of range');
    expect(encode(OID.int4, -(2 ** 31))).to.equal('-2147483648');
  });

  it('binary is what the send functions give', () => {
    expect(encode(OID.int4, 7, { format: 1 })).to.equal('00000007');
    expect(encode(OID.bool, 1, { format: 1 })).to.equal('01');
    expect(encode(OID.text, 'é', { format: 1 })).to.equal('c3a9');
    expect(encode(OID.numeric, '.5', { format: 1, scale: 2 })).to.equal('0001ffff000000021388');
    expect(encode(16385, '.5,1', { format: 1 })).to.equal('000200003f0000003f800000');
    expect(encode(OID.timestamptz, '2000-01-01 00:00:01', { format: 1 })).to.equal('00000000000f4240');
  });
});
