import type { ErrorFields } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import type { RawMessage } from '../protocol/backend/decode.ts';
import { decodeBackend } from '../protocol/backend/decode.ts';
import { sequenceKey, type SequenceName, type SequencePosition } from '../sql/sequence/sequence.ts';
import type { Engine } from './pglite/engine.ts';
import { FrontendWriter } from './pglite/frontend-writer.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';
import { firstError } from './shadow-answer.ts';

interface LaidValue extends SequenceName {
  readonly value: string;
}

/** What a session has obtained from sequences: currval() of each, and where lastval() comes from. */
export interface ObtainedValues {
  readonly current: readonly LaidValue[];
  readonly last: SequenceName | null;
}

export interface LaidSequence extends SequenceName, SequencePosition {}

/** What the shadow's sequences are to be while one statement runs. */
export interface SequenceInput {
  readonly positions: readonly LaidSequence[];
  readonly obtained: ObtainedValues;
  /** Sequences beside these that the statement may move. */
  readonly watched: readonly SequenceName[];
  /** The transaction is READ ONLY: PostgreSQL refuses nextval() and setval(). */
  readonly readOnly: boolean;
}

/** What the statement has made of them, whether it succeeded or not. */
export interface SequenceOutcome {
  readonly moved: readonly LaidSequence[];
  readonly obtained: ObtainedValues;
}

/**
 * Lends positions to the sequences of the shadow. PostgreSQL keeps both positions and a session's values outside of
 * transactions (sequence.c), so everything is set before a statement runs and read after its transaction was rolled back.
 */
export class SequenceLaying {
  readonly #engine: Engine;
  /** Positions as they were laid; null: they could not be. */
  #before: readonly SequencePosition[] | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** To be called as superuser, in the transaction in which the statement runs. */
  lay({ positions, obtained, watched }: SequenceInput): ErrorFields | null {
    this.#before = null;
    const laid = new Set(positions.map(sequenceKey));
    const { last } = obtained;
    const lastValue = last && obtained.current.find((one) => sequenceKey(one) === sequenceKey(last));
    const commands = [
      'discard sequences',
      // Without preallocation: the numbers of the shadow are nobody's.
      `update pg_catalog.pg_sequence set seqcache = 1 where seqcache > 1`,
      ...obtained.current.map((one) => obtain(one, `setval(seqrelid, ${one.value}, true)`)),
      // Only nextval() decides what lastval() gives.
      ...(lastValue
        ? [
            obtain(lastValue, `setval(seqrelid, ${lastValue.value}, false)`),
            obtain(lastValue, 'nextval(seqrelid)'),
          ]
        : []),
      ...positions.map((position) => setval(position, position)),
    ];
    const { error } = this.#query(commands.join('; '));
    if (error) return error;
    this.#before = this.#positions([...positions, ...watched.filter((name) => !laid.has(sequenceKey(name)))]);
    return null;
  }

  /** To be called as superuser, after the rollback. */
  outcome({ positions, obtained, watched }: SequenceInput): SequenceOutcome {
    const laidBefore = this.#before;
    if (laidBefore === null) return { moved: [], obtained };
    const laid = new Set(positions.map(sequenceKey));
    const all: SequenceName[] = [...positions, ...watched.filter((name) => !laid.has(sequenceKey(name)))];
    const moved = this.#positions(all).flatMap((after, index): LaidSequence[] => {
      const before = laidBefore[index];
      const name = all[index];
      if (!name || (before?.value === after.value && before.called === after.called)) return [];
      return [{ schema: name.schema, name: name.name, ...after }];
    });
    const current = new Map(obtained.current.map((one) => [sequenceKey(one), one]));
    for (const { schema, name } of moved) {
      const value = this.#value(`select currval(${regclass({ schema, name })})`);
      if (value !== null) current.set(sequenceKey({ schema, name }), { schema, name, value });
    }
    const last = moved.length === 0 ? null : this.#value('select lastval()');
    // The notes of captured changes (change-capture.ts) are numbered by a sequence that is gone: lastval() has nothing then.
    const source = moved.findLast((one) => {
      const value = current.get(sequenceKey(one))?.value;
      return value !== undefined && (last === null || value === last);
    });
    return {
      moved,
      obtained: {
        current: [...current.values()],
        last: source === undefined ? obtained.last : { schema: source.schema, name: source.name },
      },
    };
  }

  #positions(names: readonly SequenceName[]): SequencePosition[] {
    if (names.length === 0) return [];
    const selects = names.map(
      (name, index) => `select ${index} as i, last_value, is_called from ${qualified(name)}`,
    );
    const { rows, error } = this.#query(`${selects.join(' union all ')} order by i`);
    if (error) throw new Error(`positions of sequences cannot be read: ${error.message}`);
    return rows.map(([, value, called]) => ({ value: value ?? '', called: called === 't' }));
  }

  /** Null where PostgreSQL says that the session has obtained none (55000). */
  #value(sql: string): string | null {
    return this.#query(sql).rows[0]?.[0] ?? null;
  }

  #query(sql: string): { readonly rows: (string | null)[][]; readonly error: ErrorFields | null } {
    const { messages } = this.#engine.exchange(new FrontendWriter().query(sql).take());
    return { rows: messages.flatMap(textRow), error: firstError(messages) };
  }
}

function textRow({ type, body }: RawMessage): (string | null)[][] {
  if (type !== 'D'.charCodeAt(0)) return [];
  const row = decodeBackend(type, body);
  if (row.type !== 'DataRow') return [];
  return [row.values.map((value) => (value === null ? null : Buffer.from(value).toString('utf8')))];
}

function setval(name: SequenceName, { value, called }: SequencePosition): string {
  return `select setval(${regclass(name)}, ${value}, ${called})`;
}

/** Of a sequence that was dropped, or cannot have the value any more, nothing is obtained. */
function obtain(name: LaidValue, call: string): string {
  return `select ${call} from pg_catalog.pg_sequence where seqrelid = to_regclass(${quoteLiteral(
    qualified(name),
  )}) and ${name.value} between seqmin and seqmax`;
}

function regclass(name: SequenceName): string {
  return `${quoteLiteral(qualified(name))}::regclass`;
}

function qualified({ schema, name }: SequenceName): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

const CANNOT_OPEN = 'cannot open relation ';

/** Up to 16 a relation of another kind was said not to be a sequence (sequence.c, init_sequence). */
export function wrongRelation(error: ErrorFields): ErrorFields {
  const { detail: _, ...fields } = error;
  return error.sqlstate === SQLSTATE.wrongObjectType && error.message.startsWith(CANNOT_OPEN)
    ? { ...fields, message: `${error.message.slice(CANNOT_OPEN.length)} is not a sequence` }
    : error;
}
