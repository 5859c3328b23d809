import { planChange } from '../../sql/change/plan-change.ts';
import type { TranslationContext } from '../../sql/context.ts';
import type { OutputColumn, Plan } from '../../sql/plan.ts';
import { planSelect } from '../../sql/select/plan.ts';
import { COMMAND, type Query } from '../../sql/tree/nodes.ts';
import { fittedParameters } from './fitted-parameters.ts';
import { singleParameters } from './single-parameters.ts';
import { sizedParameters } from './sized-parameters.ts';

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
  const sized = sizedParameters(query, context);
  const sizes = sized.length === 0 ? {} : { sized };
  if (query.commandType === COMMAND.select) return { ...planSelect(query, columns ?? [], context), ...sizes };
  const plan = planChange(query, columns, context);
  const fitted = fittedParameters(query);
  const singles = singleParameters(query);
  return {
    ...plan,
    ...sizes,
    ...(fitted.length === 0 ? {} : { fitted }),
    ...(singles.length === 0 ? {} : { singles }),
  };
}
