import { expect } from 'chai';
import { parameterOf } from '../../../src/catalog/reader/class-dictionary.ts';
import { readSnapshot } from '../../../src/catalog/reader.ts';
import type { DictionaryQuery } from '../../../src/catalog/reader.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';

type Row = Record<string, IrisValue>;

/** A dictionary by view: answers `SELECT a, b FROM view ...` with these rows, whatever its WHERE says. */
function dictionary(views: Readonly<Record<string, readonly Row[]>>): {
  query: DictionaryQuery;
  asked: string[];
} {
  const asked: string[] = [];
  return {
    asked,
    query: (sql) => {
      asked.push(sql);
      const match = /^SELECT (.+?) FROM (\S+)/.exec(sql);
      const columns = (match?.[1] ?? '').split(', ').map((name) => name.replaceAll('"', ''));
      const rows = views[(match?.[2] ?? '').replaceAll('"', '')];
      // Every IRIS has these views.
      if (!rows && ['INFORMATION_SCHEMA.VIEWS', '%Dictionary.CompiledClass'].includes(match?.[2] ?? ''))
        return [];
      if (!rows) throw new Error(`SQLCODE -30: no table for ${sql}`);
      return rows.map((row) => columns.map((name) => row[name] ?? null));
    },
  };
}

const TABLES = [
  { TABLE_SCHEMA: 'Ens_Config', TABLE_NAME: 'Item', TABLE_TYPE: 'BASE TABLE', CLASSNAME: 'Ens.Config.Item' },
  { TABLE_SCHEMA: 'SQLUser', TABLE_NAME: 'orders', TABLE_TYPE: 'BASE TABLE', CLASSNAME: 'User.orders' },
  { TABLE_SCHEMA: 'SQLUser', TABLE_NAME: 'big', TABLE_TYPE: 'VIEW', CLASSNAME: 'User.big' },
  { TABLE_SCHEMA: 'Sample', TABLE_NAME: 'Person', TABLE_TYPE: 'BASE TABLE', CLASSNAME: 'Sample.Person' },
  { TABLE_SCHEMA: 'Sample', TABLE_NAME: 'Inner', TABLE_TYPE: 'SYSTEM TABLE', CLASSNAME: 'Sample.Inner' },
];

const COLUMNS = [
  {
    TABLE_SCHEMA: 'SQLUser',
    TABLE_NAME: 'orders',
    COLUMN_NAME: 'id',
    DATA_TYPE: 'bigint',
    IS_NULLABLE: 'NO',
    IS_IDENTITY: 'YES',
    AUTO_INCREMENT: 'YES',
  },
  {
    TABLE_SCHEMA: 'SQLUser',
    TABLE_NAME: 'orders',
    COLUMN_NAME: 'person',
    DATA_TYPE: 'integer',
    IS_NULLABLE: 'YES',
  },
  {
    TABLE_SCHEMA: 'SQLUser',
    TABLE_NAME: 'orders',
    COLUMN_NAME: 'total',
    DATA_TYPE: 'numeric',
    NUMERIC_PRECISION: 12,
    NUMERIC_SCALE: 2,
    IS_NULLABLE: 'YES',
  },
  {
    TABLE_SCHEMA: 'SQLUser',
    TABLE_NAME: 'orders',
    COLUMN_NAME: 'data',
    DATA_TYPE: 'varchar',
    CHARACTER_MAXIMUM_LENGTH: 3641144,
    IS_NULLABLE: 'YES',
    COLLATION_NAME: 'EXACT',
  },
  { TABLE_SCHEMA: 'SQLUser', TABLE_NAME: 'big', COLUMN_NAME: 'id', DATA_TYPE: 'bigint', IS_NULLABLE: 'YES' },
  { TABLE_SCHEMA: 'Sample', TABLE_NAME: 'Person', COLUMN_NAME: 'ID', DATA_TYPE: 'bigint', IS_NULLABLE: 'NO' },
  {
    TABLE_SCHEMA: 'Sample',
    TABLE_NAME: 'Person',
    COLUMN_NAME: 'Name',
    DATA_TYPE: 'varchar',
    CHARACTER_MAXIMUM_LENGTH: 50,
    IS_NULLABLE: 'YES',
    COLLATION_NAME: '%SQLUPPER',
  },
  {
    TABLE_SCHEMA: 'Sample',
    TABLE_NAME: 'Person',
    COLUMN_NAME: 'Face',
    DATA_TYPE: 'varchar',
    CHARACTER_MAXIMUM_LENGTH: 4096,
    IS_NULLABLE: 'YES',
  },
  {
    TABLE_SCHEMA: 'Sample',
    TABLE_NAME: 'Person',
    COLUMN_NAME: 'Counter',
    DATA_TYPE: 'bigint',
    IS_NULLABLE: 'YES',
    COLLATION_NAME: 'TRUNCATE',
  },
];

