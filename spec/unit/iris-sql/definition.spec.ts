import { expect } from 'chai';
import { failure, parse, parseAs, plain } from './support.ts';

const BARE = {
  autoIncrement: false,
  default: null,
  onUpdate: null,
  notNull: false,
  unique: false,
  primaryKey: false,
  references: null,
  collation: null,
  description: null,
};

function type(name: string, className: string, ...found: readonly unknown[]): object {
  return { kind: 'type', name, className, arguments: found };
}

function integer(value: number): object {
  return { kind: 'integer', value };
}

describe('definitions in IRIS SQL', () => {
  it('reads CREATE TABLE with all a column may have', () => {
    const statement = parseAs(
      'createTable',
      `CREATE GLOBAL TEMPORARY TABLE IF NOT EXISTS "SQLUser"."t" (
         id IDENTITY,
         "n" VARCHAR(100) COLLATE %EXACT DEFAULT 'x' NOT NULL UNIQUE %DESCRIPTION 'it''s n',
         p INTEGER REFERENCES u(id) ON DELETE SET NULL ON UPDATE CASCADE NOCHECK,
         m TIMESTAMP DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP,
         %DESCRIPTION 'the table',
         PRIMARY KEY (id), CONSTRAINT "k" UNIQUE (n, p),
         CONSTRAINT f FOREIGN KEY (p) REFERENCES s.u ON DELETE NO ACTION
       ) WITH %CLASSPARAMETER ALLOWIDENTITYINSERT = 1, STORAGETYPE = ROW`,
    );
    expect(plain(statement)).to.deep.equal({
      kind: 'createTable',
      temporary: true,
      ifNotExists: true,
      table: { schema: 'SQLUser', name: 't' },
      columns: [
        { name: 'id', type: type('IDENTITY', '%Library.BigInt'), ...BARE },
        {
          name: 'n',
          type: type('VARCHAR', '%Library.String', integer(100)),
          ...BARE,
          collation: { name: 'EXACT', length: null },
          default: { kind: 'value', value: { kind: 'string', value: 'x' } },
          notNull: true,
          unique: true,
          description: "it's n",
        },
        {
          name: 'p',
          type: type('INTEGER', '%Library.Integer'),
          ...BARE,
          references: {
            table: { schema: null, name: 'u' },
            columns: ['id'],
            onDelete: 'SET NULL',
            onUpdate: 'CASCADE',
            noCheck: true,
          },
        },
        {
          name: 'm',
          type: type('TIMESTAMP', '%Library.PosixTime'),
          ...BARE,
          default: { kind: 'value', value: { kind: 'current', name: 'CURRENT_TIMESTAMP', precision: 6 } },
          onUpdate: { kind: 'value', value: { kind: 'current', name: 'CURRENT_TIMESTAMP', precision: null } },
        },
      ],
      constraints: [
        { kind: 'primaryKey', name: null, columns: ['id'] },
        { kind: 'unique', name: 'k', columns: ['n', 'p'] },
        {
          kind: 'foreignKey',
          name: 'f',
          columns: ['p'],
          target: {
            table: { schema: 's', name: 'u' },
            columns: [],
            onDelete: 'NO ACTION',
            onUpdate: 'NO ACTION',
            noCheck: false,
          },
        },
      ],
      description: 'the table',
      options: { classParameters: [{ name: 'ALLOWIDENTITYINSERT', value: '1' }], storageType: 'ROW' },
    });
  });

  const types: readonly [string, object][] = [
    ['BIT', type('BIT', '%Library.Boolean')],
    ['bigint', type('BIGINT', '%Library.BigInt')],
    ['INT(10)', type('INT', '%Library.Integer', integer(10))],
    ['DOUBLE PRECISION', type('DOUBLE PRECISION', '%Library.Double')],
    ['NUMERIC', type('NUMERIC', '%Library.Numeric')],
    ['DECIMAL(10,2)', type('DECIMAL', '%Library.Numeric', integer(10), integer(2))],
    ["VARCHAR('')", type('VARCHAR', '%Library.String', { kind: 'text', value: '' })],
    ['VARCHAR(MAX)', type('VARCHAR', '%Library.String', { kind: 'word', value: 'MAX' })],
    ['NATIONAL CHARACTER VARYING(5)', type('NATIONAL CHARACTER VARYING', '%Library.String', integer(5))],
    ['TEXT', type('TEXT', '%Stream.GlobalCharacter')],
    ['LONG VARCHAR', type('LONG VARCHAR', '%Stream.GlobalCharacter')],
    ['LONGVARBINARY', type('LONGVARBINARY', '%Stream.GlobalBinary')],
    ['VARBINARY(65535)', type('VARBINARY', '%Library.Binary', integer(65535))],
    ['SERIAL', type('SERIAL', '%Library.Counter')],
    ['ROWVERSION', type('ROWVERSION', '%Library.RowVersion')],
    ['UNIQUEIDENTIFIER', type('UNIQUEIDENTIFIER', '%Library.UniqueIdentifier')],
    ['TIME(6)', type('TIME', '%Library.Time', integer(6))],
    ['VECTOR(DOUBLE,3)', type('VECTOR', '%Library.Vector', { kind: 'word', value: 'DOUBLE' }, integer(3))],
    ['%Date', type('%Library.Date', '%Library.Date')],
    [
      '%Library.Date(MINVAL=-672045)',
      type('%Library.Date', '%Library.Date', { kind: 'parameter', name: 'MINVAL', value: '-672045' }),
    ],
  ];
  for (const [sql, expected] of types) {
    it(`knows the type ${sql}`, () => {
      const [column] = parseAs('createTable', `CREATE TABLE t (a ${sql})`).columns;
      expect(plain(column?.type)).to.deep.equal(expected);
    });
  }

  const defaults: readonly [string, object][] = [
    [
      '-1.5',
      { kind: 'value', value: { kind: 'unary', operator: '-', operand: { kind: 'number', text: '1.5' } } },
    ],
    ['NULL', { kind: 'value', value: { kind: 'null' } }],
    ['USER', { kind: 'value', value: { kind: 'current', name: 'USER', precision: null } }],
    [
      'GETUTCDATE(6)',
      {
        kind: 'value',
        value: {
          kind: 'function',
          schema: null,
          name: 'GETUTCDATE',
          arguments: [{ kind: 'number', text: '6' }],
        },
      },
    ],
    ["OBJECTSCRIPT '$SYSTEM.Util.CreateGUID()'", { kind: 'objectScript', code: '$SYSTEM.Util.CreateGUID()' }],
  ];
  for (const [sql, expected] of defaults) {
    it(`takes the default ${sql}`, () => {
      const [column] = parseAs('createTable', `CREATE TABLE t (a INT DEFAULT ${sql} NOT NULL)`).columns;
      expect(plain(column?.default)).to.deep.equal(expected);
      expect(column?.notNull).to.equal(true);
    });
  }

  it('reads CREATE TABLE AS', () => {
    expect(parseAs('createTableAs', 'CREATE TABLE t AS SELECT a FROM u WHERE 1=0')).to.deep.include({
      ifNotExists: false,
      temporary: false,
    });
  });

  const actions: readonly [string, object][] = [
    [
      'ADD COLUMN a INT',
      { kind: 'addColumns', columns: [{ name: 'a', type: type('INT', '%Library.Integer'), ...BARE }] },
    ],
    [
      'ADD (a INT, b BIT)',
      {
        kind: 'addColumns',
        columns: [
          { name: 'a', type: type('INT', '%Library.Integer'), ...BARE },
          { name: 'b', type: type('BIT', '%Library.Boolean'), ...BARE },
        ],
      },
    ],
    [
      'ADD CONSTRAINT k UNIQUE (a)',
      { kind: 'addConstraint', constraint: { kind: 'unique', name: 'k', columns: ['a'] } },
    ],
    ['ALTER COLUMN a BIGINT', { kind: 'setType', column: 'a', type: type('BIGINT', '%Library.BigInt') }],
    [
      'ALTER COLUMN a SET DEFAULT (1)',
      { kind: 'setDefault', column: 'a', default: { kind: 'value', value: { kind: 'number', text: '1' } } },
    ],
    ['ALTER COLUMN a DROP DEFAULT', { kind: 'dropDefault', column: 'a' }],
    ['ALTER COLUMN a NOT NULL', { kind: 'setNullable', column: 'a', nullable: false }],
    ['MODIFY a NULL', { kind: 'setNullable', column: 'a', nullable: true }],
    ['ALTER COLUMN a RENAME b', { kind: 'renameColumn', column: 'a', name: 'b' }],
    [
      'ALTER COLUMN a COLLATE %TRUNCATE(128)',
      { kind: 'setCollation', column: 'a', collation: { name: 'TRUNCATE', length: 128 } },
    ],
    ['DROP COLUMN a, b CASCADE %DELDATA', { kind: 'dropColumns', columns: ['a', 'b'], cascade: true }],
    ['DROP CONSTRAINT k', { kind: 'dropConstraint', name: 'k' }],
    ['DROP PRIMARY KEY', { kind: 'dropPrimaryKey' }],
    ['DROP FOREIGN KEY f', { kind: 'dropForeignKey', name: 'f' }],
    ['RENAME u', { kind: 'renameTable', name: 'u' }],
  ];
  for (const [sql, action] of actions) {
    it(`reads ALTER TABLE t ${sql}`, () => {
      expect(plain(parseAs('alterTable', `ALTER TABLE t ${sql}`).action)).to.deep.equal(action);
    });
  }

  it('reads views and keeps their text', () => {
    expect(
      parseAs(
        'createView',
        'CREATE OR REPLACE VIEW s.v (x) AS SELECT TOP ALL a FROM t ORDER BY a WITH CHECK OPTION',
      ),
    ).to.deep.include({
      orReplace: true,
      columns: ['x'],
      text: 'SELECT TOP ALL a FROM t ORDER BY a',
      checkOption: true,
    });
    expect(parseAs('createView', 'CREATE VIEW v AS SELECT a FROM t WITH READ ONLY').readOnly).to.equal(true);
  });

  it('reads indexes', () => {
    expect(
      plain(
        parseAs(
          'createIndex',
          'CREATE UNIQUE INDEX i ON TABLE s.t (a ASC, b DESC) WITH DATA (c) DEFER BUILD',
        ),
      ),
    ).to.deep.equal({
      kind: 'createIndex',
      type: 'UNIQUE',
      name: 'i',
      table: { schema: 's', name: 't' },
      columns: ['a', 'b'],
      hnsw: null,
      data: ['c'],
    });
  });

  it('reads HNSW indexes', () => {
    const sql = "CREATE INDEX i ON TABLE t (v) AS HNSW(Distance='Cosine', M=16, efConstruction=64)";
    expect(parseAs('createIndex', sql).hnsw).to.deep.equal({ distance: 'Cosine', m: 16, efConstruction: 64 });
    const full = "CREATE INDEX i ON t (v) AS %SQL.Index.HNSW(Distance='DotProduct')";
    expect(parseAs('createIndex', full).hnsw).to.deep.equal({
      distance: 'DotProduct',
      m: null,
      efConstruction: null,
    });
  });

  it('reads DROP', () => {
    expect(parseAs('dropTable', 'DROP TABLE IF EXISTS s.t CASCADE %DELDATA')).to.deep.include({
      ifExists: true,
      cascade: true,
    });
    expect(parseAs('dropView', 'DROP VIEW v').ifExists).to.equal(false);
    expect(parseAs('dropIndex', 'DROP INDEX IF EXISTS i ON t').table?.name).to.equal('t');
    expect(parseAs('dropIndex', 'DROP INDEX i').table).to.equal(null);
    expect(parseAs('dropSchema', 'DROP SCHEMA IF EXISTS s CASCADE')).to.deep.include({
      name: 's',
      cascade: true,
    });
  });

  it('reads schemas and statistics', () => {
    expect(parseAs('createSchema', 'CREATE SCHEMA IF NOT EXISTS s')).to.deep.include({
      name: 's',
      ifNotExists: true,
    });
    expect(parse('TUNE TABLE t').kind).to.equal('tuneTable');
    expect(parse('COLLECT STATISTICS FOR TABLE t').kind).to.equal('tuneTable');
  });

  const failures: readonly [string, number][] = [
    ['CREATE TABLE t (a BOOLEAN)', -1],
    ['CREATE TABLE t (a JSONB)', -1],
    ['CREATE TABLE t (a UUID)', -1],
    ['CREATE TABLE t (a TIMESTAMP(6))', -1],
    ['CREATE TABLE t (a TIMESTAMP WITH TIME ZONE)', -1],
    ['CREATE TABLE t (a BYTEA)', -1],
    ['CREATE TABLE t (a INT[])', -1],
    ['CREATE TABLE t (a BIGSERIAL)', -1],
    ['CREATE TABLE t (a %Library.Nope)', -1],
    ['CREATE TABLE t (a VECTOR(BIT,3))', -1],
    ['CREATE TABLE t (a NUMERIC(1,2,3))', -1],
    ['CREATE TABLE t (a VARCHAR(x))', -80],
    ['CREATE TABLE t (a)', -86],
    ['CREATE TABLE t ()', -1],
    ['CREATE TABLE t (a INT,)', -1],
    ['CREATE TABLE t (a INT CHECK (a > 1))', -1],
    ['CREATE TABLE t (a INT, CHECK (a > 1))', -1],
    ['CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 1))', -1],
    ['CREATE TABLE t (a INT, EXCLUDE USING gist (a WITH &&))', -1],
    ['CREATE TABLE t (a INT GENERATED ALWAYS AS IDENTITY)', -1],
    ['CREATE TABLE t (a INT REFERENCES u DEFERRABLE)', -1],
    ['CREATE TABLE t (a INT REFERENCES u MATCH FULL)', -1],
    ['CREATE TABLE t (a INT REFERENCES u ON DELETE RESTRICT)', -1],
    ['CREATE TABLE t (a INT DEFAULT 1 + 1)', -1],
    ['CREATE TABLE t (a INT DEFAULT nextval(1))', -1],
    ['CREATE TABLE t (a INT DEFAULT ABS(1))', -1],
    ['CREATE TABLE t (a INT DEFAULT ?)', -1],
    ['CREATE TABLE t (a INT DEFAULT TRUE)', -12],
    ['CREATE TABLE t (a INT DEFAULT 1 DEFAULT 2)', -1],
    ['CREATE TABLE t (a VARCHAR(9) COLLATE "C")', -1],
    ['CREATE TABLE t (a INT) ON COMMIT DROP', -25],
    ['CREATE TABLE t (a INT) WITH (fillfactor=70)', -1],
    ['CREATE TABLE t (a INT) PARTITION BY RANGE (a)', -25],
    ['CREATE TABLE t (a INT) INHERITS (u)', -25],
    ['CREATE TABLE t (LIKE u)', -1],
    ['CREATE TEMP TABLE t (a INT)', -1],
    ['CREATE TEMPORARY TABLE t (a INT)', -1],
    ['CREATE UNLOGGED TABLE t (a INT)', -1],
    ['CREATE TABLE t AS SELECT a FROM u WHERE a = ?', -1],
    ['CREATE TABLE t AS (SELECT a FROM u) WITH NO DATA', -1],
    ['CREATE TABLE "a.b" (a INT)', -1],
    ['CREATE TABLE order (a INT)', -1],
    ['CREATE TABLE t (date DATE)', -1],
    ['ALTER TABLE t ADD COLUMN a INT, ADD COLUMN b INT', -1],
    ['ALTER TABLE t ADD COLUMN a INT, DROP COLUMN b', -1],
    ['ALTER TABLE t DROP COLUMN a, ADD b INT', -1],
    ['ALTER TABLE t ALTER COLUMN a NOT NULL, ALTER COLUMN b NOT NULL', -25],
    ['ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT', -1],
    ['ALTER TABLE t DROP COLUMN IF EXISTS a', -25],
    ['ALTER TABLE IF EXISTS t RENAME u', -1],
    ['ALTER TABLE t ALTER COLUMN a TYPE BIGINT', -1],
    ['ALTER TABLE t ALTER COLUMN a SET NOT NULL', -1],
    ['ALTER TABLE t ALTER COLUMN a DROP NOT NULL', -1],
    ['ALTER TABLE t ALTER COLUMN a INT USING a + 1', -25],
    ['ALTER TABLE t RENAME TO u', -1],
    ['ALTER TABLE t RENAME COLUMN a TO b', -25],
    ['ALTER TABLE t OWNER TO me', -1],
    ['ALTER TABLE t', -1],
    ['ALTER INDEX i RENAME j', -1],
    ['CREATE VIEW v AS SELECT a FROM t ORDER BY a', -143],
    ['CREATE VIEW v AS SELECT a FROM t WHERE a = ?', -148],
    ['CREATE MATERIALIZED VIEW v AS SELECT 1', -1],
    ['CREATE RECURSIVE VIEW v (a) AS SELECT 1', -1],
    ['CREATE INDEX IF NOT EXISTS i ON t (a)', -1],
    ['CREATE INDEX CONCURRENTLY i ON t (a)', -1],
    ['CREATE INDEX ON t (a)', -1],
    ['CREATE INDEX i ON t USING hnsw (v)', -1],
    ['CREATE INDEX i ON t (v) USING HNSW', -25],
    ['CREATE INDEX i ON t (LOWER(a))', -1],
    ['CREATE INDEX i ON t (a + 1)', -1],
    ['CREATE INDEX i ON t (a NULLS FIRST)', -1],
    ['CREATE INDEX i ON t (v vector_cosine_ops)', -1],
    ['CREATE INDEX i ON t (a) WHERE a > 1', -25],
    ['CREATE INDEX i ON t (a) INCLUDE (b)', -25],
    ["CREATE INDEX i ON t (v) AS HNSW(Distance='L2')", -400],
    ["CREATE INDEX i ON t (v) AS HNSW(distance='Cosine')", -400],
    ['CREATE INDEX i ON t (v) AS HNSW(M=16)', -400],
    ["CREATE INDEX i ON t (v) AS HNSW(Distance='Cosine', M=1)", -400],
    ["CREATE INDEX i ON t (v) AS HNSW(Distance='Cosine', M=16, efConstruction=16)", -400],
    ["CREATE INDEX i ON t (v, w) AS HNSW(Distance='Cosine')", -400],
    ["CREATE INDEX i ON t (v) AS IVFFlat(Distance='Cosine')", -1],
    ['DROP TABLE t, u', -25],
    ['DROP INDEX i, j', -25],
    ['DROP SEQUENCE s', -1],
    ['CREATE SEQUENCE s', -1],
    ['CREATE TYPE e AS ENUM (1)', -1],
    ['CREATE EXTENSION vector', -1],
    ['CREATE SCHEMA s AUTHORIZATION me', -25],
    ['CREATE SCHEMA public', -1],
    ["COMMENT ON TABLE t IS 'x'", -1],
    ['ANALYZE t', -1],
    ['VACUUM t', -1],
  ];
  for (const [sql, code] of failures) {
    it(`refuses ${sql} with ${code}`, () => {
      expect(failure(sql).sqlcode).to.equal(code);
    });
  }

  it('names the type it does not know', () => {
    expect(failure('CREATE TABLE t (a BOOLEAN)').message).to.equal(
      'Invalid SQL statement: data type BOOLEAN does not exist',
    );
  });
});
