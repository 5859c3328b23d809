import { IrisError } from '../../iris-session.ts';
import type { UserFunction } from '../functions/user-function.ts';
import { asText } from '../values/readers.ts';
import type { SqliteValue } from '../values/sql-type.ts';
import type { Dictionary } from './dictionary.ts';
import { uniqueRules } from './physical.ts';
import { type ColumnRecord, columnById, fullName } from './records.ts';

/** %msg of constraint failures, in the form iris-sql.md 6.8 gives (last lines). */

function fields(columns: readonly ColumnRecord[], values: readonly SqliteValue[]): string {
  return columns
    .map((column, i) => {
      const value = values[i] ?? null;
      const text = value === null ? '' : asText(value, column.type, 'odbc');
      return `${column.name}="${text.replaceAll('"', '""')}"`;
    })
    .join(',');
}

/** @param sqlcode -119 or -120 */
export function uniqueViolation(
  dictionary: Dictionary,
  sqlcode: number,
  tableId: number,
  ruleId: number,
  values: readonly SqliteValue[],
): IrisError {
  const table = dictionary.tableById(tableId);
  const rule = uniqueRules(table).find((candidate) => candidate.id === ruleId);
  return new IrisError(
    sqlcode,
    `Table '${fullName(table)}', Constraint '${rule?.name ?? ''}', Field(s) ${fields(rule?.columns ?? [], values)}; failed unique check`,
  );
}

/** -121, -122: `table` is the referencing one; -123, -124 are raised on the referenced one. */
function referenceViolation(
  dictionary: Dictionary,
  sqlcode: number,
  childId: number,
  keyId: number,
  values: readonly SqliteValue[],
): IrisError {
  const child = dictionary.tableById(childId);
  const key = child.foreignKeys.find((candidate) => candidate.id === keyId);
  if (!key) throw new Error(`dictionary: no foreign key ${keyId}`);
  const parent = dictionary.tableById(key.targetTable);
  const referenced = sqlcode === -123 || sqlcode === -124;
  const columns = referenced
    ? key.targetColumns.map((id) => columnById(parent, id))
    : key.columns.map((id) => columnById(child, id));
  return new IrisError(
    sqlcode,
    `Table '${fullName(child)}', Foreign Key Constraint '${key.name}', Field(s) ${fields(columns, values)}; failed referential integrity check on referenced table '${fullName(parent)}'`,
  );
}

export function violationFunctions(dictionary: Dictionary): readonly UserFunction[] {
  const raising = (
    name: string,
    make: (
      dictionary: Dictionary,
      sqlcode: number,
      table: number,
      rule: number,
      values: readonly SqliteValue[],
    ) => IrisError,
  ): UserFunction => ({
    name,
    deterministic: false,
    run: (sqlcode, table, rule, ...values) => {
      throw make(dictionary, Number(sqlcode), Number(table), Number(rule), values);
    },
  });
  return [
    raising('iris_unique_violation', uniqueViolation),
    raising('iris_reference_violation', referenceViolation),
  ];
}
