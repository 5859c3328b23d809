import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';

/** What is wrong with date/time text (datetime.h, DTERR codes). */
type ProblemKind = 'format' | 'overflow' | 'monthDay' | 'interval' | 'displacement';

/** Found deep in the text, where its type is not known: `decoding` makes the client's error of it. */
export class DateTimeProblem extends Error {
  override readonly name = 'DateTimeProblem';
  readonly kind: ProblemKind;

  constructor(kind: ProblemKind) {
    super(kind);
    this.kind = kind;
  }
}

function toError(kind: ProblemKind, type: string, text: string): GatewayError {
  switch (kind) {
    case 'format':
      return new GatewayError(
        SQLSTATE.invalidDatetimeFormat,
        `invalid input syntax for type ${type}: "${text}"`,
      );
    case 'overflow':
      return new GatewayError(
        SQLSTATE.datetimeFieldOverflow,
        `date/time field value out of range: "${text}"`,
      );
    case 'monthDay':
      return new GatewayError(
        SQLSTATE.datetimeFieldOverflow,
        `date/time field value out of range: "${text}"`,
        {
          hint: 'Perhaps you need a different "datestyle" setting.',
        },
      );
    case 'interval':
      return new GatewayError('22015', `interval field value out of range: "${text}"`);
    case 'displacement':
      return new GatewayError('22009', `time zone displacement out of range: "${text}"`);
  }
}

/** Runs `decode` on `text`; problems become the errors of PostgreSQL's DateTimeParseError for `type`. */
export function decoding<T>(type: string, text: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof DateTimeProblem) throw toError(error.kind, type, text);
    throw error;
  }
}

/** 22008, for a value outside a type's range; `text` is the input if there was one. */
export function rangeError(type: string, text?: string): GatewayError {
  return new GatewayError(
    SQLSTATE.datetimeFieldOverflow,
    text === undefined ? `${type} out of range` : `${type} out of range: "${text}"`,
  );
}
