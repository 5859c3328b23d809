import { expect } from 'chai';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { ParameterNeeded } from '../../../src/sql/context.ts';
import { translatePinning } from '../../../src/translation/tasks/pin.ts';
import { planOf } from '../../support/translation/scripted-analyser.ts';

/** A translator whose SQL depends on these parameters, told one by one. */
function depending(...indexes: number[]) {
  return (pinned: ReadonlyMap<number, string | null>) => {
    for (const index of indexes) if (!pinned.has(index)) throw new ParameterNeeded([index]);
    return planOf(indexes.map((index) => pinned.get(index)).join());
  };
}

describe('translatePinning', () => {
  it('translates without values where none is needed', () => {
    expect(translatePinning(depending(), () => undefined)).to.deep.equal({ plan: planOf(''), pinned: [] });
  });

  it('pins lifted literals as they are needed', () => {
    expect(translatePinning(depending(2, 1), (index) => `v${index}`)).to.deep.equal({
      plan: planOf('v2,v1'),
      pinned: [
        [2, 'v2'],
        [1, 'v1'],
      ],
    });
  });

  it("asks for a client's parameter, and names the literals that mattered before", () => {
    const literalOf = (index: number): string | undefined => (index === 2 ? 'v2' : undefined);
    expect(translatePinning(depending(2, 0), literalOf)).to.deep.equal({ plan: null, needed: [2, 0] });
  });

  it('takes values that are given', () => {
    expect(translatePinning(depending(0), () => undefined, new Map([[0, null]]))).to.deep.equal({
      plan: planOf(''),
      pinned: [[0, null]],
    });
  });

  it('ends when a translator asks for what it has', () => {
    const greedy = (): never => {
      throw new ParameterNeeded([0]);
    };
    expect(() => translatePinning(greedy, () => 'x'))
      .to.throw(GatewayError)
      .with.property('sqlstate', 'XX000');
  });

  it('lets errors through', () => {
    const refusing = (): never => {
      throw new GatewayError('0A000', 'not supported');
    };
    expect(() => translatePinning(refusing, () => 'x')).to.throw('not supported');
  });
});
