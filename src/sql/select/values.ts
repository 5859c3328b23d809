import { scalar } from '../expression/scalar.ts';
import type { Scope } from '../expression/scope.ts';
import { fragment, identifier, join, type Fragment } from '../iris/fragment.ts';
import { outputName } from '../iris/names.ts';
import type { ValuesEntry } from '../tree/nodes.ts';

/** A VALUES list as one SELECT for each row: IRIS has no VALUES table (iris-sql.md 1.7). */
export function valuesQuery(entry: ValuesEntry, scope: Scope): Fragment {
  const rows = entry.values_lists.map((row) => {
    const columns = row.map(
      (value, i) => fragment`${scalar(value, scope)} AS ${identifier(outputName(i + 1))}`,
    );
    return fragment`SELECT ${join(columns, ', ')}`;
  });
  return join(rows, ' UNION ALL ');
}
