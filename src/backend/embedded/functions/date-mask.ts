export const MONTHS =
  'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER'.split(' ');
export const DAYS = 'SUNDAY MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY'.split(' ');

/** Elements of TO_CHAR, TO_DATE and TO_TIMESTAMP masks (RSQL_tochar, RSQL_todate), longest first. */
const ELEMENTS = [
  'MONTH',
  'SSSSS',
  'YYYY',
  'HH24',
  'HH12',
  'DDD',
  'DAY',
  'MON',
  'FF1',
  'FF2',
  'FF3',
  'FF4',
  'FF5',
  'FF6',
  'RR',
  'YY',
  'MM',
  'DD',
  'DY',
  'HH',
  'MI',
  'SS',
  'FF',
  'AM',
  'PM',
  'WW',
  'IW',
  'Q',
  'D',
  'J',
] as const;
export type Element = (typeof ELEMENTS)[number];
export interface MaskPart {
  readonly element: Element | null;
  readonly text: string;
}

const MASKS = new Map<string, readonly MaskPart[]>();

/** Text that is no element stands for itself. */
export function parseMask(mask: string): readonly MaskPart[] {
  const known = MASKS.get(mask);
  if (known) return known;
  const parts: MaskPart[] = [];
  const upper = mask.toUpperCase();
  let at = 0;
  while (at < mask.length) {
    const element = ELEMENTS.find((candidate) => upper.startsWith(candidate, at)) ?? null;
    const length = element?.length ?? 1;
    parts.push({ element, text: mask.slice(at, at + length) });
    at += length;
  }
  if (MASKS.size > 500) MASKS.clear();
  MASKS.set(mask, parts);
  return parts;
}
