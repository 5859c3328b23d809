import { expect } from 'chai';
import { parseIrisSql } from '../../../src/backend/embedded/iris-sql/parse.ts';
import type { Version } from './support.ts';
import { failure, parse } from './support.ts';

/** Text, first version that takes it, last one here that does not, and its SQLCODE there. */
const GATES: readonly [string, Version, Version, number][] = [
  ['SELECT a FROM t LIMIT 5', [2025, 1], [2024, 3], -25],
  ['SELECT a FROM t ORDER BY a LIMIT ? OFFSET ?', [2025, 1], [2024, 1], -25],
  ['SELECT a FROM t OFFSET 5 ROWS', [2025, 1], [2024, 3], -25],
  ['SELECT a FROM t FETCH FIRST 5 ROWS ONLY', [2025, 1], [2024, 3], -25],
  ['SELECT a FROM (SELECT a FROM t LIMIT 5) x', [2025, 1], [2024, 3], -1],
  ['SELECT a FROM t EXCEPT SELECT a FROM u', [2025, 3], [2025, 2], -25],
  ['SELECT a FROM t INTERSECT SELECT a FROM u', [2025, 3], [2025, 2], -25],
  ['WITH x AS (SELECT 1 AS a) SELECT a FROM x', [2024, 1], [2023, 1], -1],
  ['WITH x AS (SELECT 1 AS a) INSERT INTO t (a) SELECT a FROM x', [2024, 3], [2024, 2], -383],
  ['WITH x AS (SELECT 1 AS a) UPDATE t SET a = 1', [2024, 3], [2024, 1], -383],
  ['WITH x AS (SELECT 1 AS a) DELETE FROM t', [2024, 3], [2024, 1], -383],
  ['SELECT TO_VECTOR(?, DOUBLE, 3)', [2024, 1], [2023, 3], -12],
  ['SELECT TO_VECTOR(?, FLOAT, 3)', [2024, 3], [2024, 2], -1],
  ['CREATE TABLE t (v VECTOR(DOUBLE,3))', [2024, 1], [2023, 3], -1],
  ['CREATE TABLE t (v VECTOR(FLOAT,3))', [2024, 3], [2024, 2], -1],
  ["CREATE INDEX i ON t (v) AS HNSW(Distance='Cosine')", [2025, 1], [2024, 3], -400],
  ['SELECT APPROX_COUNT_DISTINCT(a) FROM t', [2025, 1], [2024, 3], -359],
  ['COLLECT STATISTICS FOR TABLE t', [2025, 2], [2025, 1], -1],
];

describe('version gates of IRIS SQL', () => {
  for (const [sql, first, before, code] of GATES) {
    it(`takes ${sql} from ${first.join('.')} on, with ${code} in ${before.join('.')}`, () => {
      expect(() => parse(sql, first)).not.to.throw();
      expect(() => parse(sql, [2026, 1])).not.to.throw();
      expect(failure(sql, before).sqlcode).to.equal(code);
    });
  }

  it('keeps LIMIT out of aliases in versions without it', () => {
    expect(failure('SELECT a FROM t LIMIT', [2024, 1]).sqlcode).to.equal(-25);
    expect(parse('SELECT a FROM t AS LIMIT', [2024, 1]).kind).to.equal('query');
  });
});

describe('parseIrisSql', () => {
  it('counts the parameters of the statement', () => {
    const { parameters } = parseIrisSql('SELECT TOP ? a, ? FROM t WHERE b IN (?, ?) ORDER BY ?', {
      version: [2024, 1],
    });
    expect(parameters).to.equal(5);
  });

  it('does not take a ? in a string, a name or a comment for one', () => {
    const { parameters } = parseIrisSql(`SELECT '?' AS "?" /* ? */ -- ?`, { version: [2024, 1] });
    expect(parameters).to.equal(0);
  });
});
