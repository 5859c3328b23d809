/** A sequence by PostgreSQL's names. IRIS has none (iris-sql.md 3.3): they live in the gateway's own table. */
export interface SequenceName {
  readonly schema: string;
  readonly name: string;
}

/** pg_sequence, and the column that owns the sequence; bigint values are text. Plain data: kept as JSON. */
export interface SequenceDefinition {
  /** As format_type prints it. */
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly cycle: boolean;
  /** A table of the same schema. */
  readonly owner: { readonly table: string; readonly column: string } | null;
}

export interface Sequence extends SequenceName {
  readonly definition: SequenceDefinition;
}

/** What a sequence relation shows: the last value, and whether it was given out (manual, CREATE SEQUENCE, Notes). */
export interface SequencePosition {
  readonly value: string;
  readonly called: boolean;
}

/** One text for each name, to be a key of maps. */
export function sequenceKey({ schema, name }: SequenceName): string {
  return JSON.stringify([schema, name]);
}

/** Where a sequence begins. */
export function startOf({ start }: SequenceDefinition): SequencePosition {
  return { value: start, called: false };
}

/**
 * The same position as a value that is still to be given out, so that setval() to it does not count as a value that the
 * session has obtained (sequence.c, do_setval). As it is when nothing can follow it.
 */
export function upcoming(position: SequencePosition, definition: SequenceDefinition): SequencePosition {
  if (!position.called) return position;
  const increment = BigInt(definition.increment);
  const next = BigInt(position.value) + increment;
  if (next >= BigInt(definition.minimum) && next <= BigInt(definition.maximum)) {
    return { value: String(next), called: false };
  }
  if (!definition.cycle) return position;
  return { value: increment > 0n ? definition.minimum : definition.maximum, called: false };
}

/** Numbers that are set aside at once, as PostgreSQL does in its log (sequence.c, SEQ_LOG_VALS). */
const SET_ASIDE = 32n;

/** The position after the numbers that are set aside from this one on: as many as the bounds allow. */
export function setAside(position: SequencePosition, definition: SequenceDefinition): SequencePosition {
  // Whether a number comes before another one cannot be told of a sequence that begins again.
  if (definition.cycle) return position;
  const increment = BigInt(definition.increment);
  const room = BigInt(increment > 0n ? definition.maximum : definition.minimum) - BigInt(position.value);
  const steps = room / increment < SET_ASIDE ? room / increment : SET_ASIDE;
  return steps <= 0n ? position : { value: String(BigInt(position.value) + steps * increment), called: true };
}

/** Whether going on from one position to another takes only numbers that were set aside. */
export function isSetAside(
  from: SequencePosition,
  to: SequencePosition,
  reserved: SequencePosition,
  { increment, cycle }: SequenceDefinition,
): boolean {
  if (cycle || !to.called || !reserved.called) return false;
  const sign = BigInt(increment) > 0n ? 1n : -1n;
  const [first, next, last] = [from, to, reserved].map(({ value }) => sign * BigInt(value));
  return first !== undefined && next !== undefined && last !== undefined && first <= next && next <= last;
}
