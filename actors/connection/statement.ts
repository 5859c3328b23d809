import { GatewayError, type ErrorFields } from '../../src/errors/gateway-error.ts';
import type { OutputColumn } from '../../src/sql/plan.ts';
import type { StatementOf } from '../../src/sql/classify.ts';
import type { Prepared, UtilityPrepared } from '../../src/translation/api.ts';
import { describeOwn } from './own-sql.ts';
import type { Session } from './session.ts';

/** What a session keeps of a prepared statement. */
export interface PreparedStatement {
  /** The client's text, and the types its Parse message gave: to prepare again when the schema has changed. */
  readonly text: string;
  readonly statedTypes: readonly number[];
  prepared: Prepared;
  /** The query that a DECLARE CURSOR is about. */
  readonly inner?: PreparedStatement;
}

/** Analyses a statement; in this tick when the plan cache knows it. */
export function prepare(
  session: Session,
  text: string,
  statedTypes: readonly number[],
): PreparedStatement | Promise<PreparedStatement> {
  const { translation } = session.services;
  const about = session.translationSession();
  const known = translation.prepareCached(text, statedTypes, about);
  if (known) return complete(session, text, statedTypes, known);
  return translation
    .prepare(text, statedTypes, about)
    .then((prepared) => complete(session, text, statedTypes, prepared));
}

/** What translation alone cannot know of a statement is found out: the columns of IRIS's own SQL. */
function complete(
  session: Session,
  text: string,
  statedTypes: readonly number[],
  prepared: Prepared,
): PreparedStatement | Promise<PreparedStatement> {
  if (prepared.kind === 'utility' && prepared.classification.kind === 'declare-cursor') {
    return declaring(session, text, statedTypes, prepared, prepared.classification);
  }
  if (prepared.kind !== 'iris') return { text, statedTypes, prepared };
  const described = describeOwn(session, prepared, statedTypes);
  return described instanceof Promise
    ? described.then((own) => ({ text, statedTypes, prepared: own }))
    : { text, statedTypes, prepared: described };
}

/** DECLARE CURSOR has the parameters of its query. */
async function declaring(
  session: Session,
  text: string,
  statedTypes: readonly number[],
  prepared: UtilityPrepared,
  { text: query, offset }: StatementOf<'declare-cursor'>,
): Promise<PreparedStatement> {
  try {
    const inner = await prepare(session, query, statedTypes);
    return {
      text,
      statedTypes,
      prepared: { ...prepared, parameterTypes: inner.prepared.parameterTypes },
      inner,
    };
  } catch (error) {
    throw error instanceof GatewayError ? error.shifted(offset) : error;
  }
}

/** What the client is told with Parse. A definition says what it does, and leaves undone, when it is executed. */
export function parseNotices({ kind, notices }: Prepared): readonly ErrorFields[] {
  return kind === 'ddl' ? [] : notices;
}

/**
 * Brings a statement up to the present schema. As in PostgreSQL the answer's shape may not change under a client that
 * has described it: 0A000 `cached plan must not change result type`.
 */
export async function freshen(session: Session, statement: PreparedStatement): Promise<void> {
  if (statement.prepared.epoch === session.services.translation.epoch) return;
  const { prepared } = await prepare(session, statement.text, statement.statedTypes);
  if (!sameShape(statement.prepared.columns, prepared.columns)) {
    throw new GatewayError('0A000', 'cached plan must not change result type');
  }
  statement.prepared = prepared;
}

function sameShape(before: readonly OutputColumn[] | null, now: readonly OutputColumn[] | null): boolean {
  if (before === null || now === null) return before === now;
  return (
    before.length === now.length &&
    before.every((column, i) => column.typeOid === now[i]?.typeOid && column.name === now[i]?.name)
  );
}
