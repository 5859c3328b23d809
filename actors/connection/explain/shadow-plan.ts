import type { PostgresPlan, ExplainValue } from '../../../src/sql/explain/node.ts';
import { shadowOptions, type ExplainOptions } from '../../../src/sql/explain/options.ts';
import type {
  GatewayFunctionPrepared,
  RemainderPrepared,
  ShadowPrepared,
} from '../../../src/translation/api.ts';
import type { Portal } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { textsOf } from './iris-plans.ts';

/** A plan of PostgreSQL's with what it says beside it. */
export interface ShadowPlan {
  readonly plan: PostgresPlan;
  readonly summary: readonly (readonly [string, ExplainValue])[];
}

/** PostgreSQL's own plan of a statement that it runs or evaluates, in the shadow. */
export async function shadowPlan(
  session: Session,
  portal: Portal,
  prepared: ShadowPrepared | RemainderPrepared | GatewayFunctionPrepared,
  options: ExplainOptions,
  signal: AbortSignal,
): Promise<ShadowPlan> {
  const asText = options.format === 'text';
  const { frames } = await session.services.translation.explain(
    shadowOptions(options, asText ? 'text' : 'json'),
    prepared,
    portal.bound,
    session.translationSession(),
    signal,
  );
  const texts = textsOf(frames);
  if (asText) return { plan: { lines: texts, object: null }, summary: [] };
  const [answer] = JSON.parse(texts.join('\n')) as { readonly [name: string]: ExplainValue }[];
  const { Plan: plan = {}, ...summary } = answer ?? {};
  return {
    plan: { lines: [], object: plan as { readonly [name: string]: ExplainValue } },
    summary: Object.entries(summary),
  };
}
