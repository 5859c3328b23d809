import { GatewayError } from '../../src/errors/gateway-error.ts';
import { decodeBackend, splitMessages } from '../../src/protocol/index.ts';
import type { BoundParameter } from '../../src/translation/api.ts';
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
  const { prepared } = await prepare(session, query, statedTypes);
  if (prepared.kind !== 'shadow') throw new GatewayError('0A000', refusal);
  const formats = (prepared.columns ?? []).map(() => 0 as const);
  const { frames } = await session.services.translation.run(
    prepared,
    bound,
    formats,
    session.translationSession(),
    signal,
  );
  for (const { type, body } of splitMessages(frames)) {
    const row = decodeBackend(type, body);
    if (row.type === 'DataRow') return row.values.map((bytes) => ({ format: 0, bytes }));
  }
  throw new GatewayError('XX000', 'an evaluation gave no row');
}
