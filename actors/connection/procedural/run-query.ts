import { decodeBackend, splitMessages } from '../../../src/protocol/index.ts';
import type { OutputColumn } from '../../../src/sql/plan.ts';
import { type Format, OID, type TypeRegistry } from '../../../src/types/index.ts';
import { bindValues } from '../parameters.ts';
import { dropPortal } from '../portal/drop-portals.ts';
import { columnsOf, openPortal } from '../portal/portal.ts';
import type { Receiver } from '../portal/receiver.ts';
import type { Session } from '../session.ts';
import { prepare, type PreparedStatement } from '../statement.ts';
import type { Value } from './variable.ts';

/** A statement with its parameters, as PL/pgSQL sends it. */
export interface Query {
  readonly text: string;
  readonly types: readonly number[];
  readonly values: readonly Value[];
}

/** Takes what a statement answers. */
interface Answer {
  readonly rows: (frames: Uint8Array) => Promise<void>;
}

/** The statement as a client's would be prepared, its plan in the same cache. */
export function prepareQuery(session: Session, query: Query): PreparedStatement | Promise<PreparedStatement> {
  return prepare(session, query.text, query.types);
}

/**
 * Runs a statement in the session's transaction, its rows in binary form where their types have one.
 *
 * @param limit rows that are wanted; 0 for all
 * @returns the command tag; null when there are more rows than wanted
 */
export async function runQuery(
  session: Session,
  statement: PreparedStatement,
  { values }: Query,
  limit: number,
  answer: Answer,
  formats: readonly Format[] = formatsOf(session, columnsOf(session, statement.prepared) ?? []),
): Promise<string | null> {
  const { prepared } = statement;
  const bound = prepared.parameterTypes.map((_, i) => values[i] ?? { format: 0 as const, bytes: null });
  const portal = openPortal(
    statement,
    bound,
    bindValues(session, prepared.parameterTypes, bound),
    formats,
    columnsOf(session, prepared),
  );
  let tag: string | null = null;
  const to: Receiver = {
    rows: answer.rows,
    suspend: () => undefined,
    complete: (completed) => {
      tag = completed;
    },
  };
  await session.advance(portal, { limit, alone: false, to });
  await dropPortal(session, portal);
  return tag;
}

/** The rows of a statement, at most as many as are wanted. */
export async function readRows(
  session: Session,
  statement: PreparedStatement,
  query: Query,
  limit: number,
): Promise<{ readonly rows: Value[][]; readonly tag: string | null }> {
  const formats = formatsOf(session, columnsOf(session, statement.prepared) ?? []);
  const rows: Value[][] = [];
  const tag = await runQuery(
    session,
    statement,
    query,
    limit,
    {
      rows: (frames) => {
        rows.push(...rowsIn(frames.slice(), formats));
        return Promise.resolve();
      },
    },
    formats,
  );
  return { rows, tag };
}

/** The rows in finished DataRow messages. */
export function rowsIn(frames: Uint8Array, formats: readonly Format[]): Value[][] {
  const rows: Value[][] = [];
  for (const { type, body } of splitMessages(frames)) {
    const row = decodeBackend(type, body);
    if (row.type === 'DataRow') rows.push(row.values.map((bytes, i) => ({ format: formats[i] ?? 0, bytes })));
  }
  return rows;
}

/** Binary, which loses nothing and depends on no setting, but for types that have no such form. */
export function formatsOf({ services }: Session, columns: readonly OutputColumn[]): Format[] {
  return columns.map(({ typeOid }) => formatOf(services.registry, typeOid));
}

function formatOf(registry: TypeRegistry, oid: number): Format {
  if (oid === OID.unknown) return 0;
  const { name, binaryIsText } = registry.codec(oid);
  // A row type: the registry knows nothing of it but its number.
  return binaryIsText === false || name === String(oid) ? 0 : 1;
}
