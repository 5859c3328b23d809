import { GatewayError, type ErrorFields } from '../../../src/errors/gateway-error.ts';
import type { StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import { OID } from '../../../src/types/index.ts';
import type { BlockRun } from './block-run.ts';
import { convert, type SourceType } from './conversion.ts';
import { int8Value, textValue } from './plain-values.ts';
import type { Scope } from './scope.ts';
import { placeOf } from './statement-context.ts';
import { put, typeOf } from './targets.ts';
import type { Value } from './variable.ts';

/** What GET STACKED DIAGNOSTICS reads of an error (manual 43.6.8.1). */
const STACKED: ReadonlyMap<string, keyof ErrorFields> = new Map<string, keyof ErrorFields>([
  ['returned_sqlstate', 'sqlstate'],
  ['column_name', 'column'],
  ['constraint_name', 'constraint'],
  ['pg_datatype_name', 'dataType'],
  ['message_text', 'message'],
  ['table_name', 'table'],
  ['schema_name', 'schema'],
  ['pg_exception_detail', 'detail'],
  ['pg_exception_hint', 'hint'],
  ['pg_exception_context', 'where'],
]);

const TEXT: SourceType = { oid: OID.text, typmod: -1 };
const BIGINT: SourceType = { oid: OID.int8, typmod: -1 };

/** GET DIAGNOSTICS and GET STACKED DIAGNOSTICS (manual 43.5.5). */
export async function diagnostics(
  run: BlockRun,
  scope: Scope,
  statement: StatementOfKind<'diagnostics'>,
): Promise<void> {
  for (const { target, item } of statement.items) {
    const found = scope.target(target);
    const { value, type } = statement.stacked ? stacked(run, item) : current(run, item, statement);
    put(run, found, await convert(run, value, type, typeOf(found)));
  }
}

function stacked({ handled }: BlockRun, item: string): { value: Value; type: SourceType } {
  const error = handled.at(-1);
  if (error === undefined) {
    throw new GatewayError('0Z002', 'GET STACKED DIAGNOSTICS cannot be used outside an exception handler');
  }
  const field = STACKED.get(item);
  return { value: textValue(field === undefined ? '' : String(error.fields[field] ?? '')), type: TEXT };
}

function current(
  run: BlockRun,
  item: string,
  statement: StatementOfKind<'diagnostics'>,
): { value: Value; type: SourceType } {
  return item === 'row_count'
    ? { value: int8Value(run.rowCount), type: BIGINT }
    : { value: textValue(placeOf(statement)), type: TEXT };
}
