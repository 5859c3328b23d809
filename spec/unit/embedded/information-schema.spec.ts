import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: INFORMATION_SCHEMA and %Dictionary', () => {
  let iris: TestSession;
  before(() => {
    iris = openTestSession();
    iris.run(
      "CREATE TABLE My_App.Orders (%DESCRIPTION 'all orders', id IDENTITY, code VARCHAR(20) COLLATE %EXACT NOT NULL DEFAULT 'x' %DESCRIPTION 'the code', amount NUMERIC(10,2), v VECTOR(DOUBLE,3), CONSTRAINT o_pk PRIMARY KEY (id), CONSTRAINT o_code UNIQUE (code))",
    );
    iris.run(
      'CREATE TABLE lines (id INTEGER, oid BIGINT, CONSTRAINT l_fk FOREIGN KEY (oid) REFERENCES My_App.Orders (id) ON DELETE CASCADE)',
    );
    iris.run('CREATE INDEX l_idx ON lines (oid, id)');
    iris.run('CREATE VIEW big AS SELECT id, amount FROM My_App.Orders WHERE amount > 100');
  });
  after(() => iris.close());

  it('TABLES and SCHEMATA', () => {
    expect(
      iris.rows(
        'SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, CLASSNAME, DESCRIPTION FROM INFORMATION_SCHEMA.TABLES ORDER BY TABLE_NAME',
      ),
    ).to.deep.equal([
      ['SQLUser', 'big', 'VIEW', 'User.big', null],
      ['SQLUser', 'lines', 'BASE TABLE', 'User.lines', null],
      ['My_App', 'Orders', 'BASE TABLE', 'My.App.Orders', 'all orders'],
    ]);
    expect(
      iris.column(
        "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE NOT SCHEMA_NAME %STARTSWITH '%' ORDER BY 1",
      ),
    ).to.deep.equal(['INFORMATION_SCHEMA', 'My_App', 'SQLUser']);
  });

  it('COLUMNS', () => {
    expect(
      iris.rows(
        'SELECT COLUMN_NAME, ORDINAL_POSITION, COLUMN_DEFAULT, IS_NULLABLE, IS_IDENTITY, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, COLLATION_NAME, PRIMARY_KEY, UNIQUE_COLUMN, DESCRIPTION FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION',
        'my_app',
        'ORDERS',
      ),
    ).to.deep.equal([
      ['id', 1, null, 'NO', 'YES', 'BIGINT', null, 19, 0, null, 'YES', 'NO', null],
      ['code', 2, '"x"', 'NO', 'NO', 'VARCHAR', 20, null, null, 'EXACT', 'NO', 'YES', 'the code'],
      ['amount', 3, null, 'YES', 'NO', 'NUMERIC', null, 10, 2, null, 'NO', 'NO', null],
      ['v', 4, null, 'YES', 'NO', 'VARCHAR', null, null, null, null, 'NO', 'NO', null],
    ]);
    expect(
      iris.column(
        "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 'big' ORDER BY ORDINAL_POSITION",
      ),
    ).to.deep.equal(['id', 'amount']);
  });

  it('constraints', () => {
    expect(
      iris.rows(
        'SELECT TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE NOT CONSTRAINT_TYPE %STARTSWITH ? ORDER BY 1, 2',
        'IMPLICIT',
      ),
    ).to.deep.equal([
      ['lines', 'l_fk', 'FOREIGN KEY'],
      ['Orders', 'o_code', 'UNIQUE'],
      ['Orders', 'o_pk', 'PRIMARY KEY'],
    ]);
    expect(
      iris.rows(
        'SELECT CONSTRAINT_NAME, COLUMN_NAME, ORDINAL_POSITION, CONSTRAINT_TYPE, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE ORDER BY 1',
      ),
    ).to.deep.equal([
      ['l_fk', 'oid', 1, 'FOREIGN KEY', 'Orders', 'id'],
      ['o_code', 'code', 1, 'UNIQUE', null, null],
      ['o_pk', 'id', 1, 'PRIMARY KEY', null, null],
    ]);
    expect(
      iris.rows(
        'SELECT CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA, UNIQUE_CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS',
      ),
    ).to.deep.equal([['l_fk', 'My_App', 'o_pk', 'NO ACTION', 'CASCADE']]);
    expect(
      iris.rows(
        "SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE WHERE CONSTRAINT_NAME = 'l_fk'",
      ),
    ).to.deep.equal([['Orders', 'id']]);
  });

  it('INDEXES and VIEWS', () => {
    expect(
      iris.rows(
        'SELECT INDEX_NAME, ORDINAL_POSITION, COLUMN_NAME, NON_UNIQUE, PRIMARY_KEY FROM INFORMATION_SCHEMA.INDEXES ORDER BY 1, 2',
      ),
    ).to.deep.equal([
      ['l_idx', 1, 'oid', 1, 0],
      ['l_idx', 2, 'id', 1, 0],
      ['o_code', 1, 'code', 0, 0],
      ['o_pk', 1, 'id', 0, 1],
    ]);
    expect(iris.rows('SELECT TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS')).to.deep.equal([
      ['big', 'SELECT id, amount FROM My_App.Orders WHERE amount > 100'],
    ]);
  });

  it('%Dictionary knows the length of vectors', () => {
    expect(
      iris.rows(
        "SELECT SqlFieldName, Type, Parameters FROM %Dictionary.CompiledProperty WHERE parent = 'My.App.Orders' AND Type = '%Library.Vector'",
      ),
    ).to.deep.equal([['v', '%Library.Vector', 'DATATYPE=DOUBLE,LEN=3']]);
  });

  it('%Dictionary shows changes by TimeChanged', () => {
    const sql =
      "SELECT COUNT(*), MAX(TimeChanged) FROM %Dictionary.CompiledClass WHERE SqlSchemaName = 'SQLUser'";
    const [before] = iris.rows(sql);
    iris.run('CREATE TABLE another (a INTEGER)');
    const [after] = iris.rows(sql);
    expect(Number(after?.[0])).to.equal(Number(before?.[0]) + 1);
    expect(String(after?.[1]) >= String(before?.[1])).to.equal(true);
  });

  it('cannot be written', () => {
    expect(iris.sqlcode("INSERT INTO INFORMATION_SCHEMA.TABLES (TABLE_NAME) VALUES ('x')")).to.equal(-115);
  });
});
