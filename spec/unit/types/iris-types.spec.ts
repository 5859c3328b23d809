import { expect } from 'chai';
import { fromIrisType, fromOdbcType } from '../../../src/types/iris-types.ts';

/** IRIS DDL type and what it is in the shadow catalog (iris-sql.md 3.1, 3.2). */
const DDL: readonly (readonly [string, number | 'vector', number, string])[] = [
  ['BIT', 16, -1, 'boolean'],
  ['TINYINT', 21, -1, 'smallint'],
  ['SMALLINT', 21, -1, 'smallint'],
  ['INTEGER', 23, -1, 'integer'],
  ['INT', 23, -1, 'integer'],
  ['MEDIUMINT', 23, -1, 'integer'],
  ['BIGINT', 20, -1, 'bigint'],
  ['SERIAL', 20, -1, 'bigint'],
  ['NUMERIC', 1700, 983044, 'numeric(15,0)'],
  ['NUMERIC(10,2)', 1700, 655366, 'numeric(10,2)'],
  ['DECIMAL(7)', 1700, 458756, 'numeric(7,0)'],
  ['NUMERIC(37, 18)', 1700, 2424854, 'numeric(37,18)'],
  ['MONEY', 1700, 1245192, 'numeric(19,4)'],
  ['DOUBLE', 701, -1, 'double precision'],
  ['DOUBLE PRECISION', 701, -1, 'double precision'],
  ['FLOAT(24)', 701, -1, 'double precision'],
  ['REAL', 701, -1, 'double precision'],
  ['VARCHAR', 1043, 5, 'character varying(1)'],
  ['VARCHAR(255)', 1043, 259, 'character varying(255)'],
  ['varchar(65534)', 1043, 65538, 'character varying(65534)'],
  ['VARCHAR(65535)', 25, -1, 'text'],
  ["VARCHAR('')", 25, -1, 'text'],
  ['VARCHAR()', 25, -1, 'text'],
  ['VARCHAR(MAX)', 25, -1, 'text'],
  ['CHAR(10)', 1043, 14, 'character varying(10)'],
  ['LONGVARCHAR', 25, -1, 'text'],
  ['LONG VARCHAR', 25, -1, 'text'],
  ['%Stream.GlobalCharacter', 25, -1, 'text'],
  ['%LIBRARY.STRING(50)', 1043, 54, 'character varying(50)'],
  ['VARBINARY(100)', 17, -1, 'bytea'],
  ['BLOB', 17, -1, 'bytea'],
  ['DATE', 1082, -1, 'date'],
  ['TIME', 1083, -1, 'time without time zone'],
  ['TIMESTAMP', 1114, -1, 'timestamp without time zone'],
  ['POSIXTIME', 1114, -1, 'timestamp without time zone'],
  ['DATETIME', 1114, -1, 'timestamp without time zone'],
  ['UNIQUEIDENTIFIER', 2950, -1, 'uuid'],
  ['VECTOR(DOUBLE,3)', 'vector', 3, 'vector(3)'],
  ['VECTOR(FLOAT, 1536)', 'vector', 1536, 'vector(1536)'],
  ['VECTOR', 'vector', -1, 'vector'],
  ['VECTOR(DOUBLE)', 'vector', -1, 'vector'],
  ['MyPackage.Own', 25, -1, 'text'],
];

describe('fromIrisType', () => {
  for (const [irisType, type, typmod, text] of DDL) {
    it(`${irisType} is ${text}`, () => {
      expect(fromIrisType(irisType)).to.deep.equal({ type, typmod, text });
    });
  }
});

describe('fromOdbcType', () => {
  const codes: readonly (readonly [number, number])[] = [
    [-7, 16],
    [-6, 21],
    [5, 21],
    [4, 23],
    [-5, 20],
    [6, 701],
    [7, 701],
    [8, 701],
    [9, 1082],
    [91, 1082],
    [1091, 1082],
    [10, 1083],
    [92, 1083],
    [11, 1114],
    [93, 1114],
    [1093, 1114],
    [12, 25],
    [1, 25],
    [-1, 25],
    [-8, 25],
    [-10, 25],
    [-2, 17],
    [-3, 17],
    [-4, 17],
    [-11, 2950],
    [4711, 25],
  ];
  for (const [code, oid] of codes) {
    it(`${code} is type ${oid}`, () => {
      expect(fromOdbcType(code, 10, 0)).to.deep.equal({ typeOid: oid, typmod: -1 });
    });
  }

  it('keeps precision and scale of a numeric that has them', () => {
    expect(fromOdbcType(2, 10, 2)).to.deep.equal({ typeOid: 1700, typmod: 655366 });
    expect(fromOdbcType(3, 0, 0)).to.deep.equal({ typeOid: 1700, typmod: -1 });
    expect(fromOdbcType(2, 2, 5)).to.deep.equal({ typeOid: 1700, typmod: -1 });
  });
});
