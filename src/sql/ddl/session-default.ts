import type { Node, SQLValueFunctionOp } from '@pgsql/types';
import { body, strings } from '../parse/node.ts';
import type { NodeBody } from '../parse/node.ts';
import type { SessionValue } from '../plan.ts';

/** A function's result type, and the session value by the type of the column it is assigned to. */
type ByColumnType = Readonly<Record<string, SessionValue>>;

/** A timestamptz assigned to other types takes the session's time zone (manual 8.5.1.3). */
const INSTANT: ByColumnType = { timestamptz: 'now', timestamp: 'localNow', date: 'currentDate' };
const LOCAL: ByColumnType = { timestamp: 'localNow', timestamptz: 'now', date: 'currentDate' };
/** In UTC, without a zone. */
const UTC: ByColumnType = { timestamp: 'now' };
const STATEMENT: ByColumnType = { timestamptz: 'statementNow' };

function named(value: SessionValue): ByColumnType {
  return { text: value, varchar: value, name: value };
}

const FUNCTIONS: Readonly<Record<string, ByColumnType>> = {
  now: INSTANT,
  transaction_timestamp: INSTANT,
  statement_timestamp: STATEMENT,
  // The clock itself is not read for each row: the statement's start stands for it.
  clock_timestamp: STATEMENT,
  current_database: named('database'),
  current_schema: named('schema'),
  pg_backend_pid: { int4: 'backendPid', int8: 'backendPid' },
};

const VALUE_FUNCTIONS: Readonly<Partial<Record<SQLValueFunctionOp, ByColumnType>>> = {
  SVFOP_CURRENT_TIMESTAMP: INSTANT,
  SVFOP_CURRENT_TIMESTAMP_N: INSTANT,
  SVFOP_LOCALTIMESTAMP: LOCAL,
  SVFOP_LOCALTIMESTAMP_N: LOCAL,
  SVFOP_CURRENT_DATE: { date: 'currentDate' },
  SVFOP_CURRENT_TIME: { time: 'localTime' },
  SVFOP_CURRENT_TIME_N: { time: 'localTime' },
  SVFOP_LOCALTIME: { time: 'localTime' },
  SVFOP_LOCALTIME_N: { time: 'localTime' },
  SVFOP_CURRENT_ROLE: named('currentUser'),
  SVFOP_CURRENT_USER: named('currentUser'),
  SVFOP_USER: named('currentUser'),
  SVFOP_SESSION_USER: named('sessionUser'),
  SVFOP_CURRENT_CATALOG: named('database'),
  SVFOP_CURRENT_SCHEMA: named('schema'),
};

/** Digits of a second that every timestamp has: CURRENT_TIMESTAMP(6) is CURRENT_TIMESTAMP. */
const FULL_PRECISION = 6;

/**
 * The session value that an expression gives for a column of type `type` (pg_type.typname) and that modifier;
 * undefined for others.
 */
export function sessionValueOf(expression: Node, type: string, typmod = -1): SessionValue | undefined {
  const valueFunction = body(expression, 'SQLValueFunction');
  if (valueFunction?.op !== undefined) {
    // CURRENT_TIMESTAMP(3) is rounded: as the column rounds what it is given, if it has the same precision.
    const precision = valueFunction.typmod ?? -1;
    const whole = precision === -1 || precision === FULL_PRECISION || precision === typmod;
    return whole ? VALUE_FUNCTIONS[valueFunction.op]?.[type] : undefined;
  }
  const call = body(expression, 'FuncCall');
  if (call === undefined) return undefined;
  if (isUtcOf(call)) return UTC[type];
  const name = strings(call.funcname).at(-1) ?? '';
  return call.args === undefined ? FUNCTIONS[name]?.[type] : undefined;
}

/** `now() AT TIME ZONE 'utc'`, which is timezone('utc', now()). */
function isUtcOf(call: NodeBody<'FuncCall'>): boolean {
  const [zone, instant] = call.args ?? [];
  const zoneText = body(body(zone, 'TypeCast')?.arg ?? zone, 'A_Const')?.sval?.sval;
  return (
    strings(call.funcname).at(-1) === 'timezone' &&
    zoneText?.toLowerCase() === 'utc' &&
    instant !== undefined &&
    sessionValueOf(instant, 'timestamptz') === 'now'
  );
}
