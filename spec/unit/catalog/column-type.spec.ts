import { expect } from 'chai';
import { columnType, typeOfIris } from '../../../src/catalog/mirror/column-type.ts';
import { column, pgColumn } from './support/snapshots.ts';

describe('PostgreSQL types of IRIS columns', () => {
  const cases: [string, string][] = [
    ['BIT', 'boolean'],
    ['TINYINT', 'smallint'],
    ['INTEGER', 'integer'],
    ['BIGINT', 'bigint'],
    ['NUMERIC(10,2)', 'numeric(10,2)'],
    ['NUMERIC(15)', 'numeric(15,0)'],
    ['DOUBLE', 'double precision'],
    ['VARCHAR(255)', 'varchar(255)'],
    ['VARCHAR', 'text'],
    ['VARCHAR(99999999)', 'text'],
    ['LONGVARCHAR', 'text'],
    ['VARBINARY(100)', 'bytea'],
    ['DATE', 'date'],
    ['TIME', 'time'],
    ['TIME(9)', 'time(6)'],
    ['TIMESTAMP', 'timestamp'],
    ['posixtime', 'timestamp'],
    ['GUID', 'uuid'],
    ['VECTOR(DOUBLE,3)', 'vector(3)'],
    ['VECTOR(DECIMAL)', 'vector'],
    ['VECTOR(DOUBLE,20000)', 'vector'],
    ['OREF', 'text'],
  ];
  for (const [iris, pg] of cases) {
    it(`${iris} is ${pg}`, () => {
      expect(typeOfIris(iris)).to.equal(pg);
    });
  }

  it('what the gateway remembers goes first', () => {
    expect(columnType(pgColumn('body', 'VARCHAR(3641144)', 'jsonb'))).to.equal('jsonb');
    expect(columnType(column('body', 'VARCHAR(20)'))).to.equal('varchar(20)');
  });
});
