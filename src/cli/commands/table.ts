/** Rows as aligned text, the keys of the first as headings. */
export function table(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => names.map((name) => shown(row[name])));
  const widths = names.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(names), ...cells.map(line)].join('\n');
}

/** Nothing a client sent may move the cursor of the terminal it is shown on. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  // oxlint-disable-next-line no-control-regex
  return (value === null || value === undefined ? '' : text).replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
