import { expect } from 'chai';
import { failure, grouped, parseCondition, plain } from './support.ts';

const a = { kind: 'column', schema: null, table: null, name: 'a' };

function number(text: string): object {
  return { kind: 'number', text };
}

function string(value: string): object {
  return { kind: 'string', value };
}

describe('conditions of IRIS SQL', () => {
  const groupings: readonly [string, string][] = [
    ['a = 1 OR b = 2 AND c = 3', '((a = 1) or ((b = 2) and (c = 3)))'],
    ['NOT a = 1 AND b = 2', '((not (a = 1)) and (b = 2))'],
    ['a = 1 AND b = 2 AND c = 3', '((a = 1) and (b = 2) and (c = 3))'],
    ['a = 1 & b = 2 ! c = 3', '(((a = 1) and (b = 2)) or (c = 3))'],
    ['(a = 1 OR b = 2) AND c = 3', '(((a = 1) or (b = 2)) and (c = 3))'],
    ['((a + 1)) * 2 > b', '(((a + 1) * 2) > b)'],
    ['a != 1', '(a <> 1)'],
    ['a [ b', '(a [ b)'],
    ['a ] b', '(a ] b)'],
    ['a + 1 <= b * 2', '((a + 1) <= (b * 2))'],
    ['NOT NOT a = 1', '(not (not (a = 1)))'],
    ['(((a))) = 1', '(a = 1)'],
  ];
  for (const [sql, expected] of groupings) {
    it(`groups ${sql} as ${expected}`, () => {
      expect(grouped(parseCondition(sql))).to.equal(expected);
    });
  }

  const trees: readonly [string, object][] = [
    ['a IS NULL', { kind: 'isNull', operand: a, negated: false }],
    ['a IS NOT NULL', { kind: 'isNull', operand: a, negated: true }],
    ['a IS NOT JSON OBJECT', { kind: 'isJson', operand: a, type: 'OBJECT', negated: true }],
    ['a IS JSON', { kind: 'isJson', operand: a, type: 'VALUE', negated: false }],
    [
      'a NOT BETWEEN 1 AND 2',
      { kind: 'between', operand: a, low: number('1'), high: number('2'), negated: true },
    ],
    ['a IN (1, 2)', { kind: 'inList', operand: a, elements: [number('1'), number('2')], negated: false }],
    [
      "a NOT LIKE 'x%' ESCAPE '\\'",
      { kind: 'like', operand: a, pattern: string('x%'), escape: string('\\'), negated: true },
    ],
    ["a LIKE 'x'", { kind: 'like', operand: a, pattern: string('x'), escape: null, negated: false }],
    [
      "a %STARTSWITH 'x'",
      { kind: 'textPredicate', operator: '%STARTSWITH', operand: a, argument: string('x'), negated: false },
    ],
    [
      "NOT a %MATCHES '*x'",
      {
        kind: 'not',
        operand: {
          kind: 'textPredicate',
          operator: '%MATCHES',
          operand: a,
          argument: string('*x'),
          negated: false,
        },
      },
    ],
    [
      'a %INLIST ? SIZE ((100))',
      {
        kind: 'textPredicate',
        operator: '%INLIST',
        operand: a,
        argument: { kind: 'parameter', index: 0 },
        negated: false,
      },
    ],
  ];
  for (const [sql, tree] of trees) {
    it(`reads ${sql}`, () => {
      expect(plain(parseCondition(sql))).to.deep.equal(tree);
    });
  }

  it('reads subqueries', () => {
    expect(parseCondition('a NOT IN (SELECT b FROM u)')).to.deep.include({
      kind: 'inSubquery',
      negated: true,
    });
    expect(parseCondition('EXISTS (SELECT * FROM u)').kind).to.equal('exists');
    expect(parseCondition('(EXISTS (SELECT * FROM u))').kind).to.equal('exists');
    expect(parseCondition('a = SOME (SELECT b FROM u)')).to.include({
      kind: 'quantified',
      quantifier: 'ANY',
    });
    expect(parseCondition('a <> ALL (SELECT b FROM u)')).to.include({
      kind: 'quantified',
      quantifier: 'ALL',
    });
    expect(parseCondition('(SELECT b FROM u) = a').kind).to.equal('comparison');
  });

  it('keeps a long chain flat', () => {
    const condition = parseCondition(Array.from({ length: 5000 }, (_, i) => `a = ${i}`).join(' OR '));
    expect(condition.kind === 'or' && condition.operands.length).to.equal(5000);
  });

  const failures: readonly [string, number][] = [
    ['flag', -14],
    ['NOT flag', -14],
    ['(flag)', -14],
    ['a = 1 AND flag', -14],
    ['TRUE', -12],
    ['1', -14],
    ["a ILIKE 'x'", -14],
    ["a SIMILAR TO 'x'", -14],
    ['(a = 1) = 1', -11],
    ['(a = 1) + 1 = 2', -11],
    ['(a = 1) IS NULL', -11],
    ['1 + (a = 1) = 2', -1],
    ['a = (b = 1)', -1],
    ['a = b = c', -25],
    ['a = TRUE', -12],
    ['a = NOT b', -12],
    ['a IS TRUE', -1],
    ['a IS NOT UNKNOWN', -1],
    ['a IS DISTINCT FROM b', -1],
    ['a BETWEEN SYMMETRIC 1 AND 2', -1],
    ['a BETWEEN 1', -1],
    ['a IN ()', -12],
    ['a IN 1', -1],
    ['(a, b) IN (SELECT 1, 2)', -1],
    ['(a, b) = (1, 2)', -1],
    ['a IN (SELECT b, c FROM u)', -10],
    ['a = ANY (?)', -1],
    ["a = ANY ('{1,2}')", -1],
    ['a = ALL (ARRAY[1])', -1],
    ['EXISTS (1)', -1],
    ['a NOT = 1', -14],
    ['a NOTNULL', -14],
    ['a ISNULL', -14],
    ['a <=> b', -12],
    ['a !~ b', -1],
    ['SUM(a) > 1', -19],
    ['RANK() OVER (ORDER BY a) = 1', -367],
    ['a = 1 OR', -12],
    ['(a = 1', -1],
    ['a = 1)', -25],
  ];
  for (const [sql, code] of failures) {
    it(`refuses WHERE ${sql} with ${code}`, () => {
      expect(failure(`SELECT 1 FROM t WHERE ${sql}`).sqlcode).to.equal(code);
    });
  }
});
