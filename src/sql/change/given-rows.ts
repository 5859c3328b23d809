import type { IrisStatement, Plan, RowSource, Slot, Step } from '../plan.ts';

/**
 * The plan that does for each of the rows that come with an execution what `plan` does for its parameters: parameter i is
 * column i of the row.
 */
export function planForGivenRows(plan: Plan): Plan {
  return {
    ...plan,
    steps: [
      { do: 'each', source: { kind: 'given' }, steps: plan.steps.map((step) => stepInRounds(step, 0)) },
    ],
  };
}

/** @param rounds rounds of the plan's own between the step and the row */
function stepInRounds(step: Step, rounds: number): Step {
  switch (step.do) {
    case 'emit':
    case 'change':
    case 'command':
      return { ...step, statement: statementInRounds(step.statement, rounds) };
    case 'each':
      return {
        ...step,
        source: sourceInRounds(step.source, rounds),
        steps: step.steps.map((inner) => stepInRounds(inner, rounds + 1)),
      };
    case 'branch':
      return {
        ...step,
        query: statementInRounds(step.query, rounds),
        found: step.found.map((inner) => stepInRounds(inner, rounds + 1)),
        missing: step.missing.map((inner) => stepInRounds(inner, rounds)),
      };
    case 'refuse':
      return { ...step, query: statementInRounds(step.query, rounds) };
  }
}

function sourceInRounds(source: RowSource, rounds: number): RowSource {
  switch (source.kind) {
    case 'query':
      return { ...source, statement: statementInRounds(source.statement, rounds) };
    case 'tuples':
      return {
        ...source,
        tuples: source.tuples.map((tuple) => tuple.map((slot) => slotInRounds(slot, rounds))),
      };
    case 'given':
      return source;
  }
}

function statementInRounds({ sql, slots }: IrisStatement, rounds: number): IrisStatement {
  return { sql, slots: slots.map((slot) => slotInRounds(slot, rounds)) };
}

function slotInRounds(slot: Slot, rounds: number): Slot {
  if (slot.from !== 'parameter') return slot;
  const { index, seconds } = slot;
  return { from: 'row', column: index, outwards: rounds, ...(seconds && { seconds }) };
}
