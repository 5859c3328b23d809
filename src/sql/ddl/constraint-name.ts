/** NAMEDATALEN - 1: bytes in a name. */
const NAME_BYTES = 63;

/**
 * The name PostgreSQL gives an unnamed constraint or index (indexcmds.c, ChooseRelationName): `table_columns_label`,
 * shortened to 63 bytes at the longer of table and columns, with a number behind it while `taken` says so.
 * @param columns null for a primary key, whose name has no columns
 */
export function chooseName(
  table: string,
  columns: readonly string[] | null,
  label: 'pkey' | 'key' | 'fkey' | 'idx',
  taken: (name: string) => boolean,
): string {
  const addition = columns === null ? null : columns.join('_');
  let name = objectName(table, addition, label);
  for (let number = 1; taken(name); number++) name = objectName(table, addition, `${label}${number}`);
  return name;
}

/** makeObjectName of indexcmds.c */
function objectName(table: string, addition: string | null, label: string): string {
  const room = NAME_BYTES - label.length - 1 - (addition === null ? 0 : 1);
  let tableBytes = Buffer.byteLength(table);
  let additionBytes = Math.min(Buffer.byteLength(addition ?? ''), NAME_BYTES);
  while (tableBytes + additionBytes > room) {
    if (tableBytes > additionBytes) tableBytes--;
    else additionBytes--;
  }
  const parts = [
    clip(table, tableBytes),
    ...(addition === null ? [] : [clip(addition, additionBytes)]),
    label,
  ];
  return parts.join('_');
}

/** At most `bytes` bytes of `text`, without half a character (pg_mbcliplen). */
function clip(text: string, bytes: number): string {
  const buffer = Buffer.from(text, 'utf8');
  let end = Math.min(bytes, buffer.length);
  while (end < buffer.length && end > 0 && ((buffer[end] ?? 0) & 0xc0) === 0x80) end--;
  return buffer.subarray(0, end).toString('utf8');
}