const BASE = {
  'INFORMATION_SCHEMA.SCHEMATA': ['%SYS', 'Ens_Config', 'SQLUser', 'Sample'].map((SCHEMA_NAME) => ({
    SCHEMA_NAME,
  })),
  'INFORMATION_SCHEMA.TABLES': TABLES,
  'INFORMATION_SCHEMA.COLUMNS': COLUMNS,
  '%Dictionary.CompiledProperty': [
    {
      parent: 'Sample.Person',
      SqlFieldName: 'Face',
      Type: '%Library.Vector',
      Parameters: 'DATATYPE=DOUBLE,LEN=384',
    },
    { parent: 'Sample.Person', SqlFieldName: 'Counter', Type: '%Library.Counter', Parameters: '' },
  ],
  '%Dictionary.CompiledIndex': [
    { parent: 'Sample.Person', SqlName: 'FaceIdx', Parameters: "Distance='DotProduct',M=16" },
  ],
  'INFORMATION_SCHEMA.KEY_COLUMN_USAGE': [
    {
      TABLE_SCHEMA: 'SQLUser',
      TABLE_NAME: 'orders',
      CONSTRAINT_NAME: 'orders_pkey',
      CONSTRAINT_TYPE: 'PRIMARY KEY',
      COLUMN_NAME: 'id',
    },
    {
      TABLE_SCHEMA: 'SQLUser',
      TABLE_NAME: 'orders',
      CONSTRAINT_NAME: 'orders_u',
      CONSTRAINT_TYPE: 'UNIQUE',
      COLUMN_NAME: 'total',
    },
    {
      TABLE_SCHEMA: 'SQLUser',
      TABLE_NAME: 'orders',
      CONSTRAINT_NAME: 'orders_u',
      CONSTRAINT_TYPE: 'UNIQUE',
      COLUMN_NAME: 'data',
    },
    {
      TABLE_SCHEMA: 'SQLUser',
      TABLE_NAME: 'orders',
      CONSTRAINT_NAME: 'orders_person',
      CONSTRAINT_TYPE: 'FOREIGN KEY',
      COLUMN_NAME: 'person',
    },
    {
      TABLE_SCHEMA: 'Sample',
      TABLE_NAME: 'Person',
      CONSTRAINT_NAME: 'PERSONPKEY',
      CONSTRAINT_TYPE: 'PRIMARY KEY',
      COLUMN_NAME: 'ID',
    },
  ],
  'INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS': [
    {
      CONSTRAINT_SCHEMA: 'SQLUser',
      CONSTRAINT_TABLE_NAME: 'orders',
      CONSTRAINT_NAME: 'orders_person',
      UNIQUE_CONSTRAINT_SCHEMA: 'SAMPLE',
      UNIQUE_CONSTRAINT_TABLE: 'PERSON',
      UNIQUE_CONSTRAINT_NAME: 'PersonPKey',
      UPDATE_RULE: 'NO ACTION',
      DELETE_RULE: 'cascade',
    },
  ],
  'INFORMATION_SCHEMA.INDEXES': [
    {
      TABLE_SCHEMA: 'SQLUser',
      TABLE_NAME: 'orders',
      INDEX_NAME: 'orders_pkey',
      NON_UNIQUE: 0,
      COLUMN_NAME: 'id',
    },
    {
      TABLE_SCHEMA: 'Sample',
      TABLE_NAME: 'Person',
      INDEX_NAME: 'FaceIdx',
      NON_UNIQUE: 1,
      COLUMN_NAME: 'Face',
    },
    {
      TABLE_SCHEMA: 'Sample',
      TABLE_NAME: 'Person',
      INDEX_NAME: 'NameCounter',
      NON_UNIQUE: 1,
      COLUMN_NAME: 'Name',
    },
    {
      TABLE_SCHEMA: 'Sample',
      TABLE_NAME: 'Person',
      INDEX_NAME: 'NameCounter',
      NON_UNIQUE: 1,
      COLUMN_NAME: 'Counter',
    },
    {
      TABLE_SCHEMA: 'Sample',
      TABLE_NAME: 'Person',
      INDEX_NAME: 'DEFAULTBITMAPEXTENT',
      NON_UNIQUE: 1,
      COLUMN_NAME: null,
    },
  ],
};

const MEMORY = {
  ...BASE,
  'INFORMATION_SCHEMA.TABLES': [
    ...TABLES,
    {
      TABLE_SCHEMA: 'IrisPGWire',
      TABLE_NAME: 'ColumnType',
      TABLE_TYPE: 'BASE TABLE',
      CLASSNAME: 'IrisPGWire.ColumnType',
    },
    {
      TABLE_SCHEMA: 'IrisPGWire',
      TABLE_NAME: 'ViewDefinition',
      TABLE_TYPE: 'BASE TABLE',
      CLASSNAME: 'IrisPGWire.ViewDefinition',
    },
  ],
  'IrisPGWire.ColumnType': [
    {
      table_schema: 'SQLUSER',
      table_name: 'orders',
      column_name: 'id',
      pg_type: 'integer',
      pg_default: "nextval('orders_id_seq')",
      pg_identity: '',
    },
    {
      table_schema: 'SQLUser',
      table_name: 'orders',
      column_name: 'data',
      pg_type: 'jsonb',
      pg_default: null,
      pg_identity: null,
    },
  ],
  'IrisPGWire.ViewDefinition': [
    { table_schema: 'SQLUser', table_name: 'big', pg_definition: 'select id from orders' },
  ],
};

