import { expect } from 'chai';
import fc from 'fast-check';
import { parseIrisSql } from '../../src/backend/embedded/iris-sql/parse.ts';
import { tokenise } from '../../src/backend/embedded/iris-sql/tokenise.ts';
import { IrisError } from '../../src/backend/iris-session.ts';
import type { Scalar } from '../../src/backend/embedded/iris-sql/ast.ts';

const WORDS =
  `SELECT FROM WHERE GROUP BY ORDER HAVING UNION ALL EXCEPT WITH AS DISTINCT TOP LIMIT OFFSET FETCH FIRST ROWS
  ONLY JOIN LEFT NATURAL USING ON AND OR NOT IN LIKE ESCAPE BETWEEN IS NULL EXISTS ANY CASE WHEN THEN ELSE END CAST
  CONVERT TRIM SUBSTRING POSITION TO_VECTOR DOUBLE COUNT SUM OVER PARTITION ROW_NUMBER UNBOUNDED PRECEDING CURRENT ROW
  INSERT INTO VALUES SET DEFAULT UPDATE DELETE TRUNCATE TABLE CREATE DROP ALTER ADD COLUMN CONSTRAINT PRIMARY KEY
  UNIQUE FOREIGN REFERENCES INDEX VIEW SCHEMA IF START TRANSACTION COMMIT ROLLBACK SAVEPOINT TO OPTION LOCK MODE CALL
  VARCHAR INT NUMERIC VECTOR HNSW %EXACT %ID %STARTSWITH %CHECKPRIV %CLASSPARAMETER $HOROLOG $PIECE JSON_OBJECT
  JSON_TABLE COLUMNS PATH LATERAL CURRENT_TIMESTAMP TRUE a b t "q" 'text' 1 .5 2E3 ? ( ) ( ) , , . * + - / \\ # || = <>
  < >= [ ] { } fn d : ; _ ! &`.split(/\s+/);

const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }).map((words) => words.join(' '));
const version = fc.constantFrom<readonly [number, number]>([2024, 1], [2025, 1], [2025, 3]);

/** Runs the parser; anything but a tree or an IrisError fails. */
function outcome(sql: string, of: readonly [number, number]): 'tree' | 'error' {
  try {
    parseIrisSql(sql, { version: of });
    return 'tree';
  } catch (error) {
    expect(error, String(error)).to.be.instanceOf(IrisError);
    if (error instanceof IrisError) expect(error.sqlcode).to.be.lessThan(0);
    return 'error';
  }
}

/** Values with the text that gives them: every operator in parentheses, as the translator prints. */
const value = fc.letrec<{ value: { text: string; shape: string } }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', '"b c"', '1', '.5').map((text) => ({ text, shape: text.replaceAll('"', '') })),
    fc
      .tuple(tie('value'), fc.constantFrom('+', '-', '*', '/', '\\', '#', '||'), tie('value'))
      .map(([left, operator, right]) => ({
        text: `(${left.text} ${operator} ${right.text})`,
        shape: `(${left.shape} ${operator} ${right.shape})`,
      })),
    tie('value').map(({ text, shape }) => ({ text: `(- ${text})`, shape: `(- ${shape})` })),
  ),
})).value;

function shapeOf(scalar: Scalar): string {
  if (scalar.kind === 'number') return scalar.text;
  if (scalar.kind === 'column') return scalar.name;
  if (scalar.kind === 'unary') return `(- ${shapeOf(scalar.operand)})`;
  if (scalar.kind === 'binary')
    return `(${shapeOf(scalar.left)} ${scalar.operator} ${shapeOf(scalar.right)})`;
  return scalar.kind;
}

describe('IRIS SQL parser', () => {
  it('answers token soup with a tree or an IrisError', () => {
    fc.assert(
      fc.property(soup, version, (sql, of) => {
        outcome(sql, of);
      }),
      { numRuns: 3000 },
    );
  });

  it('answers any text with a tree or an IrisError', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), version, (sql, of) => {
        outcome(sql, of);
      }),
      { numRuns: 2000 },
    );
  });

  it('answers any cut of a real statement with a tree or an IrisError', () => {
    const statement = `WITH x AS (SELECT TOP 3 a, COUNT(*) OVER (PARTITION BY b) AS n FROM "s"."t" u LEFT JOIN v ON u.a = v.a
      WHERE CASE WHEN a %STARTSWITH ? THEN 1 END = 1 AND b NOT IN (SELECT {fn LENGTH(c)} FROM w) ORDER BY 1 DESC)
      SELECT DISTINCT TRIM(BOTH ' ' FROM a), TO_VECTOR(?, DOUBLE, 3) FROM x GROUP BY a HAVING SUM(n) > 1`;
    fc.assert(
      fc.property(fc.nat(statement.length), fc.nat(statement.length), (i, j) => {
        outcome(statement.slice(Math.min(i, j), Math.max(i, j)), [2024, 1]);
      }),
      { numRuns: 2000 },
    );
    expect(outcome(statement, [2024, 1])).to.equal('tree');
  });

  it('keeps the grouping that parentheses give', () => {
    fc.assert(
      fc.property(value, ({ text, shape }) => {
        const { statement } = parseIrisSql(`SELECT ${text} FROM t`, { version: [2024, 1] });
        const body = statement.kind === 'query' ? statement.body : undefined;
        const item = body?.kind === 'select' ? body.items[0] : undefined;
        expect(item?.kind === 'item' && shapeOf(item.expression)).to.equal(shape);
      }),
    );
  });

  it('reads any string and any delimited name back as they were', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 60 }), (text, name) => {
        const tokens = tokenise(`'${text.replaceAll("'", "''")}' "${name.replaceAll('"', '""')}"`);
        expect(tokens.map((token) => token.text)).to.deep.equal([text, name, '']);
      }),
    );
  });

  it('covers the text with its tokens in order', () => {
    fc.assert(
      fc.property(soup, (sql) => {
        const tokens = tokenise(sql);
        for (const [i, token] of tokens.entries()) {
          expect(token.at).to.be.at.least(tokens[i - 1]?.end ?? 0);
          expect(token.end).to.be.at.least(token.at);
        }
      }),
    );
  });

  it('numbers parameters without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (n) => {
        const marks = Array.from({ length: n }, () => '?').join(', ');
        const { statement, parameters } = parseIrisSql(`INSERT INTO t VALUES (${marks})`, {
          version: [2024, 1],
        });
        const row =
          statement.kind === 'insert' && statement.source.kind === 'values' ? statement.source.row : [];
        expect(row.map((item) => item.kind === 'parameter' && item.index)).to.deep.equal(
          Array.from({ length: n }, (_, i) => i),
        );
        expect(parameters).to.equal(n);
      }),
    );
  });
});
