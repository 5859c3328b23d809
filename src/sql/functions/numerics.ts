import { value, values, type Call, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';
import { roundHalfEven } from '../expression/rounding.ts';
import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';

const FLOAT: readonly Family[] = ['float'];
const NUMERIC: readonly Family[] = ['numeric'];
const INTEGER: readonly Family[] = ['integer'];
const EXACT: readonly Family[] = ['integer', 'numeric'];
const NUMBERS: readonly Family[] = ['integer', 'numeric', 'float'];

function same(name: string, irisName: string, takes: readonly (readonly Family[])[]): Rule {
  return {
    name,
    takes,
    gives: 'value',
    print: (call) => fragment`${raw(irisName)}(${join(values(call), ', ')})`,
  };
}

/** round(numeric[, n]) rounds half away from zero, as IRIS's ROUND does. */
function round(call: Call): Fragment {
  const places = call.args.length === 2 ? value(call, 1) : raw('0');
  return fragment`ROUND(${value(call, 0)}, ${places})`;
}

/** ROUND(x, n, 1) cuts. */
function truncate(call: Call): Fragment {
  const places = call.args.length === 2 ? value(call, 1) : raw('0');
  return fragment`ROUND(${value(call, 0)}, ${places}, 1)`;
}

/** Functions of one float8 argument that are the same in both. */
const FLOAT_FUNCTIONS: readonly (readonly [name: string, irisName: string])[] = [
  ['sqrt', 'SQRT'],
  ['dsqrt', 'SQRT'],
  ['exp', 'EXP'],
  ['ln', 'LOG'],
  ['log', 'LOG10'],
  ['log10', 'LOG10'],
  ['sin', 'SIN'],
  ['cos', 'COS'],
  ['tan', 'TAN'],
  ['cot', 'COT'],
  ['asin', 'ASIN'],
  ['acos', 'ACOS'],
  ['atan', 'ATAN'],
];

/** RADIANS_PER_DEGREE (float.c): DEGREES and RADIANS of IRIS may end in another digit. */
const DEGREE = raw('CAST(0.017453292519943295 AS DOUBLE)');

/** Mathematical functions (manual 9.3). sqrt, ln and power of numeric compute more digits than IRIS has: refused. */
export const NUMERICS: readonly Rule[] = [
  same('abs', 'ABS', [NUMBERS]),
  same('ceil', 'CEILING', [NUMBERS]),
  same('ceiling', 'CEILING', [NUMBERS]),
  same('floor', 'FLOOR', [NUMBERS]),
  same('sign', 'SIGN', [NUMBERS]),
  same('mod', 'MOD', [EXACT, EXACT]),
  same('power', 'POWER', [FLOAT, FLOAT]),
  same('pow', 'POWER', [FLOAT, FLOAT]),
  same('atan2', 'ATAN2', [FLOAT, FLOAT]),
  same('pi', 'PI', []),
  ...FLOAT_FUNCTIONS.map(([name, irisName]) => same(name, irisName, [FLOAT])),
  {
    name: 'degrees',
    takes: [FLOAT],
    gives: 'value',
    print: (call) => fragment`(${value(call, 0)} / ${DEGREE})`,
  },
  {
    name: 'radians',
    takes: [FLOAT],
    gives: 'value',
    print: (call) => fragment`(${value(call, 0)} * ${DEGREE})`,
  },
  { name: 'round', takes: [NUMERIC], gives: 'value', print: round },
  { name: 'round', takes: [NUMERIC, INTEGER], gives: 'value', print: round },
  { name: 'round', takes: [FLOAT], gives: 'value', print: (call) => roundHalfEven(value(call, 0)) },
  { name: 'trunc', takes: [NUMERIC], gives: 'value', print: truncate },
  { name: 'trunc', takes: [NUMERIC, INTEGER], gives: 'value', print: truncate },
  { name: 'trunc', takes: [FLOAT], gives: 'value', print: truncate },
];
