import { randomUUID } from 'node:crypto';
import type { Lane, Outcome } from '../../../src/backend/backend.ts';
import { decodeBackend, splitMessages } from '../../../src/protocol/index.ts';
import type { OutputColumn, Plan, Step } from '../../../src/sql/plan.ts';
import {
  CREATE_SEQUENCE_TABLE,
  claimCounter,
  counterQuery,
  selectSequence,
  sequenceRow,
  type SequenceRow,
} from '../../../src/sql/sequence/sequence-table.ts';
import type { UsedSequence } from '../../../src/translation/api.ts';
import { OID } from '../../../src/types/index.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../../src/types/value-settings.ts';

let statements = 0;

/** Runs steps of the gateway's own; their rows come as text. */
export async function runSteps(
  lane: Lane,
  steps: readonly Step[],
  writes: boolean,
  lockTimeoutMs: number,
): Promise<{ readonly rows: (string | null)[][]; readonly outcome: Outcome }> {
  const columns = writes ? null : Array.from({ length: WIDTH }, () => TEXT_COLUMN);
  const tag = writes ? 'UPDATE' : 'SELECT';
  const plan: Plan = { steps, tag, counted: true, columns, writes, changesSchema: false };
  const rows: (string | null)[][] = [];
  statements += 1;
  const outcome = await lane.execute(
    `sequence-${statements}`,
    {
      plan,
      parameters: [],
      sessionValues: {},
      formats: Array.from({ length: columns?.length ?? 0 }, () => 0 as const),
      settings: DEFAULT_VALUE_SETTINGS,
      limit: 0,
      lockTimeoutMs,
    },
    async (frames) => {
      rows.push(...textRows(frames));
      await Promise.resolve();
    },
  );
  return { rows, outcome };
}

/** Every query here has this many columns. */
const WIDTH = 6;

const TEXT_COLUMN: OutputColumn = {
  name: 'value',
  tableOid: 0,
  attribute: 0,
  typeOid: OID.text,
  typeSize: -1,
  typmod: -1,
};

function textRows(frames: Uint8Array): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (const { type, body } of splitMessages(frames)) {
    const row = decodeBackend(type, body);
    if (row.type !== 'DataRow') continue;
    rows.push(row.values.map((bytes) => (bytes === null ? null : Buffer.from(bytes).toString('utf8'))));
  }
  return rows;
}

/** The rows of kept sequences, and of IRIS's counters what such rows would be. */
export async function readSequences(lane: Lane, sequences: readonly UsedSequence[]): Promise<SequenceRow[]> {
  const steps = sequences.map((sequence): Step => {
    const { counter } = sequence;
    return {
      do: 'emit',
      statement: counter === null ? selectSequence(sequence) : counterQuery({ ...sequence, counter }),
    };
  });
  const { rows } = await runSteps(lane, steps, false, 0);
  return rows.map(sequenceRow);
}

/** From now on the gateway numbers the columns of these counters. */
export async function claimCounters(
  lane: Lane,
  counters: readonly UsedSequence[],
  lockTimeoutMs: number,
): Promise<void> {
  const steps: Step[] = [
    { do: 'command', statement: CREATE_SEQUENCE_TABLE },
    ...counters.flatMap((sequence) =>
      sequence.counter === null ? [] : claimCounter({ ...sequence, counter: sequence.counter }, randomUUID()),
    ),
  ];
  await runSteps(lane, steps, true, lockTimeoutMs);
}
