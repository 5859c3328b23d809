import { expect } from 'chai';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { ValueSettings } from '../../../src/types/codec.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';
import { createRegistry } from '../../../src/types/registry.ts';
import { lengthTypmod, numericTypmod } from '../../../src/types/typmod.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../../src/types/value-settings.ts';

const registry = createRegistry({ vectorOid: 16385, vectorArrayOid: 16390 });

function codec(name: string) {
  const found = registry.byName(name);
  if (found === undefined) throw new Error(`no codec for ${name}`);
  return found;
}

function toIris(name: string, text: string, typmod = -1, settings: Partial<ValueSettings> = {}): IrisValue {
  const context = { typmod, settings: { ...DEFAULT_VALUE_SETTINGS, ...settings } };
  return codec(name).toIris(codec(name).parse(text, context), context);
}

function fromIris(
  name: string,
  value: NonNullable<IrisValue>,
  typmod = -1,
  settings: Partial<ValueSettings> = {},
): string {
  const context = { typmod, settings: { ...DEFAULT_VALUE_SETTINGS, ...settings } };
  return codec(name).format(codec(name).fromIris(value, context), context);
}

function failure(run: () => unknown): { sqlstate: string; message: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof GatewayError) return { sqlstate: error.sqlstate, message: error.message };
    throw error;
  }
  throw new Error('did not fail');
}

