import type { IrisValue } from '../../types/iris-value.ts';

/** Runs a query in IRIS and gives all its rows, each the values of its columns in order. Throws what IRIS throws. */
export type DictionaryQuery = (sql: string, args: readonly IrisValue[]) => readonly (readonly IrisValue[])[];

/** A value of the dictionary as text; NULL is ''. */
export function asText(value: IrisValue | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? Buffer.from(value).toString('utf8') : String(value);
}

/** INFORMATION_SCHEMA says YES and NO, or 1 and 0. */
export function asFlag(value: IrisValue | undefined): boolean {
  const text = asText(value).toUpperCase();
  return text === 'YES' || text === '1';
}

export function asNumber(value: IrisValue | undefined): number | null {
  const text = asText(value);
  return text === '' ? null : Number(text);
}

/** IRIS compares names without regard to case, so that spellings in two views of it need not agree. */
export function nameKey(...names: readonly string[]): string {
  return JSON.stringify(names.map((name) => name.toUpperCase()));
}

/** Adds to the list under `key`. */
export function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The part of WHERE that leaves out what belongs to IRIS itself; `column` holds a schema name. */
export function userSchemas(column: string): string {
  return `NOT (${column} %STARTSWITH '%') AND ${column} <> 'INFORMATION_SCHEMA'`;
}

/** Interoperability's own packages, which exist in most namespaces (iris-sql.md section 7). */
export function isSystemSchema(schema: string): boolean {
  const upper = schema.toUpperCase();
  return (
    upper.startsWith('%') ||
    upper === 'INFORMATION_SCHEMA' ||
    upper === 'ENS' ||
    upper.startsWith('ENS_') ||
    upper.startsWith('ENSLIB') ||
    upper.startsWith('ENSPORTAL')
  );
}
