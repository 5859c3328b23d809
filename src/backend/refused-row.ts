import type { Origin } from '../copy/from/batch.ts';
import { placeText } from '../copy/from/place.ts';
import { GatewayError, type ErrorFields } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

/** A row of a COPY FROM that cannot be stored. */
export class RefusedRow extends GatewayError {
  readonly origin: Origin;

  constructor({ sqlstate, message, ...details }: ErrorFields, origin: Origin) {
    super(sqlstate, message, details);
    this.origin = origin;
  }
}

/**
 * The error with the place of the row it is about, as PostgreSQL says it: keys are checked when many rows have been read,
 * so only the line's number is known then, and foreign keys when all have been, outside of the COPY.
 */
export function refusedRow(fields: ErrorFields, table: string, origin: Origin): RefusedRow {
  const { line, text } = origin;
  switch (fields.sqlstate) {
    case SQLSTATE.foreignKeyViolation:
      return new RefusedRow(fields, origin);
    case SQLSTATE.uniqueViolation:
      return new RefusedRow({ ...fields, where: placeText({ table, line }) }, origin);
    default:
      return new RefusedRow(
        { ...fields, where: placeText({ table, line, text: text ?? undefined }) },
        origin,
      );
  }
}
