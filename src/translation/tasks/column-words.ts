import { SQLSTATE } from '../../errors/sqlstate.ts';
import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { Relation, RelationColumn } from '../../sql/context.ts';
import { sqlTypeName } from '../../types/format-type.ts';
import { numericModifiers } from '../../types/typmod.ts';
import type { ThreadCatalog } from '../thread.ts';

/** The error of a value that does not fit a column, which it names as IRIS does, in PostgreSQL's words for its type. */
export function inColumnWords(
  error: ErrorFields,
  { schema, name: table, columns }: Relation,
  { catalog }: ThreadCatalog,
): ErrorFields {
  const column = columns.find(({ irisName }) => irisName.toLowerCase() === error.column?.toLowerCase());
  if (column === undefined) return error;
  if (error.sqlstate === SQLSTATE.notNullViolation) {
    const message = `null value in column "${column.name}" of relation "${table}" violates not-null constraint`;
    return { ...error, message, schema, table, column: column.name };
  }
  const { types } = catalog.signatures;
  const type = types.get(column.typeOid) ?? catalog.types.get(column.typeOid);
  const words = type && valueWords(error.sqlstate, type.name, column);
  return words ? { severity: error.severity, sqlstate: error.sqlstate, ...words } : error;
}

type Words = Pick<ErrorFields, 'message' | 'detail'>;

/** Messages of the type's input and cast functions, which name no table. */
function valueWords(sqlstate: string, type: string, { typmod }: RelationColumn): Words | null {
  if (sqlstate === SQLSTATE.stringDataRightTruncation) {
    return { message: `value too long for type ${sqlTypeName(type, typmod)}` };
  }
  if (sqlstate !== SQLSTATE.numericValueOutOfRange) return null;
  if (type === 'numeric') return numericOverflow(typmod);
  return { message: `${sqlTypeName(type, typmod)} out of range` };
}

/** apply_typmod (numeric.c) */
function numericOverflow(typmod: number): Words {
  const modifiers = numericModifiers(typmod);
  if (modifiers === undefined) return { message: 'value overflows numeric format' };
  const { precision, scale } = modifiers;
  const limit = precision > scale ? `10^${precision - scale}` : '1';
  return {
    message: 'numeric field overflow',
    detail: `A field with precision ${precision}, scale ${scale} must round to an absolute value less than ${limit}.`,
  };
}
