import { expect } from 'chai';
import { QueryPlans } from '../../../src/translation/query-plans.ts';
import { planOf } from '../../support/translation/scripted-analyser.ts';

const never = (): never => {
  throw new Error('no value is needed');
};

describe('QueryPlans', () => {
  it('has one plan for all values when none is pinned', () => {
    const plans = new QueryPlans();
    expect(plans.find(never)).to.equal(undefined);
    plans.learn({ plan: planOf('any'), pinned: [] });
    expect(plans.find(never)).to.deep.equal(planOf('any'));
  });

  it('tells NULL from text', () => {
    const plans = new QueryPlans();
    plans.learn({ plan: planOf('null'), pinned: [[0, null]] });
    plans.learn({ plan: planOf('text'), pinned: [[0, 'null']] });
    expect(plans.find(() => null)).to.deep.equal(planOf('null'));
    expect(plans.find(() => 'null')).to.deep.equal(planOf('text'));
  });

  it('asks for all parameters that ever mattered, in order', () => {
    const plans = new QueryPlans();
    plans.learn({ plan: null, needed: [4] });
    plans.learn({ plan: null, needed: [1, 4] });
    expect(plans.pinned).to.deep.equal([1, 4]);
    expect(plans.values((index) => `v${index}`)).to.deep.equal([
      [1, 'v1'],
      [4, 'v4'],
    ]);
  });

  it('does not find a plan by fewer values than matter', () => {
    const plans = new QueryPlans();
    plans.learn({ plan: planOf('a'), pinned: [[0, 'a']] });
    plans.learn({
      plan: planOf('b, c'),
      pinned: [
        [0, 'b'],
        [1, 'c'],
      ],
    });
    expect(plans.find((index) => ['a', 'x'][index] ?? null)).to.equal(undefined);
    expect(plans.find((index) => ['b', 'c'][index] ?? null)).to.deep.equal(planOf('b, c'));
    plans.learn({ plan: planOf('late'), pinned: [[0, 'a']] });
    expect(plans.find((index) => ['a', 'x'][index] ?? null)).to.equal(undefined);
  });

  it('keeps a bounded number of plans', () => {
    const plans = new QueryPlans();
    for (let n = 0; n < 100; n += 1) plans.learn({ plan: planOf(`${n}`), pinned: [[0, `${n}`]] });
    const kept = Array.from({ length: 100 }, (_, n) => plans.find(() => `${n}`)).filter(Boolean);
    expect(kept).to.have.length(32);
    expect(plans.find(() => '99')).to.deep.equal(planOf('99'));
  });
});
