import { setTimeout as pause } from 'node:timers/promises';
import type { LaidSequence } from '../../../src/catalog/sequence-laying.ts';
import {
  isSetAside,
  sequenceKey,
  setAside,
  type SequencePosition,
} from '../../../src/sql/sequence/sequence.ts';
import { moveSequence, type SequenceRow } from '../../../src/sql/sequence/sequence-table.ts';
import type { Services } from '../services.ts';
import type { Session } from '../session.ts';
import { samePosition } from './sequence-positions.ts';
import { runSteps } from './sequence-rows.ts';

/** How long a statement waits for its row to be written before it goes on without, in milliseconds. */
const PATIENCE_MS = 50;

/** Longer than any transaction: whoever writes a row in the background waits for its turn. */
const NO_LOCK_TIMEOUT_MS = 2 ** 31 - 1;

/** A sequence as a statement found it. */
export interface StartedSequence {
  readonly row: SequenceRow;
  readonly from: SequencePosition;
}

interface Move extends StartedSequence {
  readonly to: LaidSequence;
}

/**
 * Takes the numbers between the positions at which a statement began and those that it has come to.
 *
 * @returns false when somebody else took some of them meanwhile: the statement has to begin again
 */
export async function moveSequences(
  session: Session,
  started: readonly StartedSequence[],
  moved: readonly LaidSequence[],
  signal: AbortSignal,
): Promise<boolean> {
  const { pool, sequences } = session.services;
  const byKey = new Map(started.map((one) => [sequenceKey(one.row), one]));
  const moves = moved.flatMap((to): Move[] => {
    const one = byKey.get(sequenceKey(to));
    return one === undefined ? [] : [{ ...one, to }];
  });
  if (moves.length === 0) return true;
  if (!moves.every(({ row, from }) => samePosition(sequences.of(row), from))) return false;
  if (!pool.exclusive) return takeInBackend(session, moves, signal);
  for (const { row, to } of moves) sequences.set(row, to);
  await writeDown(session, moves, signal);
  return true;
}

/** Several gateways share the backend: its rows decide who has the numbers. */
async function takeInBackend(
  session: Session,
  moves: readonly Move[],
  signal: AbortSignal,
): Promise<boolean> {
  const { sequences } = session.services;
  const steps = moves.map(({ row, to }) => moveSequence(row, to, row.position));
  return session.backend.aside({ writes: true, signal }, async (lane, within) => {
    const { outcome } = await runSteps(lane, steps, true, session.settings.integer('lock_timeout'));
    if (outcome.count < moves.length) return false;
    for (const { row, to } of moves) {
      if (within) sequences.set(row, to);
      else sequences.forget(row);
    }
    return true;
  });
}

/**
 * No other gateway works on this backend: this one's memory decides, and the rows follow. A session whose transaction
 * writes has the engine's one write turn, so its rows are part of it: they are durable when what uses the numbers is.
 * For everybody else numbers are set aside as soon as the turn is free, which is before any later change can be made.
 */
async function writeDown(session: Session, moves: readonly Move[], signal: AbortSignal): Promise<void> {
  const { backend, services } = session;
  const beyond = moves.filter(
    ({ row, from, to }) => !isSetAside(from, to, services.sequences.reserved(row), row.definition),
  );
  if (beyond.length === 0) return;
  if (backend.hasWritten) {
    // Not remembered as set aside: with a rollback it is not.
    const steps = beyond.map(({ row, to }) => moveSequence(row, to, null));
    await backend.aside({ writes: true, signal }, (lane) => runSteps(lane, steps, true, 0));
    return;
  }
  const writing = Promise.all(
    beyond.map(({ row }) => services.sequences.write(row, () => writeRow(services, row))),
  );
  writing.catch(services.report);
  await Promise.race([writing.catch(() => undefined), pause(PATIENCE_MS)]);
}

async function writeRow({ pool, sequences }: Services, row: SequenceRow): Promise<void> {
  for (;;) {
    const position = setAside(sequences.of(row), row.definition);
    const lease = await pool.acquire(new AbortController().signal);
    try {
      await runSteps(lease.lane, [moveSequence(row, position, null)], true, NO_LOCK_TIMEOUT_MS);
    } finally {
      lease.release(true);
    }
    sequences.reserve(row, position);
    const now = sequences.of(row);
    if (samePosition(now, position) || isSetAside(now, now, position, row.definition)) return;
  }
}
