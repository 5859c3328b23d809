import { asText } from './query.ts';
import type { DictionaryQuery } from './query.ts';

/**
 * What changes whenever somebody compiles or drops a class: every definition compiles its class, so that the latest
 * TimeChanged moves; a drop lowers the count (iris-sql.md section 7). $HOROLOG texts of one day have one length and of other
 * days other beginnings, so the greatest is told with the number of its kind.
 */
export function readDictionaryVersion(query: DictionaryQuery): string {
  const rows = query(
    "SELECT COUNT(*), MAX(TimeChanged) FROM %Dictionary.CompiledClass WHERE NOT (SqlSchemaName %STARTSWITH '%')",
    [],
  );
  return rows.map((row) => row.map(asText).join(' ')).join();
}
