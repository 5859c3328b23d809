import { expect } from 'chai';
import { IrisError, type IrisSession } from '../../../src/backend/iris-session.ts';
import { runPlan } from '../../../src/backend/lane/plan-run.ts';
import type { Plan } from '../../../src/sql/plan.ts';
import { createRegistry, DEFAULT_VALUE_SETTINGS, type IrisValue } from '../../../src/types/index.ts';

const PLAN: Plan = {
  steps: [
    {
      do: 'each',
      source: { kind: 'query', statement: { sql: 'CANDIDATES', slots: [] } },
      steps: [
        { do: 'change', counts: false, statement: { sql: 'LOCK', slots: [{ from: 'row', column: 0 }] } },
        { do: 'emit', statement: { sql: 'READ', slots: [{ from: 'row', column: 0 }] } },
      ],
      skipsLocked: { most: { from: 'parameter', index: 0 } },
    },
  ],
  tag: 'SELECT',
  counted: true,
  columns: [],
  writes: true,
  changesSchema: false,
  skipsLocked: true,
};

/** IRIS with the rows 1 to 5: 2 is locked by somebody, the condition does not hold any more for 3. */
function irisWithLocks(log: string[], failing: number): IrisSession {
  const answer = (rows: readonly (readonly IrisValue[])[], rowCount: number) => ({
    rowCount,
    rowId: null,
    rows: () => rows,
    close: () => undefined,
  });
  return {
    execute(sql: string, [id]: readonly IrisValue[]) {
      log.push(id === undefined ? sql : `${sql} ${String(id)}`);
      if (sql === 'CANDIDATES') return answer([[1], [2], [3], [4], [5]], 0);
      if (sql === 'READ') return answer([[id ?? null]], 0);
      if (sql !== 'LOCK') return answer([], 0);
      if (id === 2) throw new IrisError(-114, 'row is locked');
      if (id === failing) throw new IrisError(-400, '<PROTECT>');
      return answer([], id === 3 ? 0 : 1);
    },
  } as unknown as IrisSession;
}

function run(limit: IrisValue, failing = 0): { readonly rows: unknown; readonly log: readonly string[] } {
  const log: string[] = [];
  const execution = {
    plan: PLAN,
    parameters: [limit],
    sessionValues: {},
    formats: [],
    settings: DEFAULT_VALUE_SETTINGS,
    limit: 0,
    lockTimeoutMs: 0,
  };
  const registry = createRegistry({ vectorOid: 0, vectorArrayOid: 0 });
  try {
    return { rows: [...runPlan(irisWithLocks(log, failing), execution, true, registry)], log };
  } catch (error) {
    return { rows: String(error), log };
  }
}

describe('a loop that skips what is locked', () => {
  it('leaves out rows that are locked or no more what was looked for, and stops at the limit', () => {
    const { rows, log } = run(2);
    expect(rows).to.deep.equal([[1], [4]]);
    expect(log).to.deep.equal([
      'CANDIDATES',
      'SET OPTION LOCK_TIMEOUT = 0',
      'LOCK 1',
      'READ 1',
      'LOCK 2',
      'LOCK 3',
      'LOCK 4',
      'READ 4',
      'SET OPTION LOCK_TIMEOUT = 10',
    ]);
  });

  it('goes to the end without a limit, and locks nothing with a limit of 0', () => {
    expect(run(null).rows).to.deep.equal([[1], [4], [5]]);
    const { rows, log } = run(0);
    expect(rows).to.deep.equal([]);
    expect(log.filter((entry) => entry.startsWith('LOCK'))).to.deep.equal([]);
  });

  it('waits for locks again after any other error', () => {
    const { rows, log } = run(null, 4);
    expect(rows).to.match(/<PROTECT>/);
    expect(log.at(-1)).to.equal('SET OPTION LOCK_TIMEOUT = 10');
  });
});
