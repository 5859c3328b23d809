import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { BoundParameter, GatewayCall, GatewayFunctionPrepared } from '../../../src/translation/api.ts';
import { OID } from '../../../src/types/index.ts';
import { GATEWAY_FUNCTIONS } from '../functions/index.ts';
import type { Session } from '../session.ts';
import { evaluateRow } from '../shadow-values.ts';
import { prepare } from '../statement.ts';
import { sendAnswer } from './held-rows.ts';
import type { Portal, Run } from './portal.ts';
import { runRowwise } from './rowwise-function.ts';

/**
 * A statement that calls functions whose truth lives in the gateway: PostgreSQL evaluates the arguments, the gateway does
 * what the calls are for, and PostgreSQL evaluates the rest of the statement over their results.
 */
export async function runGatewayFunction(
  session: Session,
  portal: Portal,
  prepared: GatewayFunctionPrepared,
  run: Run,
): Promise<void> {
  const { calls, rest } = prepared;
  const unknown = prepared.functions.find((name) => !GATEWAY_FUNCTIONS.has(name));
  if (unknown !== undefined)
    throw new GatewayError('0A000', `function ${unknown} is not supported by the gateway`);
  if (calls === null && prepared.rowwise) {
    return runRowwise(session, portal, prepared, prepared.rowwise, run);
  }
  if (calls === null || rest === null) {
    throw new GatewayError(
      '0A000',
      `function ${prepared.functions.join(', ')} is supported in the select list only`,
    );
  }
  const answer = await session.run(async (signal) => {
    const results: BoundParameter[] = [];
    const types: number[] = [...prepared.parameterTypes];
    for (const call of calls) {
      const result = await callFunction(session, portal, prepared, call, signal);
      if (call.resultType === OID.void) continue;
      results.push({ format: 0, bytes: result === null ? null : Buffer.from(result) });
      types.push(call.resultType);
    }
    const remainder = await prepare(session, rest, types);
    if (remainder.prepared.kind !== 'shadow')
      throw new GatewayError('XX000', 'the rest of a call reads tables');
    const bound = [...portal.bound, ...results];
    return session.services.translation.run(
      remainder.prepared,
      bound,
      portal.formats,
      session.translationSession(),
      signal,
    );
  });
  await sendAnswer(session, portal, prepared, answer, run);
}

async function callFunction(
  session: Session,
  portal: Portal,
  prepared: GatewayFunctionPrepared,
  { name, argumentsQuery }: GatewayCall,
  signal: AbortSignal,
): Promise<string | null> {
  const args =
    argumentsQuery === null
      ? []
      : await evaluateRow(
          session,
          argumentsQuery,
          prepared.parameterTypes,
          portal.bound,
          signal,
          `arguments of ${name} must not read tables`,
        );
  const texts = args.map(({ bytes }) => (bytes === null ? null : Buffer.from(bytes).toString('utf8')));
  return (await GATEWAY_FUNCTIONS.get(name)?.(session, texts, signal)) ?? null;
}
