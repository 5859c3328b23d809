import type { OutputColumn, Plan } from '../../../src/sql/plan.ts';
import type { StatementAnalyser } from '../../../src/translation/statement-preparer.ts';
import type {
  PinnedValue,
  QueryShape,
  StatementShape,
  Translated,
} from '../../../src/translation/tasks/messages.ts';

/** A plan that is told from others by its SQL. */
export function planOf(sql: string): Plan {
  return {
    steps: [{ do: 'emit', statement: { sql, slots: [] } }],
    tag: 'SELECT',
    counted: true,
    columns: [],
    writes: false,
    changesSchema: false,
  };
}

export const COLUMN: OutputColumn = {
  name: 'a',
  tableOid: 0,
  attribute: 0,
  typeOid: 23,
  typeSize: 4,
  typmod: -1,
};

/** A query on user tables, analysed with its literals lifted. */
export function backendShape(more: Partial<QueryShape> = {}): QueryShape {
  return {
    kind: 'query',
    classification: { kind: 'query', tag: 'SELECT' },
    route: 'backend',
    text: 'analysed',
    lifted: true,
    parameterTypes: [23],
    columns: [COLUMN],
    notices: [],
    functions: [],
    gatewayCalls: null,
    rowwiseCalls: null,
    translation: { plan: planOf('any'), pinned: [] },
    readings: null,
    changes: [],
    sequences: null,
    sessionData: [],
    ...more,
  };
}

type Prepare = Parameters<StatementAnalyser['prepare']>;

/** Stands for the threads: counts visits and answers as told. */
export class ScriptedAnalyser implements StatementAnalyser {
  /** What was asked: the client's text of each visit to prepare, the pinned values of each to plan. */
  readonly visits: (string | readonly PinnedValue[])[] = [];
  onPrepare: (...request: Prepare) => StatementShape | Promise<StatementShape>;
  onPlan: (pinned: readonly PinnedValue[]) => Translated;

  constructor(
    onPrepare: ScriptedAnalyser['onPrepare'] = () => backendShape(),
    onPlan: ScriptedAnalyser['onPlan'] = (pinned) => ({ plan: planOf(JSON.stringify(pinned)), pinned }),
  ) {
    this.onPrepare = onPrepare;
    this.onPlan = onPlan;
  }

  async prepare(...request: Prepare): Promise<StatementShape> {
    this.visits.push(request[1]);
    return this.onPrepare(...request);
  }

  async plan(...[, , , pinned]: Parameters<StatementAnalyser['plan']>): Promise<Translated> {
    this.visits.push(pinned);
    return this.onPlan(pinned);
  }
}
