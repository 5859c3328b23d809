import { temporaryKey } from '../../src/catalog/temporary.ts';
import { GatewayError, type ErrorFields } from '../../src/errors/gateway-error.ts';
import type { OutputColumn } from '../../src/sql/plan.ts';
import type { StatementOf } from '../../src/sql/classify.ts';
import type { Prepared } from '../../src/translation/api.ts';
import { describeOwn } from './own-sql.ts';
import type { Session } from './session.ts';

/** What a session keeps of a prepared statement. */
export interface PreparedStatement {
  /** The client's text, and the types its Parse message gave: to prepare again when the schema has changed. */
  readonly text: string;
  readonly statedTypes: readonly number[];
  prepared: Prepared;
  /** The temporary tables that it was prepared for, by temporaryKey. */
  temporary: string;
  /** The plan cache knew it. */
  readonly cached: boolean;
  /** Milliseconds that preparing it took. */
  readonly planning: number;
  /** Somebody was told of that already. */
  reported?: boolean;
  /** When, in milliseconds since 1970 UTC. */
  readonly preparedAt: number;
  /** Of one that PREPARE made: the text of this. */
  source?: string;
  /** What an EXPLAIN or a DECLARE CURSOR is about. */
  inner?: PreparedStatement;
}

/** Analyses a statement; in this tick when the plan cache knows it. */
export function prepare(
  session: Session,
  text: string,
  statedTypes: readonly number[],
): PreparedStatement | Promise<PreparedStatement> {
  const { translation } = session.services;
  const about = session.translationSession();
  const start = performance.now();
  const known = translation.prepareCached(text, statedTypes, about);
  const planning = (): number => performance.now() - start;
  const temporary = temporaryKey(about.temporary);
  if (known) {
    return complete(session, {
      text,
      statedTypes,
      prepared: known,
      temporary,
      preparedAt: Date.now(),
      cached: true,
      planning: planning(),
    });
  }
  return translated(session, text, statedTypes).then((prepared) =>
    complete(session, {
      text,
      statedTypes,
      prepared,
      temporary,
      preparedAt: Date.now(),
      cached: false,
      planning: planning(),
    }),
  );
}

/** undefined_table, undefined_column, invalid_schema_name, undefined_function: somebody else may have made it just now. */
const MAY_BE_NEW: ReadonlySet<string> = new Set(['42P01', '42703', '3F000', '42883']);

/** Looks for what a statement names and the catalog does not know, before it is refused. */
async function translated(session: Session, text: string, statedTypes: readonly number[]): Promise<Prepared> {
  const { translation, dictionary } = session.services;
  try {
    return await session.activity.waits('Extension', 'Translation', () =>
      translation.prepare(text, statedTypes, session.translationSession()),
    );
  } catch (error) {
    const unknown = error instanceof GatewayError && MAY_BE_NEW.has(error.fields.sqlstate);
    if (!unknown || !(await dictionary.look())) throw error;
    return translation.prepare(text, statedTypes, session.translationSession());
  }
}

/** What translation alone cannot know of a statement is found out: the columns of IRIS's own SQL, what EXPLAIN explains. */
function complete(
  session: Session,
  statement: PreparedStatement,
): PreparedStatement | Promise<PreparedStatement> {
  const { prepared, statedTypes } = statement;
  if (prepared.kind === 'iris') {
    const described = describeOwn(session, prepared, statedTypes);
    return described instanceof Promise
      ? described.then((own) => ({ ...statement, prepared: own }))
      : { ...statement, prepared: described };
  }
  if (prepared.kind !== 'utility') return statement;
  const { classification } = prepared;
  if (classification.kind !== 'declare-cursor' && classification.kind !== 'explain') return statement;
  return prepareInner(session, statedTypes, classification).then((inner) => ({
    ...statement,
    prepared: { ...prepared, parameterTypes: inner.prepared.parameterTypes },
    inner,
  }));
}

/**
 * The statement that an EXPLAIN or a DECLARE CURSOR is about, whose parameters are theirs: what is wrong with it is said at
 * Parse, as PostgreSQL does. Of EXPLAIN DECLARE it is the cursor's query.
 */
async function prepareInner(
  session: Session,
  statedTypes: readonly number[],
  { text, offset }: StatementOf<'declare-cursor' | 'explain'>,
): Promise<PreparedStatement> {
  try {
    const statement = await prepare(session, text, statedTypes);
    return statement.inner ?? statement;
  } catch (error) {
    throw error instanceof GatewayError ? error.shifted(offset) : error;
  }
}

/** What the client is told with Parse. A definition says what it does, and leaves undone, when it is executed. */
export function parseNotices({ kind, notices }: Prepared): readonly ErrorFields[] {
  return kind === 'ddl' ? [] : notices;
}

/** Whether the schema, or the session's temporary tables, are others than a statement was prepared for. */
export function isOutdated(session: Session, { prepared, temporary }: PreparedStatement): boolean {
  const epoch = session.schema?.epoch ?? session.services.translation.epoch;
  return prepared.epoch !== epoch || temporary !== temporaryKey(session.temporary.schema);
}

/**
 * Brings a statement up to the present schema. As in PostgreSQL the answer's shape may not change under a client that
 * has described it: 0A000 `cached plan must not change result type`.
 */
export async function freshen(session: Session, statement: PreparedStatement): Promise<void> {
  if (!isOutdated(session, statement)) return;
  const { prepared, temporary, inner } = await prepare(session, statement.text, statement.statedTypes);
  if (!sameShape(statement.prepared.columns, prepared.columns)) {
    throw new GatewayError('0A000', 'cached plan must not change result type');
  }
  statement.prepared = prepared;
  statement.temporary = temporary;
  if (inner) statement.inner = inner;
}

function sameShape(before: readonly OutputColumn[] | null, now: readonly OutputColumn[] | null): boolean {
  if (before === null || now === null) return before === now;
  return (
    before.length === now.length &&
    before.every((column, i) => column.typeOid === now[i]?.typeOid && column.name === now[i]?.name)
  );
}
