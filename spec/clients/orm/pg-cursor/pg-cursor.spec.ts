import { join } from 'node:path';
import { expect } from 'chai';
import { requirePackages } from '../../support/orm.ts';
import { ClientProgram } from '../../support/program.ts';

const EXPECTED: Readonly<Record<string, unknown>> = {
  parts: [4, 4, 2],
  'closed before its end': ['number 1', 1000],
  'an error in a part': ['22012', 1],
  'an error in the text': '42703',
  'two cursors in a transaction': [1, 2, 501, 502],
  'a stream': [1000, 500_500],
  'a stream left early': [15, 2],
};

// PGWIRE_TEST_TARGET=postgres gives the same.
describe('pg-cursor and pg-query-stream', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    await requirePackages(this);
    await program.start(process.execPath, [join(import.meta.dirname, 'scenario.mjs')]);
  });

  after(() => program.stop());

  it('end without an error', () => {
    expect(program.steps.get('fatal')).to.equal(undefined);
  });

  for (const [step, value] of Object.entries(EXPECTED)) {
    it(step, () => {
      expect(program.steps.get(step)).to.deep.equal(value);
    });
  }
});
