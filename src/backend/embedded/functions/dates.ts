import { IrisError } from '../../iris-session.ts';
import { convert } from '../compile/conversion.ts';
import { type Expression, expression } from '../compile/expression.ts';
import { bound } from '../compile/fragment.ts';
import { MICROS_PER_DAY, splitTimestamp } from '../values/calendar.ts';
import { atPrecision } from '../values/convert.ts';
import { type Decimal, decimal, scaledDown } from '../values/decimal.ts';
import { DATE, type SqlType, TIMESTAMP } from '../values/sql-type.ts';
import { addParts, countBoundaries, datePart, partOf, truncateTo, type DatePart } from './date-parts.ts';
import { type FunctionDefinition, argumentOf, scalarFunction } from './definition.ts';

const dateAdd = scalarFunction({
  names: ['DATEADD', 'TIMESTAMPADD'],
  takes: ['text', 'number', 'timestamp'],
  gives: 'timestamp',
  run: (part, count, moment) => addParts(datePart(part), scaledDown(count, 0), moment),
});

const dateDiff = scalarFunction({
  names: ['DATEDIFF', 'TIMESTAMPDIFF'],
  takes: ['text', 'timestamp', 'timestamp'],
  gives: 'integer',
  run: (part, start, end) => countBoundaries(datePart(part), start, end),
});

/** Seconds may carry a fraction (iris-sql.md section 4, extract row). */
const seconds = scalarFunction({
  names: ['DATEPART_SECOND'],
  takes: ['text', 'timestamp'],
  gives: 'number',
  run: (name, moment): Decimal => {
    const which = datePart(name);
    if (which !== 'second') return decimal(BigInt(partOf(which, moment)));
    return decimal(BigInt(splitTimestamp(moment).time % 60_000_000), -6);
  },
});

const wholeParts = scalarFunction({
  names: ['DATEPART'],
  takes: ['text', 'timestamp'],
  gives: 'integer',
  run: (name, moment) => partOf(datePart(name), moment),
});

const datePartFunction: FunctionDefinition = {
  names: ['DATEPART'],
  arity: [2, 2],
  compile: (args, context) => {
    const name = args[0]?.constant;
    const whole = name?.kind === 'text' && datePart(name.value) !== 'second';
    return (whole ? wholeParts : seconds).compile(args, context);
  },
  userFunctions: [...seconds.userFunctions, ...wholeParts.userFunctions],
};

const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(' ');
const DAY_NAMES = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

function nameOf(part: DatePart, moment: bigint): string {
  const value = partOf(part, moment);
  if (part === 'month') return MONTH_NAMES[value - 1] ?? '';
  if (part === 'weekday') return DAY_NAMES[value - 1] ?? '';
  return String(value);
}

const dateName = scalarFunction({
  names: ['DATENAME'],
  takes: ['text', 'timestamp'],
  gives: 'text',
  run: (part, moment) => nameOf(datePart(part), moment),
});

const dateTrunc = scalarFunction({
  names: ['DATE_TRUNC'],
  takes: ['text', 'timestamp'],
  gives: 'timestamp',
  run: (part, moment) => truncateTo(datePart(part), moment),
});

/** YEAR(x) and its kind. */
function part(names: readonly string[], which: DatePart): FunctionDefinition {
  return scalarFunction({
    names,
    takes: ['timestamp'],
    gives: 'integer',
    run: (moment) => partOf(which, moment),
  });
}

/** HOUR, MINUTE, SECOND take times, too. */
function timePart(name: string, which: DatePart): FunctionDefinition {
  return scalarFunction({
    names: [name],
    takes: ['time'],
    gives: 'integer',
    run: (time) => partOf(which, BigInt(time)),
  });
}

const monthName = scalarFunction({
  names: ['MONTHNAME'],
  takes: ['timestamp'],
  gives: 'text',
  run: (moment) => nameOf('month', moment),
});

const dayName = scalarFunction({
  names: ['DAYNAME'],
  takes: ['timestamp'],
  gives: 'text',
  run: (moment) => nameOf('weekday', moment),
});

