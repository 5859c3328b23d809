import type { Session } from '../session.ts';
import { timestamp } from './activity.ts';

/** Rows of pg_prepared_statement(): those with a name, of PREPARE and of the protocol (manual 54.17). */
export function preparedStatementRows({ statements }: Session): readonly object[] {
  return Array.from(statements.entries())
    .filter(([name]) => name !== '')
    .map(([name, { text, source, prepared, preparedAt }]) => ({
      name,
      statement: source ?? text,
      prepare_time: timestamp(preparedAt),
      parameter_types: prepared.parameterTypes.map(String),
      result_types: prepared.columns?.map(({ typeOid }) => String(typeOid)) ?? null,
      from_sql: source !== undefined,
    }));
}
