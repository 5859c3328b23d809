/** Template patterns that mean the same in PostgreSQL (manual, table 9.30) and IRIS (RSQL_tochar), longest first. */
const PATTERNS = ['YYYY', 'HH24', 'HH12', 'DDD', 'MM', 'DD', 'MI', 'SS', 'HH'];

const SEPARATORS = new Set('-/:., _');

/**
 * A to_char format for dates as IRIS's mask; null when a pattern in it has no exact counterpart (names of months and days
 * are padded with blanks in PostgreSQL) or text stands in it.
 */
export function irisMask(format: string): string | null {
  let mask = '';
  for (let at = 0; at < format.length; ) {
    const upper = format.slice(at).toUpperCase();
    const pattern = PATTERNS.find((candidate) => upper.startsWith(candidate));
    if (pattern !== undefined) {
      mask += pattern;
      at += pattern.length;
      // A modifier such as TH changes the pattern before it.
      if (/^(TH|SP)/i.test(format.slice(at))) return null;
    } else if (SEPARATORS.has(format[at] ?? '')) {
      mask += format[at] ?? '';
      at += 1;
    } else return null;
  }
  return mask === '' ? null : mask;
}
