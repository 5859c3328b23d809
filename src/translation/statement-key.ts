import { lift, mayMeanMoment, type Lifted } from '../sql/lexer/lift.ts';
import { temporaryKey } from '../catalog/temporary.ts';
import type { TranslationSession } from './api.ts';

/** What a statement is remembered under. */
export interface StatementKey {
  readonly key: string;
  /** The literals of this text; null when it is remembered as it stands. */
  readonly lifted: Lifted | null;
  /** The translation may be kept for the next statement. */
  readonly keep: boolean;
}

/** Settings beside those of TranslationSession itself that change how PostgreSQL reads a statement. */
const READING_SETTINGS = [
  'standard_conforming_strings',
  'backslash_quote',
  'transform_null_equals',
  'array_nulls',
  'xmloption',
  'role',
];

/** By the session's settings object: it stays the same while nothing is set. */
const readingSettings = new WeakMap<object, string>();

function readingOf(settings: Readonly<Record<string, string>>): string {
  const known = readingSettings.get(settings);
  if (known !== undefined) return known;
  const values = Object.entries(settings).filter(([name]) => READING_SETTINGS.includes(name.toLowerCase()));
  const reading = values.map(([name, value]) => `${name.toLowerCase()}=${value}`).join('\n');
  readingSettings.set(settings, reading);
  return reading;
}

/** A text with its literals lifted; null when the session reads strings in another way than the scanner. */
export function liftFor(text: string, declared: number, session: TranslationSession): Lifted | null {
  return session.settings['standard_conforming_strings'] === 'off' ? null : lift(text, declared);
}

/** The key of a statement with lifted literals. */
export function liftedKey(
  lifted: Lifted,
  parameterTypes: readonly number[],
  session: TranslationSession,
): StatementKey {
  const types = lifted.literals.map((literal) => literal.typeOid);
  const kind = `${lifted.parameters}:${types.join()}`;
  return { key: keyOf(kind, lifted.text, parameterTypes, session), lifted, keep: !lifted.momentary };
}

/** The key of a statement as it stands. */
export function plainKey(
  text: string,
  parameterTypes: readonly number[],
  session: TranslationSession,
): StatementKey {
  const trimmed = trimStatement(text);
  return {
    key: keyOf('', trimmed, parameterTypes, session),
    lifted: null,
    keep: !mayMeanMoment(trimmed),
  };
}

function keyOf(
  kind: string,
  text: string,
  parameterTypes: readonly number[],
  session: TranslationSession,
): string {
  const { searchPath, timeZone, dateStyle, intervalStyle, user, database, settings, temporary, schema } =
    session;
  return [
    kind,
    parameterTypes.join(),
    searchPath,
    timeZone,
    dateStyle,
    intervalStyle,
    user,
    database,
    readingOf(settings),
    temporaryKey(temporary),
    schema?.epoch ?? '',
    text,
  ].join('\0');
}

const SPACE = ' \t\n\r\f\v';

/** Without surrounding blanks and without semicolons at the end, which do not make another statement. */
function trimStatement(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.includes(text.charAt(start))) start += 1;
  while (end > start && (text.charAt(end - 1) === ';' || SPACE.includes(text.charAt(end - 1)))) end -= 1;
  return text.slice(start, end);
}
