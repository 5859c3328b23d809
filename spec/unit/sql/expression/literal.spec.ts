import { expect } from 'chai';
import { GatewayError } from '../../../../src/errors/gateway-error.ts';
import { literal } from '../../../../src/sql/expression/literal.ts';
import { OID } from '../../../../src/types/oids.ts';
import { fixtureContext } from '../../../support/tree-fixture.ts';

const NO_CATALOG = { relations: [], functions: [], operators: [], types: [], statements: {} };
const context = fixtureContext(NO_CATALOG, '', { timeZone: 'America/New_York' });

/** Text of a type and its IRIS SQL; a bound value follows behind a `|`. */
const LITERALS: readonly (readonly [type: keyof typeof OID, text: string | null, sql: string])[] = [
  ['bool', 'yes', '1'],
  ['bool', 'f', '0'],
  ['bool', null, 'CAST(NULL AS BIT)'],
  ['int4', ' 42 ', '42'],
  ['int8', '-9223372036854775808', '(-9223372036854775808)'],
  ['numeric', '1.50', '1.5'],
  ['numeric', '-0.00', '0'],
  ['numeric', '-00012.3400', '(-12.34)'],
  ['numeric', '123456789012345678', '123456789012345678'],
  ['float8', '1e300', 'CAST(1E+300 AS DOUBLE)'],
  ['float8', '-0.5', 'CAST((-0.5) AS DOUBLE)'],
  ['float4', '0.1', 'CAST(0.10000000149011612 AS DOUBLE)'],
  ['text', "it's", "'it''s'"],
  ['text', '', "''"],
  ['text', 'ü', 'CAST(? AS CHAR VARYING)|ü'],
  ['text', 'a\nb', 'CAST(? AS CHAR VARYING)|a\nb'],
  ['text', 'x'.repeat(300), `CAST(? AS CHAR VARYING)|${'x'.repeat(300)}`],
  ['bpchar', 'ab  ', "'ab'"],
  ['bytea', '\\x00ff', '?|00ff'],
  ['date', 'Feb 29, 2024', "{d '2024-02-29'}"],
  ['time', '12:30', "{t '12:30:00'}"],
  ['timestamp', '2024-01-02T03:04:05.5', "{ts '2024-01-02 03:04:05.5'}"],
  ['timestamptz', '2024-01-01 12:00:00+02', "{ts '2024-01-01 10:00:00'}"],
  // Without a zone it is the session's.
  ['timestamptz', '2024-07-01 12:00:00', "{ts '2024-07-01 16:00:00'}"],
  ['interval', '1 day', "'10000000000086400000000|0|1|0'"],
  ['uuid', '11111111222233334444555555555555', "'11111111-2222-3333-4444-555555555555'"],
  ['jsonb', '{"b":1,"a":2}', `'{"a": 2, "b": 1}'`],
  ['json', '{"b":1}', `'{"b":1}'`],
];

const REFUSED: readonly (readonly [type: keyof typeof OID, text: string, sqlstate: string])[] = [
  ['numeric', '1234567890123456789', '0A000'],
  ['numeric', 'NaN', '22003'],
  ['float8', 'Infinity', '0A000'],
  ['date', 'infinity', '22008'],
  ['timestamp', '0044-03-15 00:00:00 BC', '22008'],
  ['int4', 'x', '22P02'],
  ['int2', '32768', '22003'],
];

describe('values as IRIS literals', () => {
  for (const [type, text, sql] of LITERALS) {
    it(`${type} ${text === null ? 'NULL' : JSON.stringify(text.slice(0, 30))}`, () => {
      const printed = literal(text, OID[type], context);
      const values = printed.slots.map((slot) => {
        if (slot.from !== 'constant') return slot.from;
        return slot.value instanceof Uint8Array
          ? Buffer.from(slot.value).toString('hex')
          : String(slot.value);
      });
      expect([printed.sql, ...values].join('|')).to.equal(sql);
    });
  }

  for (const [type, text, sqlstate] of REFUSED) {
    it(`${type} ${text} is ${sqlstate}`, () => {
      expect(() => literal(text, OID[type], context))
        .to.throw(GatewayError)
        .with.property('sqlstate', sqlstate);
    });
  }
});
