import { parameter, type Fragment } from '../iris/fragment.ts';
import type { SessionValue } from '../plan.ts';
import type { SqlValueFunction } from '../tree/nodes.ts';
import { castTo } from './iris-type.ts';
import type { Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** SVFOP_* of primnodes.h; those with a precision come with a typmod. */
const VALUES: Readonly<Record<number, SessionValue>> = {
  0: 'currentDate',
  3: 'now',
  5: 'localTime',
  7: 'localNow',
  9: 'currentUser',
  10: 'currentUser',
  11: 'currentUser',
  12: 'sessionUser',
  13: 'database',
  14: 'schema',
};

/** What the gateway binds from the session (design.md decision 2), with its IRIS type. */
export function sessionValue(value: SessionValue, oid: number, scope: Scope): Fragment {
  return castTo(parameter({ from: 'session', value }), oid, scope.statement.context);
}

/** CURRENT_DATE, CURRENT_USER and their kind. */
export function sqlValue(node: SqlValueFunction, scope: Scope): Fragment {
  const value = VALUES[node.op];
  if (value !== undefined) return sessionValue(value, node.type, scope);
  const what = node.op <= 2 ? 'CURRENT_TIME' : 'a current time with a precision';
  throw unsupported(what, scope.statement.context, node.location);
}
