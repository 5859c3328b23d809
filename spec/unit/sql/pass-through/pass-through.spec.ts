import { expect } from 'chai';
import { GatewayError, type ErrorFields } from '../../../../src/errors/gateway-error.ts';
import {
  passedPlan,
  passThrough as pass,
  type PassedStatement,
} from '../../../../src/sql/pass-through/pass-through.ts';
import { scanIris } from '../../../../src/sql/pass-through/scan.ts';
import { splitIris } from '../../../../src/sql/pass-through/split.ts';

const SYNTAX: ErrorFields = { severity: 'ERROR', sqlstate: '42601', message: 'syntax error' };

/** PostgreSQL has `length` and `sum`. */
const knowsFunction = (name: string): boolean => ['length', 'sum'].includes(name);

function passThrough(text: string, error: ErrorFields): PassedStatement | null {
  return pass(text, { refusal: error, knowsFunction });
}

function refusal(sqlstate: string, message: string): ErrorFields {
  return { severity: 'ERROR', sqlstate, message };
}

describe("tokens of IRIS's own SQL", () => {
  const keys = (text: string): string[] | undefined =>
    scanIris(text)?.map(({ kind, key, start, end }) => key || `${kind} ${text.slice(start, end)}`);

  it('knows its words, names and symbols', () => {
    expect(keys('select %ID, $horolog, "a""b" from t where a->b \\ 2 = {ts \'x\'}')).to.deep.equal([
      'SELECT',
      '%ID',
      ',',
      '$HOROLOG',
      ',',
      'a"b',
      'FROM',
      'T',
      'WHERE',
      'A',
      '->',
      'B',
      '\\',
      'number 2',
      '=',
      '{',
      'TS',
      "string 'x'",
      '}',
    ]);
  });
  it('reads comments as IRIS does: block comments do not nest', () => {
    expect(keys('1 /* /* */ a -- b\n c')).to.deep.equal(['number 1', 'A', 'C']);
  });
  it('knows parameters, and leaves quotes of PostgreSQL to PostgreSQL', () => {
    expect(keys('$1 $23 ?')).to.deep.equal(['parameter $1', 'parameter $23', 'placeholder ?']);
    for (const text of ["E'a'", '$$a$$', '$x$a$x$', "'open", '"open', '/* open', "a = N'x'"]) {
      expect(scanIris(text), text).to.equal(null);
    }
  });
  it('splits statements at semicolons outside of strings, and counts characters', () => {
    expect(splitIris("select '\u{1f600};' ; ; select %ID from t;")).to.deep.equal([
      { text: "select '\u{1f600};'", offset: 0 },
      { text: 'select %ID from t', offset: 16 },
    ]);
  });
});

describe('what passes through to IRIS', () => {
  const certain = [
    'SELECT TOP 5 a FROM t',
    'SELECT DISTINCT TOP ((3)) a FROM t',
    'SELECT DISTINCT BY (a) b FROM t',
    'SELECT %ID FROM t',
    'SELECT t.%ID FROM t',
    'SELECT a FROM %Dictionary.CompiledClass',
    "SELECT a FROM t WHERE b %STARTSWITH 'x'",
    'SELECT $HOROLOG',
    "SELECT {d '2020-01-01'}",
    'SELECT 7 \\ 2',
    'SELECT VECTOR_COSINE(a, b) FROM t',
    'INSERT OR UPDATE t (a) VALUES (1)',
    'CREATE BITMAP INDEX i ON t (a)',
    "CREATE INDEX i ON TABLE t (v) AS HNSW(Distance='Cosine')",
    'CREATE MODEL m PREDICTING (a) FROM t',
    'TRAIN MODEL m',
    'TUNE TABLE t',
  ];
  for (const text of certain) {
    it(`certainly: ${text}`, () => {
      expect(passThrough(text, SYNTAX)?.certainty).to.equal('certain');
    });
  }

  const possible: readonly (readonly [string, ErrorFields])[] = [
    ['SELECT dept->name FROM t', refusal('42703', 'column "name" does not exist')],
    ["SELECT a FROM t WHERE b [ 'x'", SYNTAX],
    ['DROP INDEX i ON t', SYNTAX],
    ['INSERT INTO t SET a = 1', SYNTAX],
    ['SELECT my.f(a) FROM t', refusal('3F000', 'schema "my" does not exist')],
    ['SELECT "F"(1)', refusal('42883', 'function F(integer) does not exist')],
    ['CREATE TABLE t (a DATETIME)', refusal('42704', 'type "datetime" does not exist')],
    ['SELECT * FROM INFORMATION_SCHEMA.INDEXES', refusal('42P01', 'relation does not exist')],
  ];
  for (const [text, error] of possible) {
    it(`possibly: ${text}`, () => {
      expect(passThrough(text, error)?.certainty).to.equal('possible');
    });
  }

  const never: readonly (readonly [string, ErrorFields])[] = [
    ['SELEC 1', SYNTAX],
    ['SELECT a, count(*) FROM t', refusal('42803', 'column "a" must appear in the GROUP BY clause')],
    ['SELECT f(g(1)) FROM t WHERE a IN (1)', refusal('42703', 'column "a" does not exist')],
    ['SELECT f(1), g(2)', refusal('42703', 'column "x" does not exist')],
    ['SELECT 5 %b FROM t', SYNTAX],
    ['SELECT top FROM t', SYNTAX],
    ['SELECT a[1] FROM t', SYNTAX],
    ['SELECT length(5)', refusal('42883', 'function length(integer) does not exist')],
    ['SELECT datetime FROM t', refusal('42703', 'column "datetime" does not exist')],
    ['SELECT TOP 5 a FROM t WHERE b = ?', SYNTAX],
    ['SELECT TOP 5 a FROM t; SELECT 1', SYNTAX],
    ["SELECT TOP 5 E'a'", SYNTAX],
  ];
  for (const [text, error] of never) {
    it(`never: ${text}`, () => {
      expect(passThrough(text, error)).to.equal(null);
    });
  }
});

