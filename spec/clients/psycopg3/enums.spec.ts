import { join } from 'node:path';
import { expect } from 'chai';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';

const PYTHON = '/usr/bin/python3';

const EXPECTED: Readonly<Record<string, unknown>> = {
  labels: ['sad', 'ok', 'happy'],
  text: [
    [3, null, null],
    [2, 'sad', 6],
    [4, 'ok', 7],
    [1, 'happy', 5],
  ],
  binary: [
    [3, null, null],
    [2, 'sad', 6],
    [4, 'ok', 7],
    [1, 'happy', 5],
  ],
  'text arrays': [['sad', 'ok'], [], ['happy', null]],
  'binary arrays': [['sad', 'ok'], [], ['happy', null]],
  'type of a column': true,
  'type of a domain': 23,
  any: [[2], [4]],
  greater: [[1], [4]],
  'unknown label': ['22P02', 'invalid input value for enum mood: "angry"'],
  check: ['23514', 'value for domain positive violates check constraint "positive_check"'],
  copied: [
    ['11', 'sad'],
    ['10', 'happy'],
  ],
  'after a new label': [
    [4, 'ok'],
    [10, 'fine'],
    [1, 'happy'],
  ],
};

describe('psycopg 3 with enums and domains', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    requireInstalled(this, await runs(PYTHON, ['-c', 'import psycopg']), 'python3-psycopg');
    await program.start(PYTHON, [join(import.meta.dirname, 'enums.py')]);
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
