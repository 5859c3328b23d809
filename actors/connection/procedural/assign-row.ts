import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { OutputColumn } from '../../../src/sql/plan.ts';
import type { Target } from '../../../src/sql/procedural/tree.ts';
import { OID } from '../../../src/types/index.ts';
import type { BlockRun } from './block-run.ts';
import { columnType, convert, type SourceType } from './conversion.ts';
import type { Scope } from './scope.ts';
import { put, typeOf } from './targets.ts';
import { NULL_VALUE, type RecordField, type RecordVariable, type Value, type ValueType } from './variable.ts';

/** Columns of a row, with its values; no values: there was no row. */
export interface Row {
  readonly columns: readonly OutputColumn[];
  readonly values: readonly Value[] | null;
}

/** Assigns a row to a record or to variables one by one (exec_move_row): what is missing is NULL, what is too much is left. */
export async function assignRow(
  run: BlockRun,
  scope: Scope,
  targets: readonly Target[],
  row: Row,
): Promise<void> {
  const [first] = targets;
  const record = targets.length === 1 && first !== undefined ? scope.target(first) : null;
  if (record?.variable.kind === 'record' && record.field === null) {
    return assignRowToRecord(run, record.variable, row);
  }
  for (const [i, target] of targets.entries()) {
    const found = scope.target(target);
    if (found.variable.kind === 'record' && found.field === null) {
      throw new GatewayError('42601', `"${target.path.join('.')}" is not a scalar variable`);
    }
    const column = row.columns[i];
    const value = row.values?.[i] ?? NULL_VALUE;
    put(run, found, await convert(run, value, sourceOf(column), typeOf(found)));
  }
}

/** Gives a record the values of a row, and its shape where it has none of its own. */
export async function assignRowToRecord(run: BlockRun, variable: RecordVariable, row: Row): Promise<void> {
  const fields = await fieldsFor(run, variable, row);
  run.change(variable, () => {
    variable.fields = fields;
  });
}

async function fieldsFor(
  run: BlockRun,
  variable: RecordVariable,
  { columns, values }: Row,
): Promise<RecordField[]> {
  const fields: RecordField[] = [];
  if (variable.rowType === null || variable.fields === null) {
    for (const [i, column] of columns.entries()) {
      const type = await columnType(run, column);
      fields.push({ name: column.name, type, value: values?.[i] ?? NULL_VALUE });
    }
    return fields;
  }
  for (const [i, field] of variable.fields.entries()) {
    const value = values?.[i] ?? NULL_VALUE;
    fields.push({ ...field, value: await convert(run, value, sourceOf(columns[i]), field.type) });
  }
  return fields;
}

const UNTYPED: ValueType = { oid: OID.text, typmod: -1, name: 'text', domain: false };

function sourceOf(column: OutputColumn | undefined): SourceType {
  return column === undefined ? UNTYPED : { oid: column.typeOid, typmod: column.typmod };
}
