import type { IrisColumn } from '../../iris-session.ts';
import { type DriverObject, type DriverValue, isDriverObject } from '../driver/driver.ts';

/** The columns that a %SQL.StatementMetadata object describes (docs/NATIVE.md, Levels b and c). */
export function readColumns(metadata: DriverValue): IrisColumn[] {
  if (!isDriverObject(metadata)) return [];
  const count = Number(metadata.getString('columnCount') ?? 0);
  const list = metadata.getObject('columns');
  if (count === 0 || !isDriverObject(list)) return [];
  try {
    return Array.from({ length: count }, (_, index) => readColumn(list, index + 1));
  } finally {
    list.close();
  }
}

function readColumn(list: DriverObject, position: number): IrisColumn {
  const column = list.invokeObject('GetAt', String(position));
  if (!isDriverObject(column)) throw new RangeError(`IRIS describes no column ${position}`);
  const number = (property: string): number => Number(column.getString(property) ?? 0);
  try {
    return {
      name: column.getString('colName') ?? '',
      odbcType: number('ODBCType'),
      precision: number('precision'),
      scale: number('scale'),
      nullable: number('isNullable') !== 0,
    };
  } finally {
    column.close();
  }
}

/** The number of `?` that a %SQL.StatementMetadata object describes. */
export function countParameters(metadata: DriverObject): number {
  const parameters = metadata.getObject('parameters');
  if (!isDriverObject(parameters)) return 0;
  try {
    return Number(parameters.invokeString('Count') ?? 0);
  } finally {
    parameters.close();
  }
}
