import type { ExplainNode } from '../sql/explain/node.ts';
import { planNode } from '../sql/explain/plan-node.ts';
import type { Plan } from '../sql/plan.ts';
import type { ChangePart } from '../sql/remainder/change-part.ts';
import type { Reading } from '../sql/remainder/reading.ts';
import type { Prepared } from './api.ts';

/** Of a statement whose IRIS SQL depends on values that are not there. */
export const UNKNOWN_PLAN: ExplainNode = {
  type: 'IRIS Query',
  properties: [['IRIS SQL', 'depends on the values of parameters']],
  children: [],
};

/** Who runs a statement, in words. */
export function routeName({ kind }: Prepared): string {
  switch (kind) {
    case 'backend':
    case 'ddl':
      return 'backend';
    case 'iris':
      return "backend, IRIS's own SQL";
    case 'remainder':
      return 'remainder: PostgreSQL evaluates the statement over rows of IRIS';
    case 'shadow':
      return 'shadow: PostgreSQL in the gateway';
    default:
      return 'gateway';
  }
}

/** What the gateway does for a statement, as far as it is known before anything runs. */
export function describedPlan(prepared: Prepared): ExplainNode {
  const stepsOf = (plan: Plan): ExplainNode =>
    planNode(plan, {
      parameters: prepared.parameterTypes.length,
      irisPlans: new Map(),
      measured: null,
      costs: false,
    });
  switch (prepared.kind) {
    case 'backend':
    case 'ddl':
      return prepared.plan === null ? UNKNOWN_PLAN : stepsOf(prepared.plan);
    case 'iris':
      return { type: 'IRIS Query', properties: [['IRIS SQL', prepared.text]], children: [] };
    case 'remainder':
      return {
        type: 'PostgreSQL Evaluation',
        properties: [],
        children: [
          ...prepared.readings.map((reading) => readingNode(reading, stepsOf(reading.plan))),
          ...prepared.changes.map((change) => changeNode(change, stepsOf(change.plan))),
        ],
      };
    case 'shadow':
      return { type: 'PostgreSQL Query', properties: [], children: [] };
    case 'gateway-function':
      return {
        type: 'Gateway Function',
        properties: [['Function Name', prepared.functions]],
        children: [],
      };
    case 'utility':
    case 'empty':
      return { type: 'Gateway', properties: [], children: [] };
    default:
      return prepared satisfies never;
  }
}

/** Rows that are read for PostgreSQL. */
export function readingNode({ schema, table, columns }: Reading, steps: ExplainNode): ExplainNode {
  return {
    ...steps,
    type: 'IRIS Read',
    properties: [
      ...tableOf(schema, table),
      ...(columns.length === 0 ? [] : [['Output', columns] as const]),
      ...steps.properties,
    ],
  };
}

/** A change that PostgreSQL has evaluated and IRIS makes. */
export function changeNode({ action, schema, table }: ChangePart, steps: ExplainNode): ExplainNode {
  return {
    type: `IRIS ${action.slice(0, 1).toUpperCase()}${action.slice(1)}`,
    properties: tableOf(schema, table),
    children: [steps],
  };
}

function tableOf(schema: string, table: string): ExplainNode['properties'] {
  return [
    ['Relation Name', table],
    ['Schema', schema],
  ];
}
