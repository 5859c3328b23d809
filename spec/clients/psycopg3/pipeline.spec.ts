import { join } from 'node:path';
import { expect } from 'chai';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';

const PYTHON = '/usr/bin/python3';

const EXPECTED: Readonly<Record<string, unknown>> = {
  'row counts': 50,
  'count in the pipeline': 50,
  error: '23505',
  undone: 0,
  'error in a nested transaction': '23505',
  kept: [200, 201],
  executemany: [300, 301, 302, 303, 304],
  'flush without sync': [['TUPLES_OK', '1'], null, ['TUPLES_OK', '6'], null],
  aborted: ['FATAL_ERROR', null, 'PIPELINE_ABORTED', null, 'PIPELINE_SYNC'],
  status: 'ON',
  prepared: ['COMMAND_OK', null, 'COMMAND_OK', null, ['TUPLES_OK', 'part 7'], null, 'PIPELINE_SYNC'],
  afterwards: 'simple',
};

// libpq's pipeline mode (manual 34.5), which psycopg 3 uses; PGWIRE_TEST_TARGET=postgres gives the same.
describe('psycopg 3 and libpq in pipeline mode', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    requireInstalled(this, await runs(PYTHON, ['-c', 'import psycopg']), 'python3-psycopg');
    await program.start(PYTHON, [join(import.meta.dirname, 'pipeline.py')]);
  });

  after(() => program.stop());

  it('ends without an error', () => {
    expect(program.steps.get('fatal')).to.equal(undefined);
  });

  for (const [step, value] of Object.entries(EXPECTED)) {
    it(step, () => {
      expect(program.steps.get(step)).to.deep.equal(value);
    });
  }
});
