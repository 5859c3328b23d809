import { OID } from '../../types/oids.ts';
import type { TranslationContext } from '../context.ts';
import { fixedText } from '../expression/constant.ts';
import { enumAt, enumPosition } from '../expression/enum-order.ts';
import { baseType, familyOf, type Family } from '../expression/family.ts';
import { textKey, textOfKey } from '../expression/order-key.ts';
import type { Print } from '../expression/print.ts';
import type { Scope } from '../expression/scope.ts';
import { typeOf } from '../expression/type-of.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import type { Aggref, Expression } from '../tree/nodes.ts';

const ORDERED: readonly Family[] = [
  'integer',
  'numeric',
  'float',
  'date',
  'time',
  'timestamp',
  'timestamptz',
];
const NUMBERS: readonly Family[] = ['integer', 'numeric', 'float'];

/** Aggregates of numbers that IRIS has under a name of its own. */
const NUMERIC_AGGREGATES: Readonly<Record<string, string>> = {
  sum: 'SUM',
  avg: 'AVG',
  stddev: 'STDDEV_SAMP',
  stddev_samp: 'STDDEV_SAMP',
  stddev_pop: 'STDDEV_POP',
  variance: 'VAR_SAMP',
  var_samp: 'VAR_SAMP',
  var_pop: 'VAR_POP',
};

const OF_SAMPLES: readonly string[] = ['STDDEV_SAMP', 'VAR_SAMP'];

/** An aggregate with its DISTINCT and FILTER; the filter becomes a CASE, as aggregates skip NULLs (iris-sql.md 1.3). */
export function aggregate(node: Aggref, scope: Scope, print: Print): Fragment {
  const { context } = scope.statement;
  const name = context.function(node.aggfnoid)?.name ?? '';
  if (node.agglevelsup > 0 || node.aggkind !== 'n') throw refuse(name, node, scope);
  const filter = node.aggfilter === null ? null : print.condition(node.aggfilter, scope);
  const distinct = raw(node.aggdistinct === null ? '' : 'DISTINCT ');
  const args = (node.args ?? []).filter((entry) => !entry.resjunk).map((entry) => entry.expr);
  const [first] = args;
  if (first === undefined) {
    if (name !== 'count') throw refuse(name, node, scope);
    return filter === null ? raw('COUNT(*)') : fragment`COUNT(CASE WHEN ${filter} THEN 1 END)`;
  }
  const argument = filtered(print.scalar(first, scope), filter);
  const family = familyOf(typeOf(first), context);
  if (name === 'count') return fragment`COUNT(${distinct}${argument})`;
  const numeric = NUMERIC_AGGREGATES[name];
  if (addsSingles(name, typeOf(first), context)) throw refuse(name, node, scope);
  if (numeric !== undefined && NUMBERS.includes(family)) {
    const value = fragment`${raw(numeric)}(${distinct}${argument})`;
    if (!OF_SAMPLES.includes(numeric)) return value;
    // Of one value there is no sample variance; what IRIS says of it is not known for certain.
    return fragment`CASE WHEN COUNT(${distinct}${argument}) > 1 THEN ${value} END`;
  }
  if (name === 'min' || name === 'max') return extreme(name, node, typeOf(first), argument, scope);
  if (name === 'bool_and' || name === 'every') return fragment`MIN(${argument})`;
  if (name === 'bool_or') return fragment`MAX(${argument})`;
  if (name === 'string_agg' && joinsByComma(node, args[1], scope))
    return fragment`LIST(${distinct}${argument})`;
  throw refuse(name, node, scope);
}

/** sum(real) adds in single precision, which IRIS has not. */
export function addsSingles(name: string, type: number, context: TranslationContext): boolean {
  return name === 'sum' && baseType(type, context) === OID.float4;
}

/** The argument where the filter holds, else NULL. */
export function filtered(argument: Fragment, filter: Fragment | null): Fragment {
  return filter === null ? argument : fragment`CASE WHEN ${filter} THEN ${argument} END`;
}

function extreme(name: 'min' | 'max', node: Aggref, oid: number, argument: Fragment, scope: Scope): Fragment {
  const { context } = scope.statement;
  const family = familyOf(oid, context);
  const irisName = raw(name.toUpperCase());
  if (ORDERED.includes(family)) return fragment`${irisName}(${argument})`;
  if (family === 'text' || family === 'bpchar' || family === 'interval')
    return textOfKey(fragment`${irisName}(${textKey(argument)})`);
  if (family === 'enum')
    return enumAt(fragment`${irisName}(${enumPosition(argument, oid, context)})`, oid, context);
  throw refuse(name, node, scope);
}

/** LIST joins with commas, in no order of its own (RSQL_list). */
function joinsByComma(node: Aggref, delimiter: Expression | undefined, scope: Scope): boolean {
  return node.aggorder === null && delimiter !== undefined && fixedText(delimiter, scope) === ',';
}

function refuse(name: string, node: Aggref, scope: Scope): Error {
  return unsupported(`aggregate ${name}() in this form`, scope.statement.context, node.location);
}
