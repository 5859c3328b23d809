import type { ValueSettings } from '../codec.ts';
import { isDigit } from '../characters.ts';
import { MICROSECONDS_PER_DAY } from './calendar.ts';
import { clockMicroseconds } from './clock.ts';
import { DATE_PARTS, PART, TIME_PARTS } from './date-state.ts';
import { FieldDecoder } from './decode-fields.ts';
import { splitFields } from './fields.ts';
import type { SpecialValue } from './keywords.ts';
import { DateTimeProblem } from './problem.ts';

/** A time of day and the offset it was written with or that holds in the session; seconds east. */
export interface DecodedTime {
  /** Microseconds since midnight, 24:00:00 included. */
  readonly microseconds: number;
  readonly offset: number;
}

class TimeDecoder extends FieldDecoder {
  decode(): DecodedTime {
    this.readAll();
    const { state } = this;
    const microseconds = clockMicroseconds(state);
    if (state.minute > 59 || state.second > 60 || microseconds > MICROSECONDS_PER_DAY) {
      throw new DateTimeProblem('overflow');
    }
    if (!state.has(TIME_PARTS)) throw new DateTimeProblem('format');
    return { microseconds, offset: this.#resolveOffset() };
  }

  #resolveOffset(): number {
    const { state } = this;
    const daylight = state.has(PART.daylight);
    if (this.namedZone !== undefined) {
      if (daylight) throw new DateTimeProblem('format');
      if (state.has(DATE_PARTS)) return this.offsetIn(this.namedZone);
      // Without a date only zones of one offset are clear.
      const offset = constantOffset(this.namedZone.offsetAt.bind(this.namedZone));
      if (offset === undefined) throw new DateTimeProblem('format');
      return offset;
    }
    if (state.has(PART.zone)) return this.offset;
    if (daylight) throw new DateTimeProblem('format');
    return this.offsetIn(this.session, state.has(DATE_PARTS) ? undefined : this.localDay());
  }

  protected dateField(text: string, index: number): number {
    const { fields } = this;
    const dateFirst = index === 0 && fields.length >= 2;
    if (dateFirst && (fields.at(-1)?.kind === 'date' || fields[1]?.kind === 'time')) {
      return this.state.dateField(text);
    }
    return this.timeWithZone(text);
  }

  protected timeField(text: string): number {
    return this.clock(text);
  }

  protected plainNumber(text: string, index: number): number {
    const { state, fields } = this;
    const point = text.indexOf('.');
    if (point >= 0) {
      if (index === 0 && fields.length >= 2 && fields.at(-1)?.kind === 'date') return state.dateField(text);
      if (point <= 2 || !isDigit(text.charCodeAt(0))) throw new DateTimeProblem('format');
      return state.runTogether(text, this.assumed());
    }
    if (text.length > 4) return state.runTogether(text, this.assumed());
    return state.numberInDate(text, this.assumed(), false);
  }

  protected specialValue(value: SpecialValue): number {
    switch (value) {
      case 'now':
        this.setNow(false);
        return TIME_PARTS;
      case 'allballs':
        this.state.setClock({ hour: 0, minute: 0, second: 0, microsecond: 0 });
        this.offset = 0;
        return TIME_PARTS | PART.zone;
      default:
        throw new DateTimeProblem('format');
    }
  }

  protected allowsIsoTime(): boolean {
    return true;
  }

  protected assumed(): number {
    return this.state.found | DATE_PARTS;
  }
}

/** Two dates half a year apart in each of the years that zones were last changed around. */
const PROBES = [0, 15768000, 946684800, 962582400, 1704067200, 1719792000, 1735689600, 1751328000];

function constantOffset(offsetAt: (utc: number) => number): number | undefined {
  const [first = 0, ...others] = PROBES.map(offsetAt);
  return others.every((offset) => offset === first) ? first : undefined;
}

/** Text of a time of day, with or without a zone (and a date, to tell the zone's offset). Throws DateTimeProblem. */
export function decodeTime(text: string, settings: ValueSettings): DecodedTime {
  return new TimeDecoder(splitFields(text), settings).decode();
}
