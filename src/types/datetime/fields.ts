import { isDigit, isLetter, isSpace } from '../characters.ts';
import { KEYWORDS } from './keywords.ts';
import { DateTimeProblem } from './problem.ts';

type FieldKind = 'number' | 'date' | 'time' | 'zone' | 'word' | 'special';

/** One piece of date/time text; letters are lower case. */
export interface Field {
  readonly kind: FieldKind;
  readonly text: string;
}

/** MAXDATEFIELDS and MAXDATELEN of PostgreSQL: longer input is no date. */
const MAX_FIELDS = 25;
const MAX_LENGTH = 128 + 25;

const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const UNDERSCORE = 0x5f;

function isPunctuation(code: number): boolean {
  return code > 0x20 && code < 0x7f && !isDigit(code) && !isLetter(code);
}

/** Cuts date/time text into fields by their characters alone, as ParseDateTime does (manual B.1). */
class FieldSplitter {
  readonly #text: string;
  readonly #fields: Field[] = [];
  #at = 0;
  #length = 0;

  constructor(text: string) {
    this.#text = text;
  }

  split(): Field[] {
    while (this.#at < this.#text.length) {
      const code = this.#code();
      if (isSpace(code)) this.#at += 1;
      else if (isDigit(code)) this.#number();
      else if (code === DOT)
        this.#add(
          'number',
          this.#run((next) => next === DOT || isDigit(next)),
        );
      else if (isLetter(code)) this.#word();
      else if (code === PLUS || code === MINUS) this.#signed();
      else if (isPunctuation(code)) this.#at += 1;
      else throw new DateTimeProblem('format');
    }
    return this.#fields;
  }

  #code(): number {
    return this.#text.charCodeAt(this.#at);
  }

  /** Characters from here on that `belongs` accepts. */
  #run(belongs: (code: number) => boolean): string {
    const start = this.#at;
    while (this.#at < this.#text.length && belongs(this.#code())) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #add(kind: FieldKind, text: string): void {
    this.#length += text.length + 1;
    if (this.#fields.length >= MAX_FIELDS || this.#length > MAX_LENGTH) throw new DateTimeProblem('format');
    this.#fields.push({ kind, text: text.toLowerCase() });
  }

  /** A field that begins with a digit: a time by its colon, a date by its delimiter, else a number. */
  #number(): void {
    let text = this.#run(isDigit);
    const delimiter = this.#code();
    if (delimiter === COLON) {
      text += this.#run((code) => isDigit(code) || code === COLON || code === DOT);
      this.#add('time', text);
      return;
    }
    if (delimiter !== MINUS && delimiter !== SLASH && delimiter !== DOT) {
      this.#add('number', text);
      return;
    }
    text += String.fromCharCode(delimiter);
    this.#at += 1;
    if (!isDigit(this.#code())) {
      text += this.#run((code) => isDigit(code) || isLetter(code) || code === delimiter);
      this.#add('date', text);
      return;
    }
    text += this.#run(isDigit);
    if (this.#code() === delimiter) {
      text += this.#run((code) => isDigit(code) || code === delimiter);
      this.#add('date', text);
    } else {
      // 1.5 may yet be a number of seconds, a Julian day or a date.
      this.#add(delimiter === DOT ? 'number' : 'date', text);
    }
  }

  /** A field that begins with a letter: a word, or with punctuation in it a date or the name of a zone. */
  #word(): void {
    let text = this.#run(isLetter);
    const code = this.#code();
    const joined =
      code === MINUS ||
      code === SLASH ||
      code === DOT ||
      ((code === PLUS || isDigit(code)) && !KEYWORDS.has(text.toLowerCase().slice(0, 10)));
    if (!joined) {
      this.#add('word', text);
      return;
    }
    text += this.#run(
      (next) =>
        next === PLUS ||
        next === MINUS ||
        next === SLASH ||
        next === UNDERSCORE ||
        next === DOT ||
        next === COLON ||
        isDigit(next) ||
        isLetter(next),
    );
    this.#add('date', text);
  }

  /** A sign: a zone's offset or a signed number, or a word such as -infinity. */
  #signed(): void {
    const sign = this.#text.charAt(this.#at);
    this.#at += 1;
    this.#run(isSpace);
    const code = this.#code();
    if (isDigit(code)) {
      const digits = this.#run((next) => isDigit(next) || next === COLON || next === DOT || next === MINUS);
      this.#add('zone', sign + digits);
    } else if (isLetter(code)) {
      this.#add('special', sign + this.#run(isLetter));
    } else {
      throw new DateTimeProblem('format');
    }
  }
}

/** The fields of date/time text. Throws DateTimeProblem. */
export function splitFields(text: string): Field[] {
  return new FieldSplitter(text).split();
}