describe('values bound in IRIS', () => {
  const bound: readonly (readonly [string, string, number, IrisValue])[] = [
    ['bool', 'yes', -1, 1],
    ['bool', 'f', -1, 0],
    ['int4', '-7', -1, -7],
    ['int8', '9007199254740991', -1, 9007199254740991],
    ['int8', '9007199254740993', -1, 9007199254740993n],
    ['numeric', '1.50', -1, '1.50'],
    ['numeric', '1e20', -1, '100000000000000000000'],
    ['numeric', '-.5', -1, '-0.5'],
    ['numeric', '1.005', numericTypmod(10, 2), '1.01'],
    ['float8', '0.1', -1, 0.1],
    ['float8', 'Infinity', -1, 'INF'],
    ['float8', '-inf', -1, '-INF'],
    ['text', ' a ', -1, ' a '],
    ['bpchar', 'ab', lengthTypmod(5), 'ab'],
    ['bpchar', 'ab   ', -1, 'ab'],
    ['uuid', 'A0EEBC999C0B4EF8BB6D6BB9BD380A11', -1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ['date', 'Jan 8, 1999', -1, '1999-01-08'],
    ['date', '0001-01-01', -1, '0001-01-01'],
    ['date', '9999-12-31', -1, '9999-12-31'],
    ['time', '04:05 PM', -1, '16:05:00'],
    ['time', '04:05:06.500', -1, '04:05:06.5'],
    ['timestamp', '2024-01-31T12:00:00.120Z', -1, '2024-01-31 12:00:00.12'],
    ['timestamptz', '2024-01-31 12:00:00.12+02', -1, '2024-01-31 10:00:00.12'],
    ['json', '{"a": 1 }', -1, '{"a": 1 }'],
    ['jsonb', '{"b":1,"a":[1,2]}', -1, '{"a": [1, 2], "b": 1}'],
    ['vector', '[0.1, .5,1e-7]', -1, '[0.1,0.5,1E-07]'],
    ['_int4', '{1,NULL}', -1, '{1,NULL}'],
    ['interval', '1 day', -1, '10000000000086400000000|0|1|0'],
  ];
  for (const [type, text, typmod, value] of bound) {
    it(`${type} ${text}`, () => {
      expect(toIris(type, text, typmod)).to.deep.equal(value);
    });
  }

  it('NaN is refused', () => {
    for (const type of ['float4', 'float8']) {
      expect(() => toIris(type, 'nan', -1)).to.throw('the value NaN is not supported on IRIS');
    }
  });

  it('timestamptz without offset is in the session zone', () => {
    expect(toIris('timestamptz', '2024-07-01 12:00', -1, { timeZone: 'Europe/Berlin' })).to.equal(
      '2024-07-01 10:00:00',
    );
  });

  it('now, today and the days around it are of the transaction start in the session zone', () => {
    // 2024-02-29 23:30:00.000001 UTC
    const settings = { now: 1709249400000001n, timeZone: 'Asia/Tokyo' };
    expect(toIris('timestamptz', 'now', -1, settings)).to.equal('2024-02-29 23:30:00.000001');
    expect(toIris('timestamp', 'now', -1, settings)).to.equal('2024-03-01 08:30:00.000001');
    expect(toIris('date', 'today', -1, settings)).to.equal('2024-03-01');
    expect(toIris('date', 'yesterday', -1, settings)).to.equal('2024-02-29');
    expect(toIris('timestamptz', 'tomorrow 06:00', -1, settings)).to.equal('2024-03-01 21:00:00');
    expect(toIris('time', 'now', -1, settings)).to.equal('08:30:00.000001');
  });

  it('arrays are kept in the default settings, whatever the session has', () => {
    const settings = { dateStyle: 'SQL, DMY', timeZone: 'Europe/Berlin' };
    expect(toIris('_timestamptz', '{"01/07/2024 12:00"}', -1, settings)).to.equal(
      '{"2024-07-01 10:00:00+00"}',
    );
    expect(fromIris('_timestamptz', '{"2024-07-01 10:00:00+00"}', -1, settings)).to.equal(
      '{"01/07/2024 12:00:00 CEST"}',
    );
  });

  it('interval text sorts as intervals do', () => {
    const ascending = [
      '-178000000 years',
      '-1 mon',
      '-1 day',
      '-1 us',
      '0',
      '1 us',
      '23:59:59',
      '1 day',
      '29 days',
      '1 mon',
      '31 days',
      '1 year',
      '178000000 years',
    ];
    const stored = ascending.map((text) => String(toIris('interval', text)));
    expect(stored.toSorted()).to.deep.equal(stored);
  });

  const refused: readonly (readonly [string, string, string, string])[] = [
    ['date', 'infinity', '22008', 'date out of range for IRIS: "infinity"'],
    ['date', '10000-01-01', '22008', 'date out of range for IRIS: "10000-01-01"'],
    ['date', '0044-03-15 BC', '22008', 'date out of range for IRIS: "0044-03-15 BC"'],
    ['time', '24:00', '22008', 'time out of range for IRIS: "24:00:00"'],
    ['timestamp', '-infinity', '22008', 'timestamp out of range for IRIS: "-infinity"'],
    [
      'timestamptz',
      '10000-01-01 00:00+00',
      '22008',
      'timestamp with time zone out of range for IRIS: "10000-01-01 00:00:00"',
    ],
    ['numeric', 'NaN', '22003', 'value "NaN" is out of range for type numeric in IRIS'],
    ['text', 'a\0b', '22021', 'invalid byte sequence for encoding "UTF8": 0x00'],
  ];
  for (const [type, text, sqlstate, message] of refused) {
    it(`${type} ${JSON.stringify(text)} is refused`, () => {
      expect(failure(() => toIris(type, text))).to.deep.equal({ sqlstate, message });
    });
  }
});

describe('values from IRIS', () => {
  const returned: readonly (readonly [string, NonNullable<IrisValue>, number, string])[] = [
    ['bool', 1, -1, 't'],
    ['bool', 0, -1, 'f'],
    ['bool', '1', -1, 't'],
    ['bool', 0n, -1, 'f'],
    ['int4', 7, -1, '7'],
    ['int4', '7', -1, '7'],
    ['int4', '7.5', -1, '8'],
    ['int4', -2.5, -1, '-3'],
    ['int8', 9007199254740993n, -1, '9007199254740993'],
    ['int8', '1E3', -1, '1000'],
    ['numeric', '.5', -1, '0.5'],
    ['numeric', '-.5', -1, '-0.5'],
    ['numeric', '1E20', -1, '100000000000000000000'],
    ['numeric', 1.5, -1, '1.5'],
    ['numeric', 12n, -1, '12'],
    ['numeric', '1.5', numericTypmod(10, 2), '1.50'],
    ['numeric', '1', numericTypmod(10, 2), '1.00'],
    ['numeric', '.005', numericTypmod(10, 2), '0.01'],
    ['numeric', '12345', numericTypmod(2, -3), '12000'],
    ['float8', 0.1, -1, '0.1'],
    ['float8', '.25', -1, '0.25'],
    ['float8', 'INF', -1, 'Infinity'],
    ['float8', '-INF', -1, '-Infinity'],
    ['float8', 'NAN', -1, 'NaN'],
    ['float4', 0.10000000149011612, -1, '0.1'],
    ['float4', '.1', -1, '0.1'],
    ['text', 42, -1, '42'],
    ['text', '', -1, ''],
    ['bpchar', 'ab', lengthTypmod(4), 'ab  '],
    ['bpchar', '', lengthTypmod(2), '  '],
    ['bytea', new Uint8Array([0xde, 0xad]), -1, '\\xdead'],
    ['bytea', 'ab', -1, '\\x6162'],
    ['uuid', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', -1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ['date', '1999-01-08', -1, '1999-01-08'],
    ['date', '1999-01-08 12:00:00', -1, '1999-01-08'],
    ['time', '04:05:06', -1, '04:05:06'],
    ['time', '04:05:06.5', -1, '04:05:06.5'],
    ['timestamp', '2024-01-31 12:00:00', -1, '2024-01-31 12:00:00'],
    ['timestamp', '2024-01-31 12:00:00.123456789', -1, '2024-01-31 12:00:00.123457'],
    ['timestamp', '2024-01-31', -1, '2024-01-31 00:00:00'],
    ['timestamptz', '2024-01-31 12:00:00', -1, '2024-01-31 12:00:00+00'],
    ['vector', '.1,.25,-3', -1, '[0.1,0.25,-3]'],
    ['vector', '1E-07,123456789', -1, '[1e-07,1.2345679e+08]'],
    ['vector', '[1,2]', -1, '[1,2]'],
    ['jsonb', '{"b":1,"a":2}', -1, '{"a": 2, "b": 1}'],
    ['interval', '10000000000086400000000|0|1|0', -1, '1 day'],
    ['_text', '{"a b",NULL}', -1, '{"a b",NULL}'],
  ];
  for (const [type, value, typmod, text] of returned) {
    it(`${type} ${String(value)}${typmod < 0 ? '' : ` (typmod ${typmod})`}`, () => {
      expect(fromIris(type, value, typmod)).to.equal(text);
    });
  }

  it('timestamptz is shown in the session zone', () => {
    const value = '2024-07-01 10:00:00.5';
    expect(fromIris('timestamptz', value, -1, { timeZone: 'Europe/Berlin' })).to.equal(
      '2024-07-01 12:00:00.5+02',
    );
    expect(fromIris('timestamptz', value, -1, { timeZone: 'Asia/Kolkata' })).to.equal(
      '2024-07-01 15:30:00.5+05:30',
    );
  });

  it('an integer outside its type is 22003', () => {
    expect(failure(() => fromIris('int4', 2147483648))).to.deep.equal({
      sqlstate: '22003',
      message: 'integer out of range',
    });
  });

  it('a value of a kind the column cannot hold is an internal error', () => {
    expect(failure(() => fromIris('date', 66000)).sqlstate).to.equal('XX000');
    expect(failure(() => fromIris('int4', new Uint8Array(2))).sqlstate).to.equal('XX000');
    expect(failure(() => fromIris('date', 'yesterday')).sqlstate).to.equal('XX000');
  });
});
