import { GatewayError } from '../../errors/gateway-error.ts';
import type { TranslationContext } from '../../sql/context.ts';
import type { OutputColumn, Plan } from '../../sql/plan.ts';
import { planSelect } from '../../sql/select/plan.ts';
import { COMMAND, type Query } from '../../sql/tree/nodes.ts';

type Translate = (query: Query, columns: readonly OutputColumn[] | null, context: TranslationContext) => Plan;

/** By Query.commandType. */
const TRANSLATORS: ReadonlyMap<number, Translate> = new Map<number, Translate>([
  [COMMAND.select, (query, columns, context) => planSelect(query, columns ?? [], context)],
]);

/**
 * The plan of an analysed query on user tables.
 * @throws GatewayError 0A000 for what IRIS cannot do
 * @throws ParameterNeeded when the IRIS SQL depends on a parameter that is not pinned
 */
export function translate(
  query: Query,
  columns: readonly OutputColumn[] | null,
  context: TranslationContext,
): Plan {
  const translator = TRANSLATORS.get(query.commandType);
  if (translator !== undefined) return translator(query, columns, context);
  const name = Object.entries(COMMAND).find(([, type]) => type === query.commandType)?.[0] ?? 'statement';
  throw new GatewayError('0A000', `${name.toUpperCase()} is not supported on user tables`);
}
