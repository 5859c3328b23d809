import { GatewayError } from '../../errors/gateway-error.ts';
import type { TranslationContext } from '../context.ts';
import type { OutputColumn, Plan, Step } from '../plan.ts';
import { withScales } from '../select/scale.ts';
import type { Query } from '../tree/nodes.ts';
import { COMMAND } from '../tree/nodes.ts';
import { deleteSteps } from './delete.ts';
import { insertSteps } from './insert.ts';
import { numberedByInsert } from './numbered-column.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';
import { TEMPORARY_SCHEMA } from '../ddl/temporary-schema.ts';
import { updateSteps } from './update.ts';

/** By Query.commandType. */
const PLANNERS: Readonly<Record<number, readonly [tag: string, steps: (target: Target) => Step[]]>> = {
  [COMMAND.insert]: ['INSERT', insertSteps],
  [COMMAND.update]: ['UPDATE', updateSteps],
  [COMMAND.delete]: ['DELETE', deleteSteps],
};

/**
 * Plan of an analysed INSERT, UPDATE or DELETE. `columns` is the shadow's RowDescription of RETURNING, null without it.
 * @throws GatewayError 0A000 for what IRIS cannot do exactly, MERGE among it; a column type's errors for constants
 * @throws ParameterNeeded when the IRIS SQL depends on a parameter's value
 */
export function planChange(
  query: Query,
  columns: readonly OutputColumn[] | null,
  context: TranslationContext,
): Plan {
  const planner = PLANNERS[query.commandType];
  if (planner === undefined) {
    throw new GatewayError('0A000', 'MERGE is not supported on IRIS', {
      hint: 'Use INSERT ... ON CONFLICT, or UPDATE and DELETE.',
    });
  }
  const [tag, stepsOf] = planner;
  const target = targetOf(query, context);
  const numbers = numberedByInsert(target);
  const returning = { ...query, targetList: query.returningList, setOperations: null };
  return {
    steps: stepsOf(target),
    tag,
    counted: true,
    columns: columns === null ? null : withScales(returning, columns, context),
    writes: true,
    changesSchema: false,
    ...(target.relation.schema === TEMPORARY_SCHEMA ? { temporary: true } : {}),
    ...(numbers === undefined ? {} : { numbers }),
  };
}
