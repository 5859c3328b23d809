import type { IrisStatement, Plan, RowSource, Step } from '../plan.ts';
import type { IrisPlan } from './iris-plan.ts';
import type { ExplainNode, ExplainValue, Measured } from './node.ts';
import { slotNames } from './slots.ts';

/** What is known of a plan's statements beside the plan. */
export interface PlanFacts {
  /** How many parameters are the client's; those behind them are literals of its text. */
  readonly parameters: number;
  /** IRIS's own plans by statement text. */
  readonly irisPlans: ReadonlyMap<string, IrisPlan>;
  /** What ANALYZE has measured, by statement text; null when nothing was executed. */
  readonly measured: ReadonlyMap<string, Measured> | null;
  /** Whether costs are told. */
  readonly costs: boolean;
}

/** The nodes of a plan: one for each of its steps, inside `Steps` when they are several. */
export function planNode(plan: Plan, facts: PlanFacts): ExplainNode {
  const nodes = plan.steps.map((step) => stepNode(step, facts));
  const [only] = nodes;
  return only !== undefined && nodes.length === 1 ? only : node('Steps', [], nodes);
}

/** All statements of a plan, in order. */
export function planStatements({ steps }: Plan): IrisStatement[] {
  return steps.flatMap(stepStatements);
}

function stepStatements(step: Step): IrisStatement[] {
  switch (step.do) {
    case 'emit':
    case 'change':
    case 'command':
      return [step.statement];
    case 'each':
      return [
        ...(step.source.kind === 'query' ? [step.source.statement] : []),
        ...step.steps.flatMap(stepStatements),
      ];
    case 'branch':
      return [step.query, ...step.found.flatMap(stepStatements), ...step.missing.flatMap(stepStatements)];
    case 'refuse':
      return [step.query];
    default:
      return step satisfies never;
  }
}

function stepNode(step: Step, facts: PlanFacts): ExplainNode {
  switch (step.do) {
    case 'emit':
      return statementNode('IRIS Query', step.statement, facts);
    case 'change':
      return statementNode(
        'IRIS Change',
        step.statement,
        facts,
        step.skipUnique ? [['On Unique Violation', 'Skip']] : [],
      );
    case 'command':
      return statementNode('IRIS Command', step.statement, facts);
    case 'each':
      return node('For Each Row', [], [sourceNode(step.source, facts), ...stepNodes(step.steps, facts)]);
    case 'branch':
      return node(
        'If Found',
        [],
        [
          statementNode('IRIS Query', step.query, facts),
          node('Then', [], stepNodes(step.found, facts)),
          node('Else', [], stepNodes(step.missing, facts)),
        ],
      );
    case 'refuse':
      return node(
        'Check',
        [['Error If Found', step.error.message]],
        [statementNode('IRIS Query', step.query, facts)],
      );
    default:
      return step satisfies never;
  }
}

function stepNodes(steps: readonly Step[], facts: PlanFacts): ExplainNode[] {
  return steps.map((step) => stepNode(step, facts));
}

function sourceNode(source: RowSource, facts: PlanFacts): ExplainNode {
  switch (source.kind) {
    case 'query':
      return statementNode('IRIS Query', source.statement, facts);
    case 'tuples':
      return node('Values', [['Rows', source.tuples.length]], []);
    case 'given':
      return node('Rows Of PostgreSQL', [], []);
    default:
      return source satisfies never;
  }
}

function statementNode(
  type: string,
  statement: IrisStatement,
  { parameters, irisPlans, measured, costs }: PlanFacts,
  more: ExplainNode['properties'] = [],
): ExplainNode {
  const { sql } = statement;
  const properties: (readonly [string, ExplainValue])[] = [['IRIS SQL', sql]];
  const values = slotNames(statement, parameters);
  if (values.length > 0) properties.push(['Values', values]);
  const known = irisPlans.get(sql);
  if (costs && known && known.cost !== null) properties.push(['IRIS Cost', known.cost]);
  if (known && known.text !== '') properties.push(['IRIS Plan', known.text]);
  return {
    ...node(type, [...properties, ...more], []),
    measured: measured === null ? undefined : (measured.get(sql) ?? NEVER),
  };
}

const NEVER: Measured = { rows: 0, loops: 0, startup: null, total: null };

function node(
  type: string,
  properties: ExplainNode['properties'],
  children: readonly ExplainNode[],
): ExplainNode {
  return { type, properties, children };
}
