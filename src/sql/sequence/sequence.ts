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
