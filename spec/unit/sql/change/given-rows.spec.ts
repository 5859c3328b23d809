import { expect } from 'chai';
import { planForGivenRows } from '../../../../src/sql/change/given-rows.ts';
import type { IrisStatement, Plan, Slot, Step } from '../../../../src/sql/plan.ts';

const PARAMETER: Slot = { from: 'parameter', index: 1 };

function statement(...slots: Slot[]): IrisStatement {
  return { sql: '?', slots };
}

function planOf(steps: readonly Step[]): Plan {
  return { steps, tag: 'INSERT', counted: true, columns: null, writes: true, changesSchema: false };
}

describe('a plan for given rows', () => {
  it('takes parameters from the row, however deep they stand', () => {
    const inner: Step = { do: 'change', statement: statement(PARAMETER, { from: 'row', column: 0 }) };
    const plan = planForGivenRows(
      planOf([
        { do: 'change', statement: statement(PARAMETER, { from: 'session', value: 'now' }) },
        { do: 'each', source: { kind: 'query', statement: statement(PARAMETER) }, steps: [inner] },
        { do: 'branch', query: statement(PARAMETER), found: [inner], missing: [inner] },
      ]),
    );
    const row = (outwards: number): Slot => ({ from: 'row', column: 1, outwards });
    const moved = (outwards: number): Step => ({
      do: 'change',
      statement: statement(row(outwards), { from: 'row', column: 0 }),
    });
    expect(plan.steps).to.deep.equal([
      {
        do: 'each',
        source: { kind: 'given' },
        steps: [
          { do: 'change', statement: statement(row(0), { from: 'session', value: 'now' }) },
          { do: 'each', source: { kind: 'query', statement: statement(row(0)) }, steps: [moved(1)] },
          { do: 'branch', query: statement(row(0)), found: [moved(1)], missing: [moved(0)] },
        ],
      },
    ]);
  });
});
