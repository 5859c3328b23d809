import type { ValueSettings } from '../codec.ts';
import { DATE_PARTS, PART, TIME_PARTS, type DateState } from './date-state.ts';
import { FieldDecoder, type Unbounded } from './decode-fields.ts';
import { isPastMidnight } from './clock.ts';
import { splitFields } from './fields.ts';
import type { SpecialValue } from './keywords.ts';
import { DateTimeProblem } from './problem.ts';

/** A date and time as it was written: local to `offset` (seconds east), or one of the special values. */
export type DecodedTimestamp =
  | { readonly kind: Unbounded }
  | { readonly kind: 'civil'; readonly civil: DateState; readonly offset: number };

class TimestampDecoder extends FieldDecoder {
  decode(): DecodedTimestamp {
    this.readAll();
    if (this.special !== undefined) return { kind: this.special };
    if (!this.state.has(DATE_PARTS)) throw new DateTimeProblem('format');
    return { kind: 'civil', civil: this.state, offset: this.#resolveOffset() };
  }

  #resolveOffset(): number {
    const daylight = this.state.has(PART.daylight);
    if (this.namedZone !== undefined) {
      if (daylight) throw new DateTimeProblem('format');
      return this.offsetIn(this.namedZone);
    }
    if (this.state.has(PART.zone)) return this.offset;
    if (daylight) throw new DateTimeProblem('format');
    return this.offsetIn(this.session);
  }

  protected dateField(text: string): number {
    const complete = this.prefix !== undefined || this.state.has(PART.month | PART.day);
    return complete ? this.timeWithZone(text) : this.state.dateField(text);
  }

  protected timeField(text: string): number {
    const parts = this.clock(text);
    if (isPastMidnight(this.state)) throw new DateTimeProblem('overflow');
    return parts;
  }

  protected plainNumber(text: string): number {
    const { state } = this;
    const point = text.indexOf('.');
    if (point >= 0 && (state.found & DATE_PARTS) === 0) return state.dateField(text);
    const together =
      point > 2 ||
      (text.length >= 6 && ((state.found & DATE_PARTS) === 0 || (state.found & TIME_PARTS) === 0));
    if (together) return state.runTogether(text, state.found);
    return state.numberInDate(text, state.found, state.textMonth);
  }

  protected specialValue(value: SpecialValue): number {
    switch (value) {
      case 'now':
        this.setNow(true);
        return DATE_PARTS | TIME_PARTS | PART.zone;
      case 'today':
      case 'tomorrow':
      case 'yesterday':
        this.setToday(value === 'today' ? 0 : value === 'tomorrow' ? 1 : -1);
        return DATE_PARTS;
      case 'allballs':
        this.state.setClock({ hour: 0, minute: 0, second: 0, microsecond: 0 });
        this.offset = 0;
        return TIME_PARTS | PART.zone;
      default:
        this.special = value;
        return PART.special;
    }
  }

  protected allowsIsoTime(): boolean {
    return this.state.has(DATE_PARTS);
  }

  protected assumed(): number {
    return this.state.found;
  }
}

/** Date/time text of all forms of manual 8.5.1; `settings` give date order, zone and now. Throws DateTimeProblem. */
export function decodeTimestamp(text: string, settings: ValueSettings): DecodedTimestamp {
  return new TimestampDecoder(splitFields(text), settings).decode();
}
