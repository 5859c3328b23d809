import { OID } from '../../types/oids.ts';
import { numericModifiers, secondsPrecision } from '../../types/typmod.ts';
import { fixedInteger, node, refuse, value, type Call, type Rule } from '../expression/call.ts';
import { asText } from '../expression/cast.ts';
import type { Family } from '../expression/family.ts';
import { fixedText, isFixed } from '../expression/constant.ts';
import { castTo } from '../expression/iris-type.ts';
import { literal } from '../expression/literal.ts';
import { roundHalfEven } from '../expression/rounding.ts';
import { local, utc } from '../expression/time-zone.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';

const INTEGERS = ['int2', 'int4', 'int8', 'oid'] as const;

function casted(call: Call, printed: Fragment): Fragment {
  return castTo(printed, call.resultType, call.scope.statement.context);
}

function rule(name: string, takes: readonly (readonly Family[])[], print: (call: Call) => Fragment): Rule {
  return { name, takes, gives: 'value', print };
}

/** IRIS holds all integers and decimals alike: only the type of `?` and division tell them apart. */
function unchanged(call: Call): Fragment {
  return value(call, 0);
}

/** PostgreSQL rounds numeric half away from zero, IRIS's CAST would cut (RSQL_cast). */
function numericToInteger(call: Call): Fragment {
  return casted(call, fragment`ROUND(${value(call, 0)}, 0)`);
}

/** IRIS has no single precision: only a value that is known now can be rounded to it. */
function single(call: Call): Fragment {
  const { scope, location } = call;
  const { context } = scope.statement;
  const arg = node(call, 0);
  const negated = arg.kind === 'OPEXPR' && context.operator(arg.opno)?.name === '-' && arg.args.length === 1;
  const [number = arg] = negated ? arg.args : [];
  const text = isFixed(number) ? fixedText(number, scope) : undefined;
  if (text === undefined) throw refuse(call);
  const signed = text === null || !negated ? text : opposite(text);
  return literal(signed, OID.float4, context, location);
}

function opposite(number: string): string {
  return number.startsWith('-') ? number.slice(1) : `-${number}`;
}

function floatToInteger(call: Call): Fragment {
  return casted(call, roundHalfEven(value(call, 0)));
}

/** numeric(x, typmod): rounds to the scale. A value with too many digits for the precision is not refused here. */
function numericLength(call: Call): Fragment {
  const typmod = fixedInteger(call, 1);
  const modifiers = typmod === null ? undefined : numericModifiers(typmod);
  if (modifiers === undefined) return value(call, 0);
  if (modifiers.scale < 0) throw refuse(call, ' with a negative scale');
  return fragment`ROUND(${value(call, 0)}, ${raw(String(modifiers.scale))})`;
}

/** An explicit cast to varchar(n) cuts (manual 8.3); an implicit one checks, which only the column can. */
function textLength(call: Call): Fragment {
  const typmod = fixedInteger(call, 1);
  const length = (typmod ?? -1) - 4;
  const text = value(call, 0);
  return length > 0 ? fragment`SUBSTRING(${text}, 1, ${raw(String(length))})` : text;
}

/** char(n): cut, and without trailing blanks as IRIS holds it. */
function paddedLength(call: Call): Fragment {
  return fragment`RTRIM(${textLength(call)})`;
}

function integerToBoolean(call: Call): Fragment {
  const number = value(call, 0);
  return fragment`CASE WHEN ${number} = 0 THEN 0 WHEN ${number} <> 0 THEN 1 END`;
}

/** timestamp(x, p) and its kin: IRIS keeps six digits of a second and has no exact way to round to fewer. */
function wholeSeconds(call: Call): Fragment {
  const typmod = fixedInteger(call, 1);
  if (typmod === null || secondsPrecision(typmod) < 6) throw refuse(call);
  return value(call, 0);
}

function toTimestamp(call: Call): Fragment {
  return fragment`CAST(${value(call, 0)} AS TIMESTAMP)`;
}

/** Casts that PostgreSQL makes with a function named after the target type (pg_cast). */
export const CASTS: readonly Rule[] = [
  ...INTEGERS.flatMap((name) => [
    rule(name, [['integer']], unchanged),
    rule(name, [['numeric']], numericToInteger),
    rule(name, [['float']], floatToInteger),
    // A boolean is 1 or 0 already.
    rule(name, [['boolean']], unchanged),
  ]),
  rule('numeric', [['integer']], unchanged),
  rule('numeric', [['numeric'], ['integer']], numericLength),
  rule('float8', [['integer', 'numeric', 'float']], (call) => casted(call, value(call, 0))),
  rule('float4', [['integer', 'numeric', 'float']], single),
  rule('bool', [['integer']], integerToBoolean),
  rule('text', [['text', 'bpchar', 'boolean']], (call) =>
    asText(node(call, 0), call.scope, call.print, call.location),
  ),
  rule('varchar', [['text', 'bpchar'], ['integer'], ['boolean']], textLength),
  rule('varchar', [['text', 'bpchar']], unchanged),
  rule('bpchar', [['text', 'bpchar'], ['integer'], ['boolean']], paddedLength),
  rule('bpchar', [['text', 'bpchar']], unchanged),
  rule('date', [['timestamp']], (call) => fragment`CAST(${value(call, 0)} AS DATE)`),
  rule('date', [['timestamptz']], (call) => fragment`CAST(${local(value(call, 0), call.scope)} AS DATE)`),
  ...(['time', 'timestamp', 'timestamptz'] as const).map((name) =>
    rule(name, [[name], ['integer']], wholeSeconds),
  ),
  rule('timestamp', [['date']], toTimestamp),
  rule('timestamp', [['timestamptz']], (call) => local(value(call, 0), call.scope)),
  rule('timestamptz', [['date']], (call) => utc(toTimestamp(call), call.scope)),
  rule('timestamptz', [['timestamp']], (call) => utc(value(call, 0), call.scope)),
  rule('time', [['timestamp']], (call) => fragment`CAST(${value(call, 0)} AS TIME)`),
  rule('time', [['timestamptz']], (call) => fragment`CAST(${local(value(call, 0), call.scope)} AS TIME)`),
];
