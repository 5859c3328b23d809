import assert from 'node:assert/strict';
import { openEmbeddedSession } from '../../../src/backend/embedded/engine/session.ts';
import { IrisError } from '../../../src/backend/iris-session.ts';
import { Input, seed, type FuzzTarget } from '../target.ts';

const VERSIONS: readonly (readonly [number, number])[] = [
  [2025, 3],
  [2024, 1],
];

const TABLES = [
  'CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(20), n NUMERIC(10,2), d DATE, f DOUBLE)',
  'CREATE TABLE u (id INTEGER, t_id INTEGER, v VECTOR(DOUBLE, 3))',
  `INSERT INTO t (id, a, n, d, f) VALUES (1, 'one', 1.5, TO_DATE('2024-02-29', 'YYYY-MM-DD'), 2.5)`,
  `INSERT INTO t (id, a) VALUES (2, NULL)`,
  `INSERT INTO u (id, t_id, v) VALUES (1, 1, TO_VECTOR('1,2,3', DOUBLE))`,
];

/** Rows that are read of an answer: a product of tables can have more than anybody waits for. */
const MOST_ROWS = 20;

/** IRIS SQL in the embedded engine, parser to rows: an answer, or an error with a SQLCODE of IRIS, never one of SQLite. */
export function irisSql(): FuzzTarget {
  return {
    seeds: SEEDS.flatMap((sql) => VERSIONS.map((_version, i) => seed([i], sql))),
    words: WORDS,
    run: (bytes) => {
      const input = new Input(bytes);
      const version = input.pick(VERSIONS) ?? [2025, 3];
      const session = openEmbeddedSession({ path: ':memory:', dialect: { version } });
      try {
        for (const table of TABLES) session.execute(table, []);
        tried(() => {
          const sql = input.text();
          const { parameters } = session.describe(sql);
          const result = session.execute(
            sql,
            Array.from({ length: parameters }, () => '1'),
          );
          const rows = result.rows();
          for (let i = 0; i < MOST_ROWS && rows.next().done !== true; i += 1);
          result.close();
        });
        tried(() => session.execute('ROLLBACK', []));
      } finally {
        session.close();
      }
    },
  };
}

function tried(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof IrisError)) throw error;
    assert.ok(error.sqlcode < 0, error.message);
    assert.doesNotMatch(error.message, /SQLITE|sqlite|no such|near "/, 'told in words of SQLite');
  }
}

const SEEDS = [
  'SELECT TOP 5 a, n * 2 AS m FROM t WHERE a %STARTSWITH ? ORDER BY 2 DESC',
  'SELECT t.a, COUNT(*) FROM t LEFT JOIN u ON t.id = u.t_id GROUP BY t.a HAVING COUNT(*) > 0',
  `SELECT CASE WHEN id = 1 THEN 'x' ELSE NULL END, CAST(n AS VARCHAR(10)), {fn LENGTH(a)} FROM t`,
  'WITH x AS (SELECT id FROM t) SELECT * FROM x UNION ALL SELECT id FROM u OFFSET 1 ROWS FETCH NEXT 3 ROWS ONLY',
  'SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY id) FROM t',
  'SELECT VECTOR_COSINE(v, TO_VECTOR(?, DOUBLE)) FROM u',
  `SELECT TRIM(BOTH ' ' FROM a), SUBSTRING(a, 1, 2), DATEADD('day', 1, d), TO_CHAR(d, 'YYYY') FROM t`,
  'INSERT INTO t (id, a) SELECT id + 10, a FROM t',
  `INSERT OR UPDATE INTO t (id, a) VALUES (1, 'y')`,
  'UPDATE t SET a = ?, n = n + 1 WHERE id IN (SELECT t_id FROM u)',
  'DELETE FROM t WHERE a IS NULL',
  'CREATE TABLE w (a INTEGER NOT NULL DEFAULT 3, b VARCHAR(5) UNIQUE)',
  'ALTER TABLE t ADD COLUMN z INTEGER',
  'CREATE UNIQUE INDEX i ON t (a)',
  'CREATE VIEW s AS SELECT a FROM t',
  'DROP TABLE u',
  'START TRANSACTION',
  'SAVEPOINT p',
  'SELECT * FROM INFORMATION_SCHEMA.COLUMNS',
  'EXPLAIN SELECT a FROM t',
  'LOCK TABLE t IN SHARE MODE',
  'SELECT $PIECE(a, 1), %EXACT(a), %SQLUPPER(a), a || ?, 7 \\ 2, 7 # 2 FROM t',
];

const WORDS =
  `SELECT FROM WHERE GROUP BY ORDER HAVING UNION ALL WITH AS DISTINCT TOP LIMIT OFFSET JOIN LEFT ON AND OR NOT IN LIKE ESCAPE
  BETWEEN IS NULL EXISTS ANY CASE WHEN THEN ELSE END CAST CONVERT TO_VECTOR DOUBLE COUNT SUM AVG MIN MAX OVER PARTITION INSERT INTO
  VALUES SET DEFAULT UPDATE DELETE CREATE DROP ALTER TABLE VIEW INDEX %EXACT %ID %STARTSWITH $HOROLOG JSON_OBJECT JSON_TABLE t u id a n
  d f v 'text' 1 .5 1E400 99999999999999999999 ? ( ) , . * + - / \\ # || = <> < ' " ' { } [ ] -- /* */ ; : {fn`
    .split(/\s+/)
    .map((word) => ` ${word} `);
