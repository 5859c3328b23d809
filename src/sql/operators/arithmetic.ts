import { OID } from '../../types/oids.ts';
import { NUMBERS, refuse, value, type Call, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';
import { castTo } from '../expression/iris-type.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';

const INTEGER: readonly Family[] = ['integer'];
const DECIMAL: readonly Family[] = ['numeric'];
const FLOAT: readonly Family[] = ['float'];
const EXACT: readonly Family[] = ['integer', 'numeric'];

function infix(name: '+' | '-' | '*' | '/', takes: readonly Family[]): Rule {
  return {
    name,
    takes: [takes, takes],
    gives: 'value',
    print(call) {
      // Each step is rounded to single precision, which IRIS has not.
      if (call.resultType === OID.float4) throw refuse(call, ' of single precision');
      return fragment`(${value(call, 0)} ${raw(name)} ${value(call, 1)})`;
    },
  };
}

/**
 * Integers divide towards zero; IRIS's `/` gives a fraction. For int2 and int4 the quotient is exact enough to be cut; 19
 * digits of int8 are not, so the remainder is taken off first (MOD has the dividend's sign, iris-sql.md section 4).
 */
function integerDivision(call: Call): Fragment {
  const dividend = value(call, 0);
  const divisor = value(call, 1);
  if (call.resultType === OID.int8) {
    return fragment`CAST(((${dividend} - MOD(${dividend}, ${divisor})) / ${divisor}) AS BIGINT)`;
  }
  return castTo(
    fragment`ROUND((${dividend} / ${divisor}), 0, 1)`,
    call.resultType,
    call.scope.statement.context,
  );
}

/** `^` of numeric computes to more digits than IRIS has. */
function power(call: Call): Fragment {
  return fragment`POWER(${value(call, 0)}, ${value(call, 1)})`;
}

/** No two minus signs meet, which would begin a comment: values below zero are printed in parentheses. */
function negated(call: Call): Fragment {
  return fragment`(-${value(call, 0)})`;
}

export const ARITHMETIC: readonly Rule[] = [
  infix('+', NUMBERS),
  infix('-', NUMBERS),
  infix('*', NUMBERS),
  { name: '/', takes: [INTEGER, INTEGER], gives: 'value', print: integerDivision },
  infix('/', DECIMAL),
  infix('/', FLOAT),
  {
    name: '%',
    takes: [EXACT, EXACT],
    gives: 'value',
    print: (call) => fragment`MOD(${value(call, 0)}, ${value(call, 1)})`,
  },
  { name: '^', takes: [FLOAT, FLOAT], gives: 'value', print: power },
  { name: '-', takes: [NUMBERS], gives: 'value', print: negated },
  { name: '+', takes: [NUMBERS], gives: 'value', print: (call) => value(call, 0) },
  { name: '@', takes: [NUMBERS], gives: 'value', print: (call) => fragment`ABS(${value(call, 0)})` },
  { name: '|/', takes: [FLOAT], gives: 'value', print: (call) => fragment`SQRT(${value(call, 0)})` },
];
