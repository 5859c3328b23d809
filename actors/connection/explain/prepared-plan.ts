import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { ExplainNode, Explanation, Measured } from '../../../src/sql/explain/node.ts';
import type { ExplainOptions } from '../../../src/sql/explain/options.ts';
import { planNode, planStatements } from '../../../src/sql/explain/plan-node.ts';
import type { Plan } from '../../../src/sql/plan.ts';
import type { Prepared, RemainderPrepared } from '../../../src/translation/api.ts';
import {
  changeNode,
  readingNode,
  routeName,
  UNKNOWN_PLAN,
} from '../../../src/translation/plan-description.ts';
import { planFor } from '../portal/backend-rows.ts';
import type { Portal } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { irisPlans } from './iris-plans.ts';
import { shadowPlan } from './shadow-plan.ts';

/** What an execution by the gateway has come to. */
export interface Analysis {
  /** By the text of the IRIS SQL. */
  readonly statements: ReadonlyMap<string, Measured>;
  readonly whole: Measured;
  readonly milliseconds: number;
}

/** How a statement is run. */
export interface PreparedExplanation extends Explanation {
  /** PostgreSQL has told its times itself. */
  readonly timed: boolean;
}

/** Tells how a statement is run: its route, its steps in IRIS, and what IRIS and PostgreSQL plan. */
export async function explainPrepared(
  session: Session,
  portal: Portal,
  options: ExplainOptions,
  analysis: Analysis | null,
  signal: AbortSignal,
): Promise<PreparedExplanation> {
  const { statement } = portal;
  const { prepared } = statement;
  const about = [
    ['Route', routeName(prepared)],
    ['Plan Cache', statement.cached ? 'hit' : 'miss'],
  ] as const;
  switch (prepared.kind) {
    case 'backend':
    case 'iris':
    case 'ddl': {
      const plan = await backendPlan(session, portal, options);
      const node: ExplainNode =
        plan === null ? UNKNOWN_PLAN : await stepsOf(session, plan, prepared, options, analysis, signal);
      return { plan: options.verbose ? withOutput(node, prepared) : node, summary: about, timed: false };
    }
    case 'remainder':
      return {
        plan: await remainderNode(session, portal, prepared, options, analysis, signal),
        summary: about,
        timed: false,
      };
    case 'shadow': {
      // executed by the gateway already, it is not to be executed again
      const asked = analysis === null ? options : notAnalyzed(options);
      const { plan, summary } = await shadowPlan(session, portal, prepared, asked, signal);
      return { plan, summary: [...summary, ...about], timed: asked.summary };
    }
    case 'gateway-function':
      return {
        plan: {
          type: 'Gateway Function',
          properties: [['Function Name', prepared.functions]],
          children: [],
          measured: analysis?.whole,
        },
        summary: about,
        timed: false,
      };
    case 'utility':
    case 'empty':
      throw new GatewayError('0A000', 'the gateway has no plan of this statement');
    default:
      return prepared satisfies never;
  }
}

/** VERBOSE: the columns of the answer. */
function withOutput(node: ExplainNode, { columns }: Prepared): ExplainNode {
  if (columns === null) return node;
  return { ...node, properties: [['Output', columns.map(({ name }) => name)], ...node.properties] };
}

function notAnalyzed(options: ExplainOptions): ExplainOptions {
  return { ...options, analyze: false, wal: false, timing: false, summary: false, buffers: false };
}

/** Null where it depends on values that are not there. */
async function backendPlan(
  session: Session,
  portal: Portal,
  { genericPlan }: ExplainOptions,
): Promise<Plan | null> {
  const { prepared } = portal.statement;
  if (prepared.kind !== 'backend') return 'plan' in prepared ? prepared.plan : null;
  if (prepared.plan === null && genericPlan) return null;
  return planFor(session, portal, prepared);
}

async function stepsOf(
  session: Session,
  plan: Plan,
  { parameterTypes }: Prepared,
  { costs }: ExplainOptions,
  analysis: Analysis | null,
  signal: AbortSignal,
): Promise<ExplainNode> {
  return planNode(plan, {
    parameters: parameterTypes.length,
    irisPlans: await irisPlans(session, planStatements(plan), signal),
    measured: analysis?.statements ?? null,
    costs,
  });
}

/** What is read for PostgreSQL, what it plans over that, and how its changes are made. */
async function remainderNode(
  session: Session,
  portal: Portal,
  prepared: RemainderPrepared,
  options: ExplainOptions,
  analysis: Analysis | null,
  signal: AbortSignal,
): Promise<ExplainNode> {
  const children: ExplainNode['children'][number][] = [];
  const { plan } = await shadowPlan(
    session,
    portal,
    prepared,
    notAnalyzed({ ...options, costs: false }),
    signal,
  );
  children.push(plan);
  for (const reading of prepared.readings) {
    const steps = await stepsOf(session, reading.plan, prepared, options, analysis, signal);
    children.push(readingNode(reading, steps));
  }
  for (const change of prepared.changes) {
    const steps = await stepsOf(session, change.plan, prepared, options, analysis, signal);
    children.push(changeNode(change, steps));
  }
  return { type: 'PostgreSQL Evaluation', properties: [], children, measured: analysis?.whole };
}
