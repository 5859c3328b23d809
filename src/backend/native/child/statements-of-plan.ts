import type { Plan, RowSource, Step } from '../../../sql/plan.ts';

/** The texts of all IRIS statements of a plan. */
export function* statementsOf({ steps }: Plan): Generator<string> {
  for (const step of steps) yield* statementsOfStep(step);
}

function* statementsOfStep(step: Step): Generator<string> {
  switch (step.do) {
    case 'emit':
    case 'change':
    case 'command':
      yield step.statement.sql;
      return;
    case 'each':
      yield* statementsOfSource(step.source);
      for (const inner of step.steps) yield* statementsOfStep(inner);
      return;
    case 'branch':
      yield step.query.sql;
      for (const inner of [...step.found, ...step.missing]) yield* statementsOfStep(inner);
      return;
    case 'refuse':
      yield step.query.sql;
  }
}

function* statementsOfSource(source: RowSource): Generator<string> {
  if (source.kind === 'query') yield source.statement.sql;
}