describe('reading the dictionary', () => {
  it('leaves out what belongs to IRIS', () => {
    const { schemas, tables } = readSnapshot(dictionary(BASE).query);
    expect(schemas).to.deep.equal(['SQLUser', 'Sample']);
    expect(tables.map(({ name }) => name)).to.deep.equal(['orders', 'big', 'Person']);
  });

  it("asks on the server side not to be sent the system's own", () => {
    const { query, asked } = dictionary(BASE);
    readSnapshot(query);
    for (const sql of asked.filter((text) => text.includes('INFORMATION_SCHEMA.'))) {
      expect(sql).to.include("%STARTSWITH '%'");
    }
  });

  it('reads types with their arguments', () => {
    const { tables } = readSnapshot(dictionary(BASE).query);
    expect(tables[0]?.columns.map(({ irisType }) => irisType)).to.deep.equal([
      'BIGINT',
      'INTEGER',
      'NUMERIC(12,2)',
      'VARCHAR(3641144)',
    ]);
    expect(tables[2]?.columns.map(({ irisType }) => irisType)).to.deep.equal([
      'BIGINT',
      'VARCHAR(50)',
      'VECTOR(DOUBLE,384)',
      'BIGINT',
    ]);
  });

  it('reads what IRIS generates, collations and NOT NULL', () => {
    const { tables } = readSnapshot(dictionary(BASE).query);
    const facts = tables.flatMap(({ columns }) =>
      columns.map(({ name, generated, collation, nullable }) => [name, generated, collation, nullable]),
    );
    expect(facts).to.deep.equal([
      ['id', 'identity', 'EXACT', false],
      ['person', null, 'EXACT', true],
      ['total', null, 'EXACT', true],
      ['data', null, 'EXACT', true],
      ['id', null, 'EXACT', true],
      ['ID', null, 'EXACT', false],
      ['Name', null, 'SQLUPPER', true],
      ['Face', null, 'EXACT', true],
      ['Counter', 'serial', 'EXACT', true],
    ]);
  });

  it('reads keys, foreign keys and indexes, names in any case', () => {
    const [orders, , person] = readSnapshot(dictionary(BASE).query).tables;
    expect(orders?.keys).to.deep.equal([
      { name: 'orders_pkey', kind: 'primary', columns: ['id'] },
      { name: 'orders_u', kind: 'unique', columns: ['total', 'data'] },
    ]);
    expect(orders?.foreignKeys).to.deep.equal([
      {
        name: 'orders_person',
        columns: ['person'],
        targetSchema: 'SAMPLE',
        targetTable: 'PERSON',
        targetColumns: ['ID'],
        onDelete: 'CASCADE',
        onUpdate: 'NO ACTION',
      },
    ]);
    expect(person?.indexes).to.deep.equal([
      { name: 'FaceIdx', unique: false, columns: ['Face'], method: 'hnsw', distance: 'DotProduct' },
      { name: 'NameCounter', unique: false, columns: ['Name', 'Counter'], method: 'btree', distance: null },
    ]);
  });

  it("does without the gateway's tables", () => {
    const { tables } = readSnapshot(dictionary(BASE).query);
    expect(tables.flatMap(({ columns }) => columns).every(({ pgType }) => pgType === null)).to.equal(true);
    expect(tables[1]?.definition).to.equal(null);
  });

  it('joins what the gateway remembers', () => {
    const { tables } = readSnapshot(dictionary(MEMORY).query);
    expect(tables[0]?.columns[0]).to.deep.include({
      pgType: 'integer',
      pgDefault: "nextval('orders_id_seq')",
      pgIdentity: '',
    });
    expect(tables[0]?.columns[1]).to.deep.include({ pgType: null, pgDefault: null, pgIdentity: null });
    expect(tables[0]?.columns[3]).to.deep.include({ pgType: 'jsonb', pgDefault: null, pgIdentity: '' });
    expect(tables[1]?.definition).to.equal('select id from orders');
  });

  it('passes on what the session throws', () => {
    expect(() => readSnapshot(dictionary({}).query)).to.throw('SQLCODE -30');
  });
});

describe('parameters of a property', () => {
  it('are found in text and in $LIST', () => {
    expect(parameterOf('DATATYPE=DOUBLE,LEN=3', 'LEN')).to.equal('3');
    expect(parameterOf('MAXLEN=9', 'LEN')).to.equal(null);
    expect(parameterOf('{"DATATYPE":"decimal","LEN":"128"}', 'DATATYPE')).to.equal('decimal');
    expect(
      parameterOf('\u000a\u0001DATATYPE\u0008\u0001DOUBLE\u0005\u0001LEN\u0005\u0001384', 'LEN'),
    ).to.equal('384');
  });
});
