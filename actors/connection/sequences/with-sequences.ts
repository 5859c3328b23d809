import type { ObtainedValues, SequenceInput, SequenceOutcome } from '../../../src/catalog/sequence-laying.ts';
import { GatewayError, type ErrorFields } from '../../../src/errors/gateway-error.ts';
import { sequenceKey, upcoming } from '../../../src/sql/sequence/sequence.ts';
import type { SequenceRow } from '../../../src/sql/sequence/sequence-table.ts';
import type { SequenceUse, UsedSequence } from '../../../src/translation/api.ts';
import { showOwnSchema } from '../definitions/own-schema.ts';
import { refreshMirror } from '../refresh-mirror.ts';
import type { Session } from '../session.ts';
import { claimCounters, readSequences } from './sequence-rows.ts';
import { moveSequences, type StartedSequence } from './move-sequences.ts';

/** The statement is to be prepared and run again: the gateway has begun to keep a sequence that it uses. */
export class SequenceClaimed extends Error {
  override readonly name = 'SequenceClaimed';
}

/** What the shadow says of a statement that uses sequences. */
interface Evaluated {
  readonly sequences?: SequenceOutcome;
  readonly failure?: ErrorFields;
}

/**
 * Lets the shadow evaluate a statement that uses sequences, from the positions they have, and takes the numbers that it
 * needed. Should somebody else have taken them meanwhile, it is evaluated again, over other ones.
 *
 * @returns the answer, and what was laid for it; undefined for a statement without sequences
 * @throws SequenceClaimed before anything was done
 */
export async function withSequences<T extends Evaluated>(
  session: Session,
  use: SequenceUse | null,
  signal: AbortSignal,
  evaluate: (input: SequenceInput | undefined) => Promise<T>,
): Promise<{ readonly answer: T; readonly input: SequenceInput | undefined }> {
  if (use === null) return { answer: await evaluate(undefined), input: undefined };
  await claim(session, use.claimed, signal);
  for (;;) {
    signal.throwIfAborted();
    const laid = use.computed ? use.sequences.filter(({ counter }) => counter === null) : use.sequences;
    const rows = await rowsOf(session, laid, signal);
    const started = rows.map((row) => ({ row, from: session.services.sequences.of(row) }));
    const input = inputOf(session, use, started);
    const answer = await evaluate(input);
    const { sequences: outcome, failure } = answer;
    if (outcome === undefined) return { answer, input };
    await claimMoved(session, use, outcome, signal);
    if (!(await moveSequences(session, started, outcome.moved, signal))) continue;
    session.obtained = outcome.obtained;
    if (failure !== undefined) throw GatewayError.fromFields(failure);
    return { answer, input };
  }
}

/** The rows of sequences; those that only this gateway defines, and that nobody has changed since, as they were read. */
async function rowsOf(
  session: Session,
  used: readonly UsedSequence[],
  signal: AbortSignal,
): Promise<SequenceRow[]> {
  const { backend, services } = session;
  const keeps = services.pool.exclusive && !backend.hasChangedSchema;
  const kept = keeps ? used.flatMap((one) => services.sequences.row(one) ?? []) : [];
  if (kept.length === used.length) return kept;
  const { age } = services.sequences;
  const rows = await backend.aside({ writes: false, signal }, (lane) => readSequences(lane, used));
  const counters = new Set(used.filter(({ counter }) => counter !== null).map(sequenceKey));
  if (keeps)
    for (const row of rows) if (!counters.has(sequenceKey(row))) services.sequences.keepRow(row, age);
  return rows;
}

function inputOf(session: Session, use: SequenceUse, started: readonly StartedSequence[]): SequenceInput {
  return {
    positions: started.map(({ row, from }) => {
      const { value, called } = use.shown ? from : upcoming(from, row.definition);
      return { schema: row.schema, name: row.name, value, called };
    }),
    obtained: known(session.obtained, use),
    watched: use.computed ? use.sequences.map(({ schema, name }) => ({ schema, name })) : [],
    readOnly: session.readOnly,
  };
}

/** Without what was dropped: the statement knows all sequences, or those that it names. */
function known(obtained: ObtainedValues, use: SequenceUse): ObtainedValues {
  if (!use.computed) return obtained;
  const names = new Set(use.sequences.map(sequenceKey));
  const { last } = obtained;
  return {
    current: obtained.current.filter((one) => names.has(sequenceKey(one))),
    last: last !== null && names.has(sequenceKey(last)) ? last : null,
  };
}

/** Numbers are not to be taken from IRIS's counters behind its back: the gateway keeps these sequences first. */
async function claimMoved(
  session: Session,
  use: SequenceUse,
  { moved }: SequenceOutcome,
  signal: AbortSignal,
): Promise<void> {
  const names = new Set(moved.map(sequenceKey));
  const isMoved = (sequence: UsedSequence): boolean => names.has(sequenceKey(sequence));
  await claim(session, use.sequences.filter(({ counter }) => counter !== null).filter(isMoved), signal);
}

async function claim(
  session: Session,
  counters: readonly UsedSequence[],
  signal: AbortSignal,
): Promise<void> {
  if (counters.length === 0) return;
  await session.backend.aside({ writes: true, signal }, async (lane, within) => {
    await claimCounters(lane, counters, session.settings.integer('lock_timeout'));
    if (within) session.backend.markSchemaChanged();
    // A session that has definitions of its own prepares over these, and over nobody else's.
    if (within && session.schema !== null) await showOwnSchema(session, lane);
    else await refreshMirror(session, lane);
  });
  throw new SequenceClaimed();
}
