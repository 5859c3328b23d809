import { GatewayError } from '../../src/errors/gateway-error.ts';
import { decodeBackend, splitMessages } from '../../src/protocol/index.ts';
import type { BoundParameter, ShadowRows } from '../../src/translation/api.ts';
import type { Format } from '../../src/types/codec.ts';
import type { Session } from './session.ts';
import { prepare } from './statement.ts';

/**
 * Lets PostgreSQL evaluate a query of one row that reads no tables, such as the arguments of a call.
 *
 * @returns its values in text form, as parameters to bind
 * @throws 0A000 with `refusal` when it reads tables
 */
export async function evaluateRow(
  session: Session,
  query: string,
  statedTypes: readonly number[],
  bound: readonly BoundParameter[],
  signal: AbortSignal,
  refusal: string,
): Promise<BoundParameter[]> {
  const { frames } = await runInner(session, query, statedTypes, bound, null, signal, refusal);
  for (const { type, body } of splitMessages(frames)) {
    const row = decodeBackend(type, body);
    if (row.type === 'DataRow') return row.values.map((bytes) => ({ format: 0, bytes }));
  }
  throw new GatewayError('XX000', 'an evaluation gave no row');
}

/**
 * Runs a query of the gateway's own on the shadow, for a part of the client's statement.
 *
 * @param formats of its columns; null: all text
 * @throws 0A000 with `refusal` when it reads tables
 */
export async function runInner(
  session: Session,
  query: string,
  statedTypes: readonly number[],
  bound: readonly BoundParameter[],
  formats: readonly Format[] | null,
  signal: AbortSignal,
  refusal: string,
): Promise<ShadowRows> {
  const { prepared } = await prepare(session, query, statedTypes);
  if (prepared.kind !== 'shadow') throw new GatewayError('0A000', refusal);
  return session.services.translation.run(
    prepared,
    bound,
    formats ?? (prepared.columns ?? []).map(() => 0 as const),
    session.translationSession(),
    signal,
  );
}
