import { expect } from 'chai';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { OID } from '../../../src/types/oids.ts';
import { enumCodec } from '../../../src/types/enum.ts';
import { checkFormat, decodeParameter, parseLiteral } from '../../../src/types/parameter.ts';
import { createRegistry } from '../../../src/types/registry.ts';
import { DEFAULT_VALUE_SETTINGS as settings } from '../../../src/types/value-settings.ts';
import { lengthTypmod } from '../../../src/types/typmod.ts';

const registry = createRegistry({
  vectorOid: 16385,
  vectorArrayOid: 16390,
});
registry.useTypes([
  enumCodec({ name: 'mood', oid: 20000, arrayOid: 20001, shown: 'mood', labels: ['happy', 'a b'] }),
]);

function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof GatewayError) return `${error.sqlstate} ${error.message}`;
    throw error;
  }
  throw new Error('did not fail');
}

describe('decodeParameter', () => {
  const decode = (oid: number, format: 0 | 1, bytes: Uint8Array | null, position?: number) =>
    decodeParameter(registry, oid, -1, format, bytes, settings, position);

  it('NULL stays NULL in both formats', () => {
    expect(decode(OID.int4, 0, null)).to.equal(null);
    expect(decode(OID.int4, 1, null)).to.equal(null);
  });

  it('reads text and binary', () => {
    expect(decode(OID.int4, 0, Buffer.from('42'))).to.equal(42);
    expect(decode(OID.int4, 1, Buffer.from('0000002a', 'hex'))).to.equal(42);
    expect(decode(OID.timestamptz, 1, Buffer.alloc(8))).to.equal('2000-01-01 00:00:00');
    expect(decode(16385, 1, Buffer.from('000200003f8000003f000000', 'hex'))).to.equal('[1,0.5]');
  });

  it('copies bytes, since the message buffer is reused', () => {
    const message = Buffer.from([1, 2, 3]);
    const value = decode(OID.bytea, 1, message);
    message.fill(0);
    expect(value).to.deep.equal(new Uint8Array([1, 2, 3]));
  });

  it('refuses text that is not UTF-8', () => {
    expect(failure(() => decode(OID.text, 0, Buffer.from([0x61, 0xff])))).to.equal(
      '22021 invalid byte sequence for encoding "UTF8": 0xff',
    );
    expect(failure(() => decode(OID.int4, 0, Buffer.from([0x31, 0])))).to.equal(
      '22021 invalid byte sequence for encoding "UTF8": 0x00',
    );
  });

  it('names the parameter that has bytes left over', () => {
    expect(failure(() => decode(OID.int4, 1, Buffer.alloc(5), 3))).to.equal(
      '22P03 incorrect binary data format in bind parameter 3',
    );
    expect(failure(() => decode(OID.int4, 1, Buffer.alloc(3), 3))).to.equal(
      '08P01 insufficient data left in message',
    );
  });

  it('an unknown type passes as text and has no binary form', () => {
    expect(decode(99999, 0, Buffer.from('any'))).to.equal('any');
    expect(failure(() => decode(869, 1, Buffer.alloc(4)))).to.equal(
      '42883 no binary input function available for type inet',
    );
  });

  it('an enum passes as text in both formats', () => {
    expect(decode(20000, 0, Buffer.from('happy'))).to.equal('happy');
    expect(decode(20000, 1, Buffer.from('happy'))).to.equal('happy');
    expect(decode(20001, 0, Buffer.from('{happy,"a b"}'))).to.equal('{happy,"a b"}');
  });

  it("applies the column's typmod", () => {
    const bytes = Buffer.from('abcd');
    expect(
      failure(() => decodeParameter(registry, OID.varchar, lengthTypmod(3), 0, bytes, settings)),
    ).to.equal('22001 value too long for type character varying(3)');
  });
});

describe('parseLiteral', () => {
  it('reads a literal of its type', () => {
    expect(parseLiteral(registry, OID.bool, 'true', settings)).to.equal(1);
    expect(parseLiteral(registry, 16385, '[1, 2]', settings)).to.equal('[1,2]');
  });

  it('JSON nested deeper than the stack is a clean error', () => {
    const nested = (depth: number): string => '{"a":['.repeat(depth) + ']}'.repeat(depth);
    expect(parseLiteral(registry, OID.jsonb, nested(2900), settings)).to.have.length(2900 * 9);
    expect(failure(() => parseLiteral(registry, OID.jsonb, nested(100000), settings))).to.equal(
      '54001 stack depth limit exceeded',
    );
  });

  it('a vector of other dimensions than its column is refused', () => {
    expect(failure(() => parseLiteral(registry, 16385, '[1,2]', settings, 3))).to.equal(
      '22000 expected 3 dimensions, not 2',
    );
  });
});

describe('checkFormat', () => {
  it('knows text and binary', () => {
    expect([checkFormat(0), checkFormat(1)]).to.deep.equal([0, 1]);
    expect(failure(() => checkFormat(2))).to.equal('22023 unsupported format code: 2');
  });
});
