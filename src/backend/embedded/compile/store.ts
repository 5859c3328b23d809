import { type ColumnRecord, type TableRecord, fullName } from '../dictionary/records.ts';
import { INPUT } from '../values/readers.ts';
import { type StoreTarget, storedValue, storesUnchanged } from '../values/store.ts';
import type { CompileContext } from './context.ts';
import { type Expression, adapt } from './expression.ts';
import { type Fragment, call, literal, raw } from './fragment.ts';

/** The value in the form of a column, validated. Parameters and literals are checked before SQLite runs. */
export function stored(
  value: Expression,
  column: ColumnRecord,
  table: TableRecord,
  sqlcode: -104 | -105,
  context: CompileContext,
): Fragment {
  const target: StoreTarget = { type: column.type, table: fullName(table), field: column.name, sqlcode };
  if (value.constant !== null) return adapt(value.constant, (input) => storedValue(input, INPUT, target));
  const from = value.type;
  if (from.kind === 'null') return raw('NULL');
  if (storesUnchanged(from, column.type)) return value.sql;
  const number = context.functions.register(
    `store ${JSON.stringify(from)} ${JSON.stringify(target)}`,
    () => (input) => storedValue(input, from, target),
  );
  return call('iris_apply', literal(BigInt(number)), value.sql);
}
