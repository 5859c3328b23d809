import { expect } from 'chai';
import { formatType } from '../../../src/types/format-type.ts';
import { createRegistry } from '../../../src/types/registry.ts';

const registry = createRegistry({ vectorOid: 16385, vectorArrayOid: 16390 });

/** select o, m, format_type(o, m) in PostgreSQL 15 */
const POSTGRES: readonly (readonly [number, number, string])[] = [
  [16, -1, 'boolean'],
  [18, -1, '"char"'],
  [21, -1, 'smallint'],
  [23, -1, 'integer'],
  [20, -1, 'bigint'],
  [700, -1, 'real'],
  [701, -1, 'double precision'],
  [25, -1, 'text'],
  [19, -1, 'name'],
  [1043, -1, 'character varying'],
  [1043, 14, 'character varying(10)'],
  [1042, -1, 'bpchar'],
  [1042, 5, 'character(1)'],
  [1700, -1, 'numeric'],
  [1700, 655366, 'numeric(10,2)'],
  [1700, 133121, 'numeric(2,-3)'],
  [1082, -1, 'date'],
  [1083, -1, 'time without time zone'],
  [1083, 3, 'time(3) without time zone'],
  [1266, -1, 'time with time zone'],
  [1266, 0, 'time(0) with time zone'],
  [1114, -1, 'timestamp without time zone'],
  [1114, 3, 'timestamp(3) without time zone'],
  [1184, -1, 'timestamp with time zone'],
  [1184, 6, 'timestamp(6) with time zone'],
  [1186, -1, 'interval'],
  [1186, 2147418115, 'interval(3)'],
  [1186, 327679, 'interval year'],
  [1186, 458751, 'interval year to month'],
  [1186, 470286339, 'interval day to second(3)'],
  [1186, 268435458, 'interval second(2)'],
  [1186, 402718719, 'interval minute to second'],
  [17, -1, 'bytea'],
  [2950, -1, 'uuid'],
  [114, -1, 'json'],
  [3802, -1, 'jsonb'],
  [26, -1, 'oid'],
  [2205, -1, 'regclass'],
  [705, -1, 'unknown'],
  [2278, -1, 'void'],
  [2249, -1, 'record'],
  [1007, -1, 'integer[]'],
  [1015, 14, 'character varying(10)[]'],
  [1002, -1, '"char"[]'],
  [1231, 655366, 'numeric(10,2)[]'],
  [1115, 3, 'timestamp(3) without time zone[]'],
  [1560, 5, 'bit(5)'],
  [1560, -1, '"bit"'],
  [1562, -1, 'bit varying'],
  [869, -1, 'inet'],
  [0, -1, '-'],
  [99999, -1, '???'],
  [1014, 7, 'character(3)[]'],
  [22, -1, 'int2vector'],
  [1006, -1, 'int2vector[]'],
  [2287, -1, 'record[]'],
];

describe('formatType', () => {
  for (const [oid, typmod, text] of POSTGRES) {
    it(`${oid}, ${typmod} is ${text}`, () => {
      expect(formatType(registry, oid, typmod)).to.equal(text);
    });
  }

  it("prints pgvector's types with their dimensions", () => {
    expect(formatType(registry, 16385, 3)).to.equal('vector(3)');
    expect(formatType(registry, 16390, 3)).to.equal('vector(3)[]');
    expect(formatType(registry, 16385, -1)).to.equal('vector');
  });
});
