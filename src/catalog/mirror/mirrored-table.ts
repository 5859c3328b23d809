import type { SnapshotColumn, SnapshotTable } from '../snapshot.ts';
import { fold, pgObjectName, pgSchemaName } from './names.ts';

export interface MirroredColumn {
  readonly name: string;
  readonly source: SnapshotColumn;
}

/** A table or view of the snapshot under its PostgreSQL names. */
export interface MirroredTable {
  readonly schema: string;
  readonly name: string;
  readonly source: SnapshotTable;
  readonly madeByGateway: boolean;
  readonly columns: readonly MirroredColumn[];
}

/** Names by the rules of names.ts. */
export function mirrorTable(source: SnapshotTable): MirroredTable {
  const madeByGateway = source.definition !== null || source.columns.some((column) => column.pgType !== null);
  return {
    schema: pgSchemaName(source.schema),
    name: pgObjectName(source.name, madeByGateway),
    source,
    madeByGateway,
    columns: source.columns.map((column) => ({
      name: pgObjectName(column.name, madeByGateway),
      source: column,
    })),
  };
}

/** PostgreSQL's names of columns given by IRIS's; null when one of them is not there (a hidden RowID). */
export function columnNames(table: MirroredTable, irisNames: readonly string[]): string[] | null {
  const names = irisNames.map((irisName) => {
    const wanted = fold(irisName);
    return table.columns.find((column) => fold(column.source.name) === wanted)?.name;
  });
  return names.every((name) => name !== undefined) ? names : null;
}
