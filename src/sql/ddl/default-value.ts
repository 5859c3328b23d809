import type { Node } from '@pgsql/types';
import { createRegistry } from '../../types/registry.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../types/value-settings.ts';
import type { IrisValue } from '../../types/iris-value.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { parameter, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { body } from '../parse/node.ts';
import type { SessionValue } from '../plan.ts';
import { constantText } from './constant-text.ts';
import { sessionValueOf } from './session-default.ts';
import { columnType, typeNameOf } from './type-name.ts';
import { typmodOf } from './typmod.ts';

/** What a column's default means for a new row. */
export type DefaultValue =
  | { readonly kind: 'constant'; readonly value: IrisValue }
  /** now(), current_user and their like: the session's value, bound by the gateway. */
  | { readonly kind: 'session'; readonly value: SessionValue }
  /** gen_random_uuid() */
  | { readonly kind: 'uuid' }
  /** nextval(): IRIS numbers the row itself (IDENTITY, SERIAL). */
  | { readonly kind: 'generated' };

/** The column a default is for. `type` is pg_type.typname, `_text` for arrays. */
interface DefaultTarget {
  readonly type: string;
  readonly typmod: number;
  /** TimeZone of the session: a timestamptz constant may leave its zone out. */
  readonly timeZone: string;
}

/** Vectors are found by name here, so their OIDs, which differ from one shadow to the next, do not matter. */
const CODECS = createRegistry({ vectorOid: 0, vectorArrayOid: 0 });

/** Inputs of the date and time types whose value depends on when they are read (manual 8.5.1.4). */
const MOVING_DATES = new Set(['now', 'today', 'tomorrow', 'yesterday']);

const DATE_TYPES = new Set(['date', 'time', 'timetz', 'timestamp', 'timestamptz']);

/**
 * What a DEFAULT expression, as written or as pg_get_expr prints it, gives for a column.
 * @returns undefined when the gateway cannot give its value
 */
export function defaultValue(expression: Node, target: DefaultTarget): DefaultValue | undefined {
  const constant = constantText(expression, (cast) => {
    const type = columnType(cast);
    return typeNameOf(type) === target.type && typmodOf(type) === target.typmod;
  });
  if (constant !== undefined) return constantValue(constant.text, target);
  const call = body(uncast(expression, target.type), 'FuncCall');
  if (call !== undefined) {
    const name = body(call.funcname?.at(-1), 'String')?.sval;
    if (name === 'nextval') return { kind: 'generated' };
    if (name === 'gen_random_uuid' && target.type === 'uuid') return { kind: 'uuid' };
  }
  const session = sessionValueOf(uncast(expression, target.type), target.type, target.typmod);
  return session === undefined ? undefined : { kind: 'session', value: session };
}

/** A cast to the column's own type around a function says nothing new. */
function uncast(expression: Node, type: string): Node {
  const cast = body(expression, 'TypeCast');
  const name = body(cast?.typeName?.names?.at(-1), 'String')?.sval;
  return cast?.arg !== undefined && name === type ? uncast(cast.arg, type) : expression;
}

function constantValue(text: string | null, target: DefaultTarget): DefaultValue | undefined {
  if (text === null) return { kind: 'constant', value: null };
  if (DATE_TYPES.has(target.type) && MOVING_DATES.has(text.trim().toLowerCase())) return undefined;
  const codec = CODECS.byName(target.type);
  if (codec === undefined) return undefined;
  const context = {
    typmod: target.typmod,
    settings: { ...DEFAULT_VALUE_SETTINGS, timeZone: target.timeZone },
  };
  try {
    return { kind: 'constant', value: codec.toIris(codec.parse(text, context), context) };
  } catch (error) {
    // A constant of another type, which PostgreSQL would convert first: 1.5 for an integer column.
    if (error instanceof GatewayError) return undefined;
    throw error;
  }
}

/** The value as SQL: a slot, or a function that gives another value for every row. */
export function defaultFragment(value: Exclude<DefaultValue, { readonly kind: 'generated' }>): Fragment {
  switch (value.kind) {
    case 'constant':
      return parameter({ from: 'constant', value: value.value });
    case 'session':
      return parameter({ from: 'session', value: value.value });
    case 'uuid':
      // IRIS gives upper case (iris-sql.md section 4).
      return raw('LOWER($TSQL_NEWID())');
  }
}
