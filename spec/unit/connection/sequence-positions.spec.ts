import { expect } from 'chai';
import { SequencePositions } from '../../../actors/connection/sequences/sequence-positions.ts';
import { sequenceRow, type SequenceRow } from '../../../src/sql/sequence/sequence-table.ts';

const DEFINITION = {
  type: 'bigint',
  start: '1',
  increment: '1',
  minimum: '1',
  maximum: '1000',
  cache: '1',
  cycle: false,
  owner: null,
};

function row(value: string, generation = 'first'): SequenceRow {
  return sequenceRow(['public', 's', JSON.stringify(DEFINITION), value, '1', generation]);
}

describe('what a gateway knows of sequences beside their rows', () => {
  it('is the row until numbers were given out', () => {
    const positions = new SequencePositions();
    expect(positions.of(row('5'))).to.deep.equal({ value: '5', called: true });
    positions.set(row('5'), { value: '7', called: true });
    expect(positions.of(row('5')), 'a rolled back row').to.deep.equal({ value: '7', called: true });
    positions.forget(row('5'));
    expect(positions.of(row('5'))).to.deep.equal({ value: '5', called: true });
  });

  it('holds no longer after a restart', () => {
    const positions = new SequencePositions();
    positions.set(row('5'), { value: '7', called: true });
    expect(positions.of(row('1', 'second'))).to.deep.equal({ value: '1', called: true });
  });

  it('keeps no row that was asked for before definitions changed', () => {
    const positions = new SequencePositions();
    const { age } = positions;
    positions.keepRow(row('5'), age);
    expect(positions.row({ schema: 'public', name: 's' })).to.deep.equal(row('5'));
    positions.forgetRows();
    positions.keepRow(row('5'), age);
    expect(positions.row({ schema: 'public', name: 's' })).to.equal(undefined);
  });

  it('has one writer at a time', async () => {
    const positions = new SequencePositions();
    const { promise, resolve } = Promise.withResolvers<void>();
    let writers = 0;
    const write = (): Promise<void> =>
      positions.write(row('5'), () => {
        writers += 1;
        return promise;
      });
    const both = [write(), write()];
    resolve();
    await Promise.all(both);
    expect(writers).to.equal(1);
    await positions.write(row('5'), () => Promise.resolve(void (writers += 1)));
    expect(writers).to.equal(2);
  });

  it('tells what is to be written when the gateway ends', () => {
    const positions = new SequencePositions();
    positions.keepRow(row('5'), positions.age);
    expect(positions.unwritten()).to.deep.equal([]);
    positions.reserve(row('5'), { value: '37', called: true });
    positions.set(row('5'), { value: '6', called: true });
    expect(positions.unwritten()).to.deep.equal([{ row: row('5'), position: { value: '6', called: true } }]);
  });
});
