import { expect } from 'chai';
import {
  isSetAside,
  setAside,
  startOf,
  upcoming,
  type SequenceDefinition,
  type SequencePosition,
} from '../../../../src/sql/sequence/sequence.ts';

const ASCENDING: SequenceDefinition = {
  type: 'bigint',
  start: '1',
  increment: '1',
  minimum: '1',
  maximum: '9223372036854775807',
  cache: '1',
  cycle: false,
  owner: null,
};
const BOUNDED: SequenceDefinition = { ...ASCENDING, increment: '10', maximum: '95' };
const CYCLING: SequenceDefinition = { ...BOUNDED, cycle: true };
const DESCENDING: SequenceDefinition = {
  ...ASCENDING,
  start: '-1',
  increment: '-1',
  minimum: '-9223372036854775808',
  maximum: '-1',
};

const at = (value: number | string, called = true): SequencePosition => ({ value: String(value), called });

describe('positions of sequences', () => {
  it('begin at the start, which is not given out yet', () => {
    expect(startOf(DESCENDING)).to.deep.equal(at(-1, false));
  });

  it('are as well told by the number that comes next', () => {
    expect(upcoming(at(5, false), ASCENDING)).to.deep.equal(at(5, false));
    expect(upcoming(at(5), ASCENDING)).to.deep.equal(at(6, false));
    expect(upcoming(at(-5), DESCENDING)).to.deep.equal(at(-6, false));
    expect(upcoming(at(91), CYCLING)).to.deep.equal(at(1, false));
    expect(upcoming(at(-1), { ...DESCENDING, minimum: '-1', cycle: true })).to.deep.equal(at(-1, false));
  });

  it('stay as they are where no number can follow', () => {
    expect(upcoming(at(91), BOUNDED)).to.deep.equal(at(91));
    expect(upcoming(at('9223372036854775807'), ASCENDING)).to.deep.equal(at('9223372036854775807'));
  });

  it('have numbers set aside beyond them, within the bounds', () => {
    expect(setAside(at(5), ASCENDING)).to.deep.equal(at(37));
    expect(setAside(at(-5), DESCENDING)).to.deep.equal(at(-37));
    expect(setAside(at(61), BOUNDED)).to.deep.equal(at(91));
    expect(setAside(at(91), BOUNDED)).to.deep.equal(at(91));
    expect(setAside(at(91), CYCLING)).to.deep.equal(at(91));
  });

  it('tell whether a move takes only what is set aside', () => {
    expect(isSetAside(at(5), at(6), at(37), ASCENDING)).to.equal(true);
    expect(isSetAside(at(5), at(37), at(37), ASCENDING)).to.equal(true);
    expect(isSetAside(at(5), at(38), at(37), ASCENDING)).to.equal(false);
    expect(isSetAside(at(5), at(4), at(37), ASCENDING), 'setval back').to.equal(false);
    expect(isSetAside(at(5), at(6, false), at(37), ASCENDING), 'setval not called').to.equal(false);
    expect(isSetAside(at(-5), at(-6), at(-37), DESCENDING)).to.equal(true);
    expect(isSetAside(at(-5), at(-4), at(-37), DESCENDING)).to.equal(false);
    expect(isSetAside(at(5), at(15), at(95), CYCLING)).to.equal(false);
  });
});
