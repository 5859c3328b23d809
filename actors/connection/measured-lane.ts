import type { Execution, Lane, Outcome, RowSink } from '../../src/backend/backend.ts';
import type { StatementFigures } from '../../src/backend/statement-figures.ts';

/** The same lane, but its executions tell what their statements take: it is noted in `figures`. */
export function measuredLane(lane: Lane, figures: StatementFigures[]): Lane {
  const execute = async (portal: string, execution: Execution, sink: RowSink): Promise<Outcome> => {
    const outcome = await lane.execute(portal, { ...execution, measure: true }, sink);
    figures.push(...(outcome.figures ?? []));
    return outcome;
  };
  return new Proxy(lane, {
    get: (target, name) => {
      if (name === 'execute') return execute;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
