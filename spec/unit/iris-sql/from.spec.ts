import { expect } from 'chai';
import type { FromItem } from '../../../src/backend/embedded/iris-sql/ast.ts';
import { failure, parseSelect, plain } from './support.ts';

function from(text: string): readonly FromItem[] {
  return parseSelect(`SELECT 1 FROM ${text}`).from;
}

/** Grouping of joins. */
function shape(item: FromItem): string {
  switch (item.kind) {
    case 'table':
      return item.alias ?? item.table.name;
    case 'join':
      return `(${shape(item.left)} ${item.type} ${item.constraint?.kind ?? '-'} ${shape(item.right)})`;
    default:
      return `${item.kind}:${item.alias ?? ''}`;
  }
}

describe('FROM of IRIS SQL', () => {
  const shapes: readonly [string, string[]][] = [
    ['t, s.u AS v, "w" x', ['t', 'v', 'x']],
    ['t JOIN u ON t.a = u.a', ['(t INNER on u)']],
    ['t INNER JOIN u ON t.a = u.a LEFT OUTER JOIN v ON u.a = v.a', ['((t INNER on u) LEFT on v)']],
    ['t RIGHT JOIN u ON t.a = u.a FULL OUTER JOIN v ON 1=1', ['((t RIGHT on u) FULL on v)']],
    ['t CROSS JOIN u', ['(t CROSS - u)']],
    ['t JOIN u USING (a, b) JOIN v ON 1=1', ['((t INNER using u) INNER on v)']],
    ['t NATURAL LEFT JOIN u', ['(t LEFT natural u)']],
    ['(SELECT 1 AS a) x, (SELECT 2) AS y, (SELECT 3)', ['derived:x', 'derived:y', 'derived:']],
    ['t, LATERAL (SELECT t.a) x', ['t', 'derived:x']],
    ['pgw.GenSeries(1, ?) AS g', ['tableFunction:g']],
    [`JSON_TABLE(?, '$' COLUMNS (n FOR ORDINALITY, v VARCHAR(10) PATH '$.v')) j`, ['jsonTable:j']],
  ];
  for (const [text, expected] of shapes) {
    it(`reads FROM ${text}`, () => {
      expect(from(text).map(shape)).to.deep.equal(expected);
    });
  }

  it('keeps the qualifier, the alias and the place of a table', () => {
    expect(from('"SQLUser"."a b" AS x')[0]).to.deep.equal({
      kind: 'table',
      at: 14,
      table: { schema: 'SQLUser', name: 'a b', at: 14 },
      alias: 'x',
    });
  });

  it('reads the columns of JSON_TABLE', () => {
    const [item] = from(`JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, v INTEGER PATH '$.v')) j`);
    expect(plain(item)).to.deep.include({
      path: '$[*]',
      columns: [
        { kind: 'ordinality', name: 'n' },
        {
          kind: 'value',
          name: 'v',
          type: { kind: 'type', name: 'INTEGER', className: '%Library.Integer', arguments: [] },
          path: '$.v',
        },
      ],
    });
  });

  const failures: readonly [string, number][] = [
    ['t JOIN u', -1],
    ['t JOIN', -1],
    ['t CROSS JOIN u ON t.a = u.a', -25],
    ['t JOIN u ON t.a', -14],
    ['t JOIN u ON SUM(a) = 1', -19],
    ['t JOIN u ON RANK() OVER (ORDER BY a) = 1', -367],
    ['t FULL JOIN u USING (a)', -1],
    ['t NATURAL FULL JOIN u', -1],
    ['t NATURAL CROSS JOIN u', -1],
    ['t NATURAL JOIN u ON t.a = u.a', -25],
    ['t JOIN u ON 1=1 JOIN v USING (a)', -1],
    ['t JOIN u ON 1=1 NATURAL JOIN v', -1],
    ['(SELECT 1 FROM t JOIN u USING (a)) x', -1],
    ['t NATURAL u', -1],
    ['t LEFT u ON 1=1', -1],
    ['(t JOIN u ON 1=1)', -1],
    ['(SELECT 1) AS x(a)', -25],
    ['t AS x(a)', -25],
    ['(VALUES (1)) AS x', -1],
    ['ONLY t', -1],
    ['a.b.c', -25],
    ['"a.b"', -1],
    ['t TABLESAMPLE BERNOULLI (5)', -25],
    ['ROWS FROM (f(1))', -1],
    ['f(1) WITH ORDINALITY', -25],
    ['LATERAL t', -1],
    ['t t2 t3', -25],
    ['t,', -1],
    [`JSON_TABLE(?, '$' COLUMNS (v FOO PATH '$.v')) j`, -1],
  ];
  for (const [text, code] of failures) {
    it(`refuses FROM ${text} with ${code}`, () => {
      expect(failure(`SELECT 1 FROM ${text}`).sqlcode).to.equal(code);
    });
  }
});
