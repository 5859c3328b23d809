import {
  isPostgresPlan,
  type ExplainNode,
  type ExplainValue,
  type Explanation,
  type Measured,
  type PostgresPlan,
} from './node.ts';

export type Structure = { readonly [name: string]: ExplainValue };

/** The answer as an object, for JSON, XML and YAML: `Plan` with `Node Type`, and what stands beside it. */
export function structureOf({ plan, summary }: Explanation): Structure {
  return { Plan: nodeStructure(plan), ...Object.fromEntries(summary) };
}

function nodeStructure(node: ExplainNode | PostgresPlan): Structure {
  if (isPostgresPlan(node)) return node.object ?? {};
  const { type, properties, children, measured } = node;
  const plans = children.map((child): ExplainValue => {
    const { 'Node Type': childType = '', ...rest } = nodeStructure(child);
    return { 'Node Type': childType, 'Parent Relationship': 'Member', ...rest };
  });
  return {
    'Node Type': type,
    ...Object.fromEntries(properties),
    ...(measured === undefined ? {} : actual(measured)),
    ...(plans.length === 0 ? {} : { Plans: plans }),
  };
}

function actual({ rows, loops, startup, total }: Measured): Structure {
  const average = (value: number): number => (loops === 0 ? 0 : Math.round((value * 1000) / loops) / 1000);
  return {
    ...(total === null
      ? {}
      : { 'Actual Startup Time': average(startup ?? total), 'Actual Total Time': average(total) }),
    'Actual Rows': loops === 0 ? 0 : Math.round(rows / loops),
    'Actual Loops': loops,
  };
}
