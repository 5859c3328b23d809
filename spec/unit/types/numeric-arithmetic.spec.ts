import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { formatDecimal, isFinite, parseDecimal } from '../../../src/types/decimal.ts';
import type { Decimal, FiniteDecimal } from '../../../src/types/decimal.ts';
import {
  add,
  ceiling,
  floor,
  multiply,
  remainder,
  roundTo,
  subtract,
  truncateTo,
} from '../../../src/types/numeric-arithmetic.ts';
import { divide } from '../../../src/types/numeric-division.ts';

type Operation = (left: Decimal, right: string) => Decimal;

function finite(value: Decimal): FiniteDecimal {
  if (!isFinite(value)) throw new Error(`${value.kind} among the operands`);
  return value;
}

function onTwo(run: (left: FiniteDecimal, right: FiniteDecimal) => FiniteDecimal): Operation {
  return (left, right) => run(finite(left), finite(parseDecimal(right, 'numeric')));
}

/** By the name of the file that spec/support/generate-numeric-cases.ts wrote. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  divide: onTwo(divide),
  add: onTwo(add),
  subtract: onTwo(subtract),
  multiply: onTwo(multiply),
  remainder: onTwo(remainder),
  round: (left, right) => roundTo(finite(left), Number(right)),
  truncate: (left, right) => truncateTo(finite(left), Number(right)),
  floor: (left) => floor(finite(left)),
  ceiling: (left) => ceiling(finite(left)),
};

function outcome(operation: Operation, left: string, right: string): string {
  try {
    return formatDecimal(operation(parseDecimal(left, 'numeric'), right));
  } catch (error) {
    if (error instanceof GatewayError) return error.sqlstate;
    throw error;
  }
}

describe('numeric arithmetic gives the digits that PostgreSQL 15 gives', () => {
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const file = join(import.meta.dirname, 'arithmetic', `${name}.jsonl`);
    const cases = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as [left: string, right: string, result: string]);
    it(`${name}: ${cases.length} cases`, () => {
      expect(cases).to.not.be.empty;
      for (const [left, right, result] of cases) {
        expect(outcome(operation, left, right), `${left} ${name} ${right}`).to.equal(result);
      }
    });
  }
});
