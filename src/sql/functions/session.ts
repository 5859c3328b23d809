import { OID } from '../../types/oids.ts';
import type { Call, Rule } from '../expression/call.ts';
import { sessionValue } from '../expression/sql-value.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { SessionValue } from '../plan.ts';

function session(value: SessionValue, oid: number): (call: Call) => Fragment {
  return (call) => sessionValue(value, oid, call.scope);
}

/** Functions without arguments that the gateway answers from the session: a slot, bound at execution. */
const VALUES: readonly (readonly [name: string, value: SessionValue, oid: number])[] = [
  ['now', 'now', OID.timestamptz],
  ['transaction_timestamp', 'now', OID.timestamptz],
  ['statement_timestamp', 'statementNow', OID.timestamptz],
  ['current_database', 'database', OID.text],
  ['current_schema', 'schema', OID.text],
  ['current_user', 'currentUser', OID.text],
  ['session_user', 'sessionUser', OID.text],
  ['pg_backend_pid', 'backendPid', OID.int4],
];

export const SESSION: readonly Rule[] = VALUES.map(([name, value, oid]) => ({
  name,
  takes: [],
  gives: 'value',
  print: session(value, oid),
}));
