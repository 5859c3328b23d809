import type { SequenceInput } from '../../../src/catalog/sequence-laying.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { decodeBackend, splitMessages } from '../../../src/protocol/index.ts';
import { TEMPORARY_SCHEMA } from '../../../src/sql/ddl/temporary-schema.ts';
import type { ChangePart } from '../../../src/sql/remainder/change-part.ts';
import type { ChangeRows, RemainderPrepared } from '../../../src/translation/api.ts';
import { decodeParameter, OID } from '../../../src/types/index.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';
import { withSequences } from '../sequences/with-sequences.ts';
import type { Session } from '../session.ts';
import { openImplicit } from '../transaction-end.ts';
import { sendHeld } from './held-rows.ts';
import type { Portal, Run } from './portal.ts';
import { RemainderBudget } from './remainder-budget.ts';
import { readTables, runPlan, type RemainderRun } from './remainder-readings.ts';
import { sendRunNotices } from './run-notices.ts';

/**
 * An INSERT, UPDATE, DELETE or MERGE, or a WITH that holds some, that IRIS cannot express: PostgreSQL evaluates it over
 * rows read from the backend, and what it would do to them is done there, row by row. Reading and changing are one
 * transaction, in which the rows that are updated or deleted stay locked.
 */
export async function runRemainderChange(
  session: Session,
  portal: Portal,
  prepared: RemainderPrepared,
  run: Run,
): Promise<void> {
  const { tag } = prepared.classification;
  const temporary = prepared.changes.every(({ schema }) => schema === TEMPORARY_SCHEMA);
  if (session.readOnly && !temporary)
    throw new GatewayError('25006', `cannot execute ${tag} in a read-only transaction`);
  openImplicit(session);
  const { answer, inserted } = await session.run((signal) =>
    evaluateAndChange({
      session,
      portal,
      prepared,
      budget: new RemainderBudget(session),
      use: { writes: true, alone: false, signal },
    }),
  );
  sendRunNotices(session, answer.notices, prepared.notices);
  // With ON CONFLICT only the backend knows how many rows there were.
  const done = tag === 'INSERT' ? `INSERT 0 ${inserted}` : answer.tag;
  portal.held = { frames: answer.frames, offset: 0, tag: done };
  await sendHeld(portal, run);
}

interface Changed {
  /** The last evaluation's. */
  readonly answer: ChangeRows;
  /** Rows of the statement's last change, its own if it has one. */
  readonly inserted: number;
}

/**
 * The changes are made in order. Where the rest of the statement reads rows that were inserted, which have numbers now that
 * only the backend could give, the statement is evaluated once more over the rows as they were stored.
 */
async function evaluateAndChange(run: RemainderRun): Promise<Changed> {
  const { session, portal, prepared, use } = run;
  const { translation } = session.services;
  const tables = await readTables(run);
  const told = new RemainderBudget(session);
  const parts = prepared.changes;
  const stored: (readonly Uint8Array[] | null)[] = parts.map(() => null);
  const counts: number[] = [];
  let made = 0;
  let inserted = 0;
  const evaluate = (laid: SequenceInput | undefined): Promise<ChangeRows> =>
    translation.runChange(
      prepared,
      portal.bound,
      portal.formats,
      session.translationSession(),
      use.signal,
      tables,
      stored,
      laid,
    );
  // The numbers are taken once: evaluated again, the statement comes to the same ones.
  const { answer: first, input } = await withSequences(session, prepared.sequences, use.signal, evaluate);
  for (let answer = first; ; answer = await evaluateAgain(input, evaluate)) {
    for (const [index, count] of counts.entries()) checkSame(answer.captured[index], count);
    let outdated = false;
    for (let index = made; index < parts.length && !outdated; index += 1) {
      const part = parts[index] as ChangePart;
      const rows = rowsOf(session, part, answer.captured[index] ?? new Uint8Array());
      told.take(rows.length, answer.captured[index]?.length ?? 0);
      const { frames, outcome } = await runPlan(run, part.plan, rows);
      inserted = outcome.count;
      made += 1;
      counts.push(rows.length);
      outdated = part.stored !== null;
      if (outdated) stored[index] = frames;
    }
    if (!outdated) return { answer, inserted };
  }
}

async function evaluateAgain(
  laid: SequenceInput | undefined,
  evaluate: (laid: SequenceInput | undefined) => Promise<ChangeRows>,
): Promise<ChangeRows> {
  const answer = await evaluate(laid);
  if (answer.failure !== undefined) throw GatewayError.fromFields(answer.failure);
  return answer;
}

/**
 * Of a statement that is evaluated again over stored rows, the same changes must come.
 * @throws GatewayError 0A000 when functions such as random() decide which rows there are
 */
function checkSame(captured: Uint8Array | undefined, count: number): void {
  if ([...splitMessages(captured ?? new Uint8Array())].length === count) return;
  throw new GatewayError('0A000', 'this statement changes other rows each time it is evaluated', {
    detail:
      'It reads rows that it inserts, which have to be stored first, and then it is evaluated once more.',
    hint: 'Insert first, and use the rows in a second statement.',
  });
}

/** The rows that PostgreSQL has told, in IRIS's form: the number or %ID, then the columns. */
function rowsOf(session: Session, { action, columns }: ChangePart, captured: Uint8Array): IrisValue[][] {
  const { registry } = session.services;
  const settings = session.valueSettings;
  const key = { typeOid: action === 'insert' ? OID.int4 : OID.text, typmod: -1 };
  const types = [key, ...columns];
  const rows: IrisValue[][] = [];
  for (const { type, body } of splitMessages(captured)) {
    const row = decodeBackend(type, body);
    if (row.type !== 'DataRow') continue;
    const value = (bytes: Uint8Array | null, i: number): IrisValue =>
      decodeParameter(registry, types[i]?.typeOid ?? 0, types[i]?.typmod ?? -1, 1, bytes, settings);
    rows.push(row.values.map(value));
  }
  return rows;
}
