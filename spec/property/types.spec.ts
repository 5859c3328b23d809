import { expect } from 'chai';
import fc from 'fast-check';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import type { Codec, CodecContext, ValueSettings } from '../../src/types/codec.ts';
import { fieldEncoder } from '../../src/types/field-encoder.ts';
import { createRegistry } from '../../src/types/registry.ts';
import { intervalTypmod, numericTypmod } from '../../src/types/typmod.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../src/types/value-settings.ts';
import { TYPE_INPUTS } from '../support/type-inputs/index.ts';
import { VECTOR_INPUTS } from '../support/type-inputs/vector.ts';

const registry = createRegistry({
  vectorOid: 16385,
  vectorArrayOid: 16390,
});

const plain: CodecContext = { typmod: -1, settings: DEFAULT_VALUE_SETTINGS };

const anySettings: fc.Arbitrary<ValueSettings> = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', '<+03>-03'),
  dateStyle: fc.constantFrom('ISO, MDY', 'ISO, DMY', 'SQL, DMY', 'Postgres, MDY', 'German, DMY'),
  intervalStyle: fc.constantFrom('postgres', 'postgres_verbose', 'sql_standard', 'iso_8601'),
  byteaOutput: fc.constantFrom('hex', 'escape'),
  extraFloatDigits: fc.constantFrom(-15, 0, 1, 3),
  now: fc.bigInt({ min: 0n, max: 2000000000000000n }),
});

/** Typmods that typmodin functions give: none, lengths and digits, numeric(p,s), interval's fields. */
const anyTypmod = fc.oneof(
  fc.constant(-1),
  fc.integer({ min: 0, max: 70 }),
  fc
    .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: -100, max: 100 }))
    .map(([precision, scale]) => numericTypmod(precision, scale)),
  fc
    .tuple(fc.constantFrom(2, 4, 6, 8, 1024, 2048, 4096, 6144, 7176, 0x7fff), fc.integer({ min: 0, max: 6 }))
    .map(([fields, precision]) => intervalTypmod(fields, precision)),
);
/** char(n) pads to whatever the typmod says: packed numbers would be lengths of millions. */
const lengthTypmods = fc.oneof(fc.constant(-1), fc.integer({ min: 0, max: 70 }));

function typmodsOf(codec: Codec): fc.Arbitrary<number> {
  return codec.name.endsWith('bpchar') ? lengthTypmods : anyTypmod;
}

/** Text without NUL and without lone surrogates: what can come over the wire. */
const anyText = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed().replaceAll('\0', ''));

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Text of numerics with up to 60 digits. */
const numericText = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: 0, max: 30 }))
  .map(([digits, scale]) => `${digits}e-${scale}`);

const day = fc.integer({ min: -730119, max: 2921939 });
const microsecondOfDay = fc.integer({ min: 0, max: 86399999999 });

/** Values of each type that both PostgreSQL and IRIS can hold. */
const VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  bytea: fc.uint8Array(),
  char: fc.integer({ min: 0, max: 255 }),
  name: anyText.map((text) => Array.from(text).slice(0, 15).join('')),
  int8: int64,
  int2: fc.integer({ min: -32768, max: 32767 }),
  int4: int32,
  int2vector: fc.array(fc.integer({ min: -32768, max: 32767 })),
  oidvector: fc.array(fc.nat({ max: 4294967295 })),
  text: anyText,
  oid: fc.nat({ max: 4294967295 }),
  xid: fc.nat({ max: 4294967295 }),
  cid: fc.nat({ max: 4294967295 }),
  xid8: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  json: fc.json(),
  // NaN is refused on the way to IRIS (src/types/iris-float.ts).
  float4: fc.float({ noDefaultInfinity: false, noNaN: true }),
  float8: fc.double({ noNaN: true }),
  unknown: anyText,
  bpchar: anyText.map((text) => text.replace(/ +$/, '')),
  varchar: anyText,
  date: day,
  time: microsecondOfDay,
  timestamp: fc.tuple(day, microsecondOfDay).map(([d, t]) => BigInt(d) * 86400000000n + BigInt(t)),
  timestamptz: fc.tuple(day, microsecondOfDay).map(([d, t]) => BigInt(d) * 86400000000n + BigInt(t)),
  timetz: fc.record({ microseconds: microsecondOfDay, offset: fc.integer({ min: -57599, max: 57599 }) }),
  interval: fc.record({ months: int32, days: int32, microseconds: int64 }),
  numeric: numericText.map((text) => registry.byName('numeric')?.parse(text, plain)),
  cstring: anyText,
  void: fc.constant(''),
  uuid: fc.uuid(),
  jsonb: fc.json().map((text) => registry.byName('jsonb')?.parse(text.replaceAll('\\u0000', ''), plain)),
  vector: fc
    .array(finite.map(Math.fround).filter(Number.isFinite), { minLength: 1 })
    .map((list) => Float32Array.from(list)),
};

