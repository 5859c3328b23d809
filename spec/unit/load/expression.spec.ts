import { expect } from 'chai';
import { readExpression, type Value } from '../../../src/load/script/expression.ts';
import { ScriptError } from '../../../src/load/script/script-error.ts';

function valueOf(text: string, variables: Record<string, Value> = {}): Value {
  return readExpression(text)(new Map(Object.entries(variables)));
}

describe('expressions of load scripts', () => {
  for (const [text, value] of [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 / 2', 3],
    ['-7 / 2', -3],
    ['7.0 / 2', 3],
    ['7.5 / 2', 3.75],
    ['-7 % 3', -1],
    ['10 - 2 - 3', 5],
    ['- :a + b', 3],
    ['greatest(1, :a, 3) - least(:a, 1) + abs(-4) + mod(9, 4)', 7],
    ['random(5, 5)', 5],
  ] as const) {
    it(`${text} is ${value}`, () => {
      expect(valueOf(text, { a: 2, b: '5' })).to.equal(value);
    });
  }

  for (const name of ['random(1, 10)', 'random_exponential(1, 10, 3)', 'random_gaussian(1, 10, 2.5)']) {
    it(`${name} stays within its bounds, reaches both ends`, () => {
      const seen = new Set(Array.from({ length: 20_000 }, () => valueOf(name)));
      expect([...seen].sort((a, b) => Number(a) - Number(b))).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
  }

  it('makes low values likelier with random_exponential, those in the middle with random_gaussian', () => {
    const mean = (text: string): number =>
      Array.from({ length: 5000 }, () => Number(valueOf(text))).reduce((sum, value) => sum + value, 0) / 5000;
    expect(mean('random_exponential(0, 1000, 10)')).to.be.within(80, 120);
    expect(mean('abs(random_gaussian(-1000, 1000, 5))')).to.be.within(140, 180);
  });

  it('makes vectors', () => {
    expect(valueOf('random_vector(3)')).to.match(/^\[-?[01]\.\d{6},-?[01]\.\d{6},-?[01]\.\d{6}\]$/);
  });

  for (const [text, message] of [
    ['1 +', 'the end where a value is expected'],
    ['(1', 'a ) is missing'],
    ['1 2', '"2" is not expected in "1 2"'],
    ['twice(2)', /^there is no function twice; there are abs, /],
    ['random(1)', 'random takes 2 values, not 1'],
    ['a', 'variable a is not set'],
    ["'x'", /is no expression$/],
    ['1 / 0', 'division by zero'],
    ['random(2, 1)', 'there is no number from 2 to 1'],
  ] as const) {
    it(`tells what is wrong with ${text}`, () => {
      expect(() => valueOf(text)).to.throw(ScriptError, message);
    });
  }
});
