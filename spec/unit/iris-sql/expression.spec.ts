import { expect } from 'chai';
import { failure, grouped, parseScalar, plain } from './support.ts';

const a = { kind: 'column', schema: null, table: null, name: 'a' };
const b = { ...a, name: 'b' };

function number(text: string): object {
  return { kind: 'number', text };
}

function string(value: string): object {
  return { kind: 'string', value };
}

describe('values of IRIS SQL', () => {
  const groupings: readonly [string, string][] = [
    ['a + b * 2', '(a + (b * 2))'],
    ['a * b + 2', '((a * b) + 2)'],
    ['a - b - 2', '((a - b) - 2)'],
    ["a || b + 1 || 'x'", "(((a || b) + 1) || 'x')"],
    ['a || b * 2', '(a || (b * 2))'],
    ['a _ b', '(a || b)'],
    ['a \\ b # 3', '((a \\ b) # 3)'],
    ['-a * b', '((-a) * b)'],
    ['- -a', '(-(-a))'],
    ['a - (-b)', '(a - (-b))'],
    ['(a + b) * 2', '((a + b) * 2)'],
    ['+1', '(+1)'],
  ];
  for (const [sql, expected] of groupings) {
    it(`groups ${sql} as ${expected}`, () => {
      expect(grouped(parseScalar(sql))).to.equal(expected);
    });
  }

  it('has columns with up to two qualifiers, and pseudo columns', () => {
    expect(grouped(parseScalar('"SQLUser"."t"."c" FROM t'))).to.equal('SQLUser.t.c');
    expect(grouped(parseScalar('t.%ID FROM t'))).to.equal('t.%ID');
    expect(grouped(parseScalar('%vid FROM t'))).to.equal('%VID');
  });

  it('numbers parameters in the order of the text', () => {
    expect(plain(parseScalar('? + ?'))).to.deep.equal({
      kind: 'binary',
      operator: '+',
      left: { kind: 'parameter', index: 0 },
      right: { kind: 'parameter', index: 1 },
    });
  });

  const trees: readonly [string, object][] = [
    ['NULL', { kind: 'null' }],
    ["''", string('')],
    ["{d '2024-02-29'}", { kind: 'dateTime', type: 'date', text: '2024-02-29' }],
    ["{t '12:00:00.5'}", { kind: 'dateTime', type: 'time', text: '12:00:00.5' }],
    ["{ts '2024-02-29 12:00:00'}", { kind: 'dateTime', type: 'timestamp', text: '2024-02-29 12:00:00' }],
    ['{fn LENGTH(a)}', { kind: 'function', schema: null, name: 'LENGTH', arguments: [a] }],
    ['{fn NOW}', { kind: 'function', schema: null, name: 'NOW', arguments: [] }],
    [
      '{fn CONVERT(a, SQL_VARCHAR)}',
      {
        kind: 'convert',
        type: { kind: 'type', name: 'VARCHAR', className: '%Library.String', arguments: [] },
        operand: a,
        style: null,
      },
    ],
    ['abs(a)', { kind: 'function', schema: null, name: 'ABS', arguments: [a] }],
    ['UPPER(a)', { kind: 'function', schema: null, name: 'UPPER', arguments: [a] }],
    ['now()', { kind: 'function', schema: null, name: 'NOW', arguments: [] }],
    [
      '%SYSTEM.Util_CreateGUID()',
      { kind: 'function', schema: '%SYSTEM', name: 'UTIL_CREATEGUID', arguments: [] },
    ],
    [
      "$PIECE(a, ',', 2)",
      { kind: 'function', schema: null, name: '$PIECE', arguments: [a, string(','), number('2')] },
    ],
    ['$zv', { kind: 'specialVariable', name: '$ZVERSION' }],
    ['CURRENT_DATE', { kind: 'current', name: 'CURRENT_DATE', precision: null }],
    ['CURRENT_TIMESTAMP(6)', { kind: 'current', name: 'CURRENT_TIMESTAMP', precision: 6 }],
    ['USER', { kind: 'current', name: 'USER', precision: null }],
    ['%EXACT(a)', { kind: 'collation', name: '%EXACT', operand: a, length: null }],
    ['%SQLUPPER(a, 400)', { kind: 'collation', name: '%SQLUPPER', operand: a, length: 400 }],
    ['%EXACT a', { kind: 'collation', name: '%EXACT', operand: a, length: null }],
    ['POSITION(a IN b)', { kind: 'function', schema: null, name: 'POSITION', arguments: [a, b] }],
    [
      'SUBSTRING(a FROM 2 FOR 3)',
      { kind: 'function', schema: null, name: 'SUBSTRING', arguments: [a, number('2'), number('3')] },
    ],
    ['SUBSTRING(a, 2)', { kind: 'function', schema: null, name: 'SUBSTRING', arguments: [a, number('2')] }],
    ['TRIM(a)', { kind: 'trim', side: 'BOTH', characters: null, operand: a }],
    ["TRIM('x' FROM a)", { kind: 'trim', side: 'BOTH', characters: string('x'), operand: a }],
    ['TRIM(LEADING FROM a)', { kind: 'trim', side: 'LEADING', characters: null, operand: a }],
    ['TRIM(TRAILING b FROM a)', { kind: 'trim', side: 'TRAILING', characters: b, operand: a }],
    [
      'CAST(a AS NUMERIC(10,2))',
      {
        kind: 'cast',
        operand: a,
        type: {
          kind: 'type',
          name: 'NUMERIC',
          className: '%Library.Numeric',
          arguments: [
            { kind: 'integer', value: 10 },
            { kind: 'integer', value: 2 },
          ],
        },
      },
    ],
    [
      'CAST(a AS CHAR VARYING)',
      {
        kind: 'cast',
        operand: a,
        type: { kind: 'type', name: 'CHAR VARYING', className: '%Library.String', arguments: [] },
      },
    ],
    [
      'TO_VECTOR(?, DOUBLE, 3)',
      {
        kind: 'toVector',
        data: { kind: 'parameter', index: 0 },
        elementType: 'DOUBLE',
        length: number('3'),
      },
    ],
    ["TO_VECTOR('1,2')", { kind: 'toVector', data: string('1,2'), elementType: null, length: null }],
    [
      "DATEADD('day', 1, a)",
      { kind: 'function', schema: null, name: 'DATEADD', arguments: [string('day'), number('1'), a] },
    ],
    ['DATEPART(yy, a)', { kind: 'function', schema: null, name: 'DATEPART', arguments: [string('yy'), a] }],
    [
      "JSON_OBJECT('k':a ABSENT ON NULL)",
      { kind: 'jsonObject', entries: [{ key: string('k'), value: a }], absentOnNull: true },
    ],
    ['JSON_ARRAY(a, b NULL ON NULL)', { kind: 'jsonArray', elements: [a, b], absentOnNull: false }],
    ['COUNT(*)', { kind: 'aggregate', name: 'COUNT', distinct: false, argument: null, forEach: [] }],
    [
      'sum(DISTINCT a %FOREACH(b))',
      { kind: 'aggregate', name: 'SUM', distinct: true, argument: a, forEach: [b] },
    ],
    [
      'CASE a WHEN 1 THEN b ELSE NULL END',
      {
        kind: 'simpleCase',
        operand: a,
        branches: [{ when: number('1'), result: b }],
        otherwise: { kind: 'null' },
      },
    ],
    [
      'CASE WHEN a IS NULL THEN 1 END',
      {
        kind: 'searchedCase',
        branches: [{ when: { kind: 'isNull', operand: a, negated: false }, result: number('1') }],
        otherwise: null,
      },
    ],
  ];
  for (const [sql, tree] of trees) {
    it(`reads ${sql}`, () => {
      expect(plain(parseScalar(sql))).to.deep.equal(tree);
    });
  }

  it('reads windows with partition, order and ROWS frame', () => {
    expect(
      plain(
        parseScalar(
          'SUM(a) OVER (PARTITION BY b ORDER BY a DESC, b ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)',
        ),
      ),
    ).to.deep.equal({
      kind: 'window',
      name: 'SUM',
      arguments: [a],
      star: false,
      partitionBy: [b],
      orderBy: [
        { expression: a, descending: true },
        { expression: b, descending: false },
      ],
      frame: { start: { kind: 'unboundedPreceding' }, end: { kind: 'following', rows: 1 } },
    });
  });

  it('ends a frame of one bound at the current row', () => {
    expect(plain(parseScalar('LAST_VALUE(a) OVER (ORDER BY a ROWS 2 PRECEDING)'))).to.deep.include({
      frame: { start: { kind: 'preceding', rows: 2 }, end: { kind: 'currentRow' } },
    });
  });

  it('lets a window contain an aggregate', () => {
    expect(parseScalar('RANK() OVER (ORDER BY SUM(a) DESC) FROM t GROUP BY b').kind).to.equal('window');
  });

  it('reads a subquery as a value, also one that begins with a parenthesis', () => {
    expect(parseScalar('(SELECT MAX(a) FROM t)').kind).to.equal('subquery');
    expect(parseScalar('((SELECT 1) UNION (SELECT 2))').kind).to.equal('subquery');
    expect(grouped(parseScalar('((SELECT 1) + 2)'))).to.equal('(subquery + 2)');
  });

  const failures: readonly [string, number][] = [
    ['a > b', -25],
    ['(a = 1)', -1],
    ['(a AND b = 1)', -1],
    ['NOT (a = 1)', -12],
    ['EXISTS (SELECT 1)', -12],
    ['ABS(a > b)', -1],
    ['TRUE', -12],
    ['FALSE', -12],
    ['CASE WHEN a THEN 1 END', -14],
    ['CASE WHEN a = 1 THEN b = 2 END', -1],
    ['CASE a WHEN b = 1 THEN 2 END', -1],
    ['CASE ELSE 1 END', -12],
    ['-', -12],
    ['a +', -12],
    ['()', -12],
    ['CURRENT_TIMESTAMP()', -80],
    ['CAST(a AS BOOLEAN)', -376],
    ['CAST(a AS TEXT)', -376],
    ['CAST(a AS TIMESTAMP(6))', -1],
    ['CAST(a, INTEGER)', -1],
    ['POSITION(a, b)', -1],
    ['SUBSTRING(a FOR 2)', -1],
    ['TRIM(a, b)', -1],
    ["TO_VECTOR(a, 'double', 3)", -1],
    ['TO_VECTOR(a, ?, 3)', -1],
    ['DATEPART(epoch, a)', -8],
    ["DATEPART('epoch', a)", -8],
    ['EXTRACT(YEAR FROM a)', -12],
    ["{d '2024-2-9'}", -1],
    ["{x '1'}", -40],
    ['{fn a + 1}', -12],
    ['{fn CONVERT(a, VARCHAR)}', -376],
    ['$NOSUCH', -359],
    ['$NOSUCH(1)', -359],
    [':a', -28],
    ['(1, 2)', -1],
    ['ROW(1, 2) = a', -25],
    ['ARRAY[1]', -25],
    ["DATE '2024-01-01'", -12],
    ["INTERVAL '1 day'", -12],
    ["E'a\\n'", -25],
    ['a COLLATE "C"', -25],
    ["a AT TIME ZONE 'UTC'", -25],
    ['COUNT(DISTINCT *)', -12],
    ['SUM(SUM(a))', -19],
    ['SUM(a ORDER BY a)', -1],
    ['SUM(a) FILTER (WHERE a > 1)', -25],
    ['ROW_NUMBER()', -367],
    ['ROW_NUMBER(a) OVER ()', -381],
    ['LAG() OVER ()', -380],
    ['SUM(a) OVER w', -1],
    ['SUM(a) OVER (ORDER BY a RANGE UNBOUNDED PRECEDING)', -1],
    ['SUM(a) OVER (ORDER BY a GROUPS 1 PRECEDING)', -1],
    ['COUNT(*) OVER (ORDER BY a ROWS 1 PRECEDING)', -1],
    ['SUM(a) OVER (ORDER BY a NULLS LAST)', -1],
    ['LAG(a) IGNORE NULLS OVER (ORDER BY a)', -367],
    ['SUM(RANK() OVER ()) OVER ()', -367],
    ['(SELECT a, b FROM t)', -10],
    ['(SELECT a FROM t ORDER BY a)', -1],
    ["a -> 'b'", -1],
    ['a ->> b', -1],
    ['a <-> b', -25],
    ['a && b', -25],
  ];
  for (const [sql, code] of failures) {
    it(`refuses SELECT ${sql} with ${code}`, () => {
      expect(failure(`SELECT ${sql}`).sqlcode).to.equal(code);
    });
  }
});