/** The type's values; elements in an array of one or two dimensions for an array type. */
function valuesOf(codec: Codec): fc.Arbitrary<unknown> | undefined {
  const known = VALUES[codec.name];
  if (known !== undefined) return known;
  const element = VALUES[codec.name.slice(1)];
  if (element === undefined || !codec.name.startsWith('_')) return undefined;
  return fc
    .record({
      rows: fc.integer({ min: 1, max: 3 }),
      columns: fc.integer({ min: 1, max: 3 }),
      lowerBound: fc.integer({ min: -3, max: 3 }),
      flat: fc.boolean(),
    })
    .chain(({ rows, columns, lowerBound, flat }) => {
      const length = flat ? columns : rows * columns;
      const dimensions = flat
        ? [{ length: columns, lowerBound }]
        : [
            { length: rows, lowerBound: 1 },
            { length: columns, lowerBound },
          ];
      return fc.record({
        dimensions: fc.constant(dimensions),
        elements: fc.array(fc.option(element), { minLength: length, maxLength: length }),
      });
    });
}

/** Same value whatever buffers it is held in: binary form and text decide. */
function expectSame(codec: Codec, actual: unknown, expected: unknown): void {
  expect(codec.format(actual, plain)).to.equal(codec.format(expected, plain));
  if (isTextOnly(codec)) return;
  expect(Buffer.from(codec.send(actual, plain)).toString('hex')).to.equal(
    Buffer.from(codec.send(expected, plain)).toString('hex'),
  );
}

/** OID aliases of names have no binary form. */
function isTextOnly(codec: Codec): boolean {
  return VALUES[codec.name] === undefined && VALUES[codec.name.slice(1)] === undefined;
}

function onlyGatewayErrors(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    expect(error.sqlstate).to.match(/^[0-9A-Z]{5}$/);
    expect(error.sqlstate, error.message).not.to.equal('XX000');
  }
}

/** Texts near real ones: the generator's inputs with a part cut out or put twice. */
function damaged(name: string): fc.Arbitrary<string> {
  const known = [...TYPE_INPUTS, VECTOR_INPUTS]
    .find(({ type }) => type === name)
    ?.groups.flatMap(({ texts }) => texts.filter((text) => text.length < 200));
  if (known === undefined || known.length === 0) return anyText;
  return fc
    .tuple(fc.constantFrom(...known), fc.constantFrom(...known), fc.nat({ max: 200 }), fc.nat({ max: 200 }))
    .map(([first, second, cut, from]) => (first.slice(0, cut) + second.slice(from)).toWellFormed());
}

describe('every registered codec', () => {
  for (const codec of registry.all()) {
    const values = valuesOf(codec);
    if (values !== undefined) {
      it(`${codec.name}: values survive text, binary and IRIS`, () => {
        fc.assert(
          fc.property(values, (value) => {
            expectSame(codec, codec.parse(codec.format(value, plain), plain), value);
            expectSame(codec, codec.receive(codec.send(value, plain), plain), value);
            const stored = codec.toIris(value, plain);
            if (stored === null) throw new Error('a value became NULL');
            expectSame(codec, codec.fromIris(stored, plain), value);
          }),
        );
      });

      it(`${codec.name}: a field shows what the codec shows`, () => {
        fc.assert(
          fc.property(values, anySettings, (value, settings) => {
            const context = { typmod: -1, settings };
            const stored = codec.toIris(value, context);
            const encode = fieldEncoder(registry, codec.oid, -1, undefined, 0, settings);
            expect(encode(stored)).to.equal(codec.format(value, context));
          }),
        );
      });
    }

    it(`${codec.name}: any text is parsed or refused`, () => {
      fc.assert(
        fc.property(
          fc.oneof(anyText, damaged(codec.name)),
          typmodsOf(codec),
          anySettings,
          (text, typmod, settings) => {
            onlyGatewayErrors(() => {
              const context = { typmod, settings };
              const value = codec.parse(text, context);
              codec.format(value, context);
              onlyGatewayErrors(() => codec.toIris(value, context));
            });
          },
        ),
      );
    });

    it(`${codec.name}: any bytes are received or refused`, () => {
      fc.assert(
        fc.property(
          fc.uint8Array({ maxLength: 60 }),
          typmodsOf(codec),
          anySettings,
          (bytes, typmod, settings) => {
            if (codec.name.endsWith('jsonb') && bytes[0] !== 1) return;
            onlyGatewayErrors(() => {
              const context = { typmod, settings };
              const value = codec.receive(bytes, context);
              codec.format(value, context);
              codec.send(value, context);
            });
          },
        ),
      );
    });
  }
});
