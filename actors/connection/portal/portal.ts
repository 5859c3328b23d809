import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { formatAt, type FieldDescription } from '../../../src/protocol/index.ts';
import type { Statement, TransactionVerb } from '../../../src/sql/classify.ts';
import type { OutputColumn } from '../../../src/sql/plan.ts';
import type { BoundParameter, Prepared } from '../../../src/translation/api.ts';
import type { Format } from '../../../src/types/codec.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';
import type { Cursor } from '../cursor/cursor.ts';
import type { Session } from '../session.ts';
import type { PreparedStatement } from '../statement.ts';
import { utilityColumns } from '../utility/columns.ts';
import type { Receiver } from './receiver.ts';

/** Rows that are here already and wait to be sent: of the shadow, or of a gateway's own answer. */
export interface Held {
  readonly frames: Uint8Array;
  /** Where the next row begins. */
  offset: number;
  /** CommandComplete's tag when it does not count the rows that are sent. */
  readonly tag?: string;
}

/** A statement with its values, ready to run or suspended (manual 55.2.3). */
export interface Portal {
  /** Its name on a lane, unique in the gateway. */
  readonly laneName: string;
  readonly statement: PreparedStatement;
  /** As Bind brought them: what the shadow takes. */
  readonly bound: readonly BoundParameter[];
  /** In IRIS's form: what a plan takes, lifted literals not among them. */
  readonly values: readonly IrisValue[];
  readonly formats: readonly Format[];
  /** `ready`: not run yet; `suspended`: more rows wait; `done`. */
  state: 'ready' | 'suspended' | 'done';
  held: Held | null;
  /** Its place, once it is fetched from by FETCH or MOVE. */
  cursor: Cursor | null;
  /** Savepoints that were open when it was made: going back before the last of them ends it. */
  level: number;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  /** Of a cursor: the text of its DECLARE. */
  declaration?: string;
}

/** How a portal is run. */
export interface Run {
  /** Rows to send before PortalSuspended; 0 for all. */
  readonly limit: number;
  /** The statement is the whole of its transaction. */
  readonly alone: boolean;
  readonly to: Receiver;
}

let portals = 0;

/** A portal that has not run. `resultFormats` as in Bind: none, one for all, or one a column; `level` is Portal.level. */
export function openPortal(
  statement: PreparedStatement,
  bound: readonly BoundParameter[],
  values: readonly IrisValue[],
  resultFormats: readonly Format[],
  columns: readonly OutputColumn[] | null,
  level = 0,
): Portal {
  const count = columns?.length ?? 0;
  if (columns !== null && resultFormats.length > 1 && resultFormats.length !== count) {
    throw new GatewayError(
      '08P01',
      `bind message has ${resultFormats.length} result formats but query has ${count} columns`,
    );
  }
  portals += 1;
  return {
    laneName: `portal-${portals}`,
    statement,
    bound,
    values,
    formats: Array.from({ length: count }, (_, i) => formatAt(resultFormats, i)),
    state: 'ready',
    held: null,
    cursor: null,
    level,
    createdAt: Date.now(),
  };
}

/** The columns a statement answers with, whoever executes it; null for none. */
export function columnsOf(session: Session, prepared: Prepared): readonly OutputColumn[] | null {
  return prepared.kind === 'utility' ? utilityColumns(session, prepared.classification) : prepared.columns;
}

/** The formats of an answer by the simple protocol: text, but for rows of a BINARY cursor (postgres.c, exec_simple_query). */
export function simpleFormats(session: Session, prepared: Prepared): readonly Format[] {
  if (prepared.kind !== 'utility' || prepared.classification.kind !== 'fetch') return [];
  return session.portals.find(prepared.classification.name)?.formats.slice(0, 1) ?? [];
}

/** The fields of RowDescription; all text where formats are not known yet (Describe of a statement). */
export function describeFields(
  columns: readonly OutputColumn[],
  formats: readonly Format[],
): FieldDescription[] {
  return columns.map((column, i) => ({ ...column, format: formats[i] ?? 0 }));
}

/** Whether the statement is allowed in a failed transaction: those that end it or go back before the error. */
export function endsFailedTransaction(statement: Statement): boolean {
  return statement.kind === 'transaction' && ENDING_VERBS.includes(statement.verb);
}

const ENDING_VERBS: readonly TransactionVerb[] = ['commit', 'rollback', 'rollback-to', 'prepare-transaction'];

/** @throws 25P02 when the transaction has failed and the statement does not end it */
export function checkTransaction(session: Session, prepared: Prepared): void {
  if (!session.transaction.failed || prepared.kind === 'empty') return;
  if (!endsFailedTransaction(prepared.classification)) throw refuseInFailedTransaction();
}

/** 25P02 until the failed transaction is ended (manual, ROLLBACK). */
export function refuseInFailedTransaction(): GatewayError {
  return new GatewayError(
    '25P02',
    'current transaction is aborted, commands ignored until end of transaction block',
  );
}