const lastDay = scalarFunction({
  names: ['LAST_DAY'],
  takes: ['timestamp'],
  gives: 'date',
  run: (moment) => splitTimestamp(addParts('month', 1n, truncateTo('month', moment))).day - 1,
});

/** DATE(x): the date of a timestamp or its text. */
const date: FunctionDefinition = {
  names: ['DATE'],
  arity: [1, 1],
  compile: (args, context) => convert(only(args), DATE, context),
  userFunctions: [],
};

/** Seconds since 1970 with their fraction; without an argument, now (RSQL_unixtimestamp). */
const unixTimestamp: FunctionDefinition = {
  names: ['UNIX_TIMESTAMP'],
  arity: [0, 1],
  compile: (args, context) => {
    const seconds: SqlType = { kind: 'numeric', precision: 18, scale: 6 };
    const [moment] = args;
    if (moment === undefined)
      return expression(
        seconds,
        bound((_, state) => state.utcNow),
        { nullable: false },
      );
    // A timestamp is held in microseconds: the same number at scale 6.
    return expression(seconds, argumentOf(moment, 'timestamp', context).sql);
  },
  userFunctions: [],
};

/** GETDATE, NOW, GETUTCDATE: the statement's start, precision 0 unless given. */
function current(names: readonly string[], utc: boolean): FunctionDefinition {
  return {
    names,
    arity: [0, 1],
    compile: (args) => currentTimestamp(precisionOf(args[0]), utc),
    userFunctions: [],
  };
}

function precisionOf(argument: Expression | undefined): number {
  if (argument === undefined) return 0;
  if (argument.constant?.kind !== 'number') throw new IrisError(-1, 'the precision must be a number');
  return Math.min(6, Math.max(0, Number(scaledDown(argument.constant.value, 0))));
}

/** CURRENT_TIMESTAMP(precision) in local time, or UTC. */
export function currentTimestamp(precision: number, utc: boolean): Expression {
  return expression(
    { ...TIMESTAMP, precision } as SqlType,
    bound((_, state) => atPrecision(utc ? state.utcNow : state.localNow, precision)),
    { nullable: false },
  );
}

/** CURRENT_DATE in local time. */
export function currentDate(): Expression {
  return expression(
    DATE,
    bound((_, state) => BigInt(splitTimestamp(state.localNow).day)),
    { nullable: false },
  );
}

/** CURRENT_TIME(precision) in local time. */
export function currentTime(precision: number): Expression {
  return expression(
    { kind: 'time', precision },
    bound((_, state) =>
      atPrecision(((state.localNow % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY, precision),
    ),
    { nullable: false },
  );
}

const curDate: FunctionDefinition = {
  names: ['CURDATE'],
  arity: [0, 0],
  compile: currentDate,
  userFunctions: [],
};
const curTime: FunctionDefinition = {
  names: ['CURTIME'],
  arity: [0, 0],
  compile: () => currentTime(0),
  userFunctions: [],
};

/** 1 when the text is a number. */
const isNumeric = scalarFunction({
  names: ['ISNUMERIC'],
  takes: ['text'],
  gives: 'integer',
  run: (s) => (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(s) ? 1 : 0),
});

function only(args: readonly Expression[]): Expression {
  const value = args[0];
  if (value === undefined) throw new IrisError(-380, 'Too few arguments for the SQL function');
  return value;
}

export const DATE_FUNCTIONS: readonly FunctionDefinition[] = [
  dateAdd,
  dateDiff,
  datePartFunction,
  dateName,
  dateTrunc,
  part(['YEAR'], 'year'),
  part(['QUARTER'], 'quarter'),
  part(['MONTH'], 'month'),
  part(['WEEK'], 'week'),
  part(['DAY', 'DAYOFMONTH'], 'day'),
  part(['DAYOFWEEK'], 'weekday'),
  part(['DAYOFYEAR'], 'dayofyear'),
  timePart('HOUR', 'hour'),
  timePart('MINUTE', 'minute'),
  timePart('SECOND', 'second'),
  monthName,
  dayName,
  lastDay,
  date,
  unixTimestamp,
  current(['GETDATE', 'NOW', 'CURRENT_TIMESTAMP'], false),
  current(['GETUTCDATE'], true),
  curDate,
  curTime,
  isNumeric,
];
