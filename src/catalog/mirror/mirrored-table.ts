import type { SnapshotColumn, SnapshotTable } from '../snapshot.ts';
import { distinctName, fold, pgName, pgSchemaName } from './names.ts';

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
    name: pgName(source.name, madeByGateway),
    source,
    madeByGateway,
    columns: mirrorColumns(source.columns, madeByGateway),
  };
}

function mirrorColumns(columns: readonly SnapshotColumn[], madeByGateway: boolean): MirroredColumn[] {
  const used = new Set<string>();
  return columns.map((source) => {
    const name = pgName(source.name, madeByGateway);
    const free = used.has(name) ? distinctName(name, source.name) : name;
    used.add(free);
    return { name: free, source };
  });
}

/** All of them, those of the gateway's before others of the same name (names.ts, rule 5). */
export function mirrorTables(sources: readonly SnapshotTable[]): MirroredTable[] {
  const tables = sources.map(mirrorTable);
  const made = new Set(tables.filter(({ madeByGateway }) => madeByGateway).map(nameKey));
  return tables.map((table) =>
    !table.madeByGateway && made.has(nameKey(table))
      ? { ...table, name: distinctName(table.name, table.source.name) }
      : table,
  );
}

function nameKey({ schema, name }: MirroredTable): string {
  return JSON.stringify([schema, name]);
}

/** PostgreSQL's names of columns given by IRIS's; null when one of them is not there (a hidden RowID). */
export function columnNames(table: MirroredTable, irisNames: readonly string[]): string[] | null {
  const names = irisNames.map((irisName) => {
    const wanted = fold(irisName);
    return table.columns.find((column) => fold(column.source.name) === wanted)?.name;
  });
  return names.every((name) => name !== undefined) ? names : null;
}