describe('a statement that passes through', () => {
  it('is as it was written, but for parameters and comments', () => {
    const passed = passThrough(
      "/* x */ SELECT TOP $2 a, -- y\n  '$1' FROM t WHERE b = $1 AND c = $2 ; ",
      SYNTAX,
    );
    expect(passed?.statement).to.deep.equal({
      sql: "SELECT TOP ? a, '$1' FROM t WHERE b = ? AND c = ?",
      slots: [1, 0, 1].map((index) => ({ from: 'parameter', index })),
    });
    expect(passed?.parameters).to.equal(2);
  });
  it('keeps the hints of IRIS', () => {
    expect(passThrough('SELECT TOP 1 a /*#OPTIONS {"x":1} */ FROM t', SYNTAX)?.statement.sql).to.equal(
      'SELECT TOP 1 a /*#OPTIONS {"x":1} */ FROM t',
    );
  });

  const plans: readonly (readonly [string, string, string, boolean, boolean])[] = [
    ['SELECT TOP 1 a FROM t', 'SELECT', 'emit', false, false],
    ['(SELECT TOP 1 a FROM t)', 'SELECT', 'emit', false, false],
    ['WITH w AS (SELECT TOP 1 a FROM t) SELECT a FROM w', 'SELECT', 'emit', false, false],
    ['WITH w AS (SELECT TOP 1 a FROM t) DELETE FROM t', 'DELETE', 'change', true, false],
    ['INSERT %NOLOCK INTO t (a) VALUES (1)', 'INSERT', 'change', true, false],
    ['TRUNCATE TABLE %NOCHECK t', 'TRUNCATE TABLE', 'command', true, false],
    ["CREATE GLOBAL TEMPORARY TABLE t (a INT %DESCRIPTION 'x')", 'CREATE TABLE', 'command', true, true],
    ['CREATE OR REPLACE VIEW v AS SELECT TOP 1 a FROM t', 'CREATE VIEW', 'command', true, true],
    ['DROP TABLE t %DELDATA', 'DROP TABLE', 'command', true, true],
    ['TRAIN MODEL m', 'TRAIN MODEL', 'command', true, false],
  ];
  for (const [text, tag, does, writes, changesSchema] of plans) {
    it(`has a plan: ${text}`, () => {
      const passed = passThrough(text, SYNTAX);
      if (passed === null) return expect.fail('not passed');
      const column = { name: 'a', tableOid: 0, attribute: 0, typeOid: 25, typeSize: -1, typmod: -1 };
      const plan = passedPlan(passed, does === 'emit' ? [column] : []);
      expect(plan.steps.map((step) => step.do)).to.deep.equal([does]);
      return expect(plan).to.deep.include({ tag, writes, changesSchema });
    });
  }

  const refused: readonly (readonly [string, string])[] = [
    ['START TRANSACTION %COMMITMODE EXPLICIT', '0A000'],
    ['SET TRANSACTION %COMMITMODE NONE', '0A000'],
    ['%INTRANSACTION', '0A000'],
    ['%CHECKPRIV SELECT ON t', '0A000'],
    ['SET OPTION LOCK_TIMEOUT = 5', '0A000'],
    ['UNLOCK TABLE t IN SHARE MODE', '0A000'],
    ['GRANT %ALTER ON t TO joe', '0A000'],
    ['CREATE FUNCTION f() LANGUAGE OBJECTSCRIPT { quit 1 }', '0A000'],
    ["CREATE TABLE t (a INT DEFAULT OBJECTSCRIPT '1' %DESCRIPTION 'x')", '0A000'],
    ['SELECT TOP 1 a FROM IrisPGWire.ColumnType', '42501'],
    ['SELECT TOP 1 a FROM "IRISPGWIRE".ColumnType', '42501'],
    ['CREATE VIEW v AS SELECT TOP 1 a FROM irispgwire.ColumnType', '42501'],
    ['DROP SCHEMA IrisPGWire CASCADE %DELDATA', '42501'],
    ['INSERT %NOLOCK INTO %Dictionary.ClassDefinition (a) VALUES (1)', '42501'],
    ['UPDATE %NOLOCK "%Dictionary".ClassDefinition SET a = 1', '42501'],
    ['WITH w AS (SELECT TOP 1 a FROM t) DELETE FROM %SYS.X', '42501'],
    ['CREATE BITMAP INDEX i ON %SYS.X (a)', '42501'],
    ["SELECT %SYSTEM_SQL.Util_SetOption('AutoCommit', 0)", '42501'],
    ['SELECT TOP 1 a FROM t WHERE b = "%SYSTEM".Process_Terminate(1)', '42501'],
  ];
  for (const [text, code] of refused) {
    it(`is refused with ${code}: ${text}`, () => {
      expect(() => passThrough(text, SYNTAX))
        .to.throw(GatewayError)
        .with.property('sqlstate', code);
    });
  }
  it('may ask what IRIS calls its default schema, and read its dictionary', () => {
    expect(passThrough('SELECT %SYSTEM_SQL.DefaultSchema()', SYNTAX)).to.not.equal(null);
    expect(passThrough('INSERT %NOLOCK INTO t SELECT a FROM %Dictionary.X', SYNTAX)).to.not.equal(null);
    expect(passThrough('CREATE TABLE t (a %Library.Date(MINVAL=-672045))', SYNTAX)).to.not.equal(null);
  });
});
