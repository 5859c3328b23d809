import { formatOffset, type Zone } from './zone.ts';

/** Transitions are looked for in spans of this many seconds (97 days), sampled every 12 days. */
const SPAN = 2 ** 23;
const SAMPLE = 2 ** 20;
/** Spans kept per zone; one is a few dozen bytes. */
const MAX_SPANS = 4096;
/** JavaScript dates end at year 275760, PostgreSQL's at 294276; rules repeat every 400 years. */
const LAST_DATE = 8.64e12;
const GREGORIAN_CYCLE = 146097 * 86400;

/** Locales whose names of zones include abbreviations, between them those of most of the world. */
const ABBREVIATION_LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA'];

/** Abbreviations that no locale of Intl knows, by zone. */
const OTHER_ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['Asia/Tokyo', 'JST'],
  ['Asia/Seoul', 'KST'],
  ['Asia/Shanghai', 'CST'],
  ['Asia/Taipei', 'CST'],
  ['Asia/Hong_Kong', 'HKT'],
  ['Asia/Manila', 'PST'],
  ['Asia/Jakarta', 'WIB'],
  ['Asia/Karachi', 'PKT'],
  ['Europe/Moscow', 'MSK'],
]);

interface Segment {
  /** First second of the offset within the span. */
  readonly start: number;
  readonly offset: number;
}

/** Seconds of `GMT+05:21:10`, `GMT-03:00`, `GMT`. */
function parseOffset(text: string): number {
  const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match ?? [];
  const magnitude = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -magnitude : magnitude;
}

/**
 * A zone of the IANA database, as this Node's ICU has it. Asking Intl costs microseconds, so that transitions are found
 * once for each span of time and remembered.
 */
class IntlZone implements Zone {
  readonly name: string;
  readonly #id: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #spans = new Map<number, readonly Segment[]>();

  constructor(name: string, format: Intl.DateTimeFormat) {
    this.name = name;
    this.#format = format;
    this.#id = format.resolvedOptions().timeZone;
  }

  offsetAt(utc: number): number {
    const time =
      utc > LAST_DATE ? utc - GREGORIAN_CYCLE * Math.ceil((utc - LAST_DATE) / GREGORIAN_CYCLE) : utc;
    const index = Math.floor(time / SPAN);
    let segments = this.#spans.get(index);
    if (segments === undefined) {
      segments = this.#findSegments(index * SPAN);
      if (this.#spans.size >= MAX_SPANS) this.#spans.clear();
      this.#spans.set(index, segments);
    }
    let offset = 0;
    for (const segment of segments) {
      if (segment.start > time) break;
      offset = segment.offset;
    }
    return offset;
  }

  abbreviationAt(utc: number): string {
    const offset = this.offsetAt(utc);
    // Odd seconds are local mean time, unless a place kept such an offset later on.
    if (offset % 60 !== 0 && offset === this.offsetAt(-LAST_DATE)) return 'LMT';
    const time = new Date(Math.min(utc, LAST_DATE) * 1000);
    for (const locale of ABBREVIATION_LOCALES) {
      const parts = new Intl.DateTimeFormat(locale, {
        timeZone: this.#id,
        timeZoneName: 'short',
      }).formatToParts(time);
      const text = parts.find(({ type }) => type === 'timeZoneName')?.value;
      if (text !== undefined && (!text.startsWith('GMT') || (text === 'GMT' && offset === 0))) return text;
    }
    return OTHER_ABBREVIATIONS.get(this.#id) ?? formatOffset(offset).replaceAll(':', '');
  }

  #ask(utc: number): number {
    return parseOffset(this.#format.format(Math.max(-LAST_DATE, Math.min(utc, LAST_DATE)) * 1000));
  }

  #findSegments(from: number): readonly Segment[] {
    const segments: Segment[] = [{ start: from, offset: this.#ask(from) }];
    let previous = segments[0]?.offset ?? 0;
    for (let time = from; time < from + SPAN; time += SAMPLE) {
      const next = this.#ask(time + SAMPLE);
      if (next !== previous)
        segments.push({ start: this.#boundary(time, time + SAMPLE, previous), offset: next });
      previous = next;
    }
    return segments;
  }

  /** First second in (low, high] whose offset is not `offset`. */
  #boundary(low: number, high: number, offset: number): number {
    let before = low;
    let after = high;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (this.#ask(middle) === offset) before = middle;
      else after = middle;
    }
    return after;
  }
}

let spellings: ReadonlyMap<string, string> | undefined;

/** The database's own spelling of a name in any case; names Intl does not list are kept as they were written. */
function spelling(name: string): string {
  spellings ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));
  return spellings.get(name.toLowerCase()) ?? name;
}

/** The IANA zone of that name in any case; undefined when there is none. */
export function findIntlZone(name: string): Zone | undefined {
  if (!/^[a-z]/i.test(name)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    return new IntlZone(spelling(name), format);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
