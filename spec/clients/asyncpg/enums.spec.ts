import { join } from 'node:path';
import { expect } from 'chai';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';

const PYTHON = '/usr/bin/python3';

const EXPECTED: Readonly<Record<string, unknown>> = {
  rows: [
    [2, 'sad', [], null],
    [3, 'ok', null, 'x'],
    [1, 'happy', ['sad', 'ok'], 'yes'],
  ],
  any: [2, 3],
  less: [2, 3],
  attributes: [
    ['mood', 'scalar'],
    ['varchar', 'scalar'],
  ],
  parameters: ['mood'],
  'unknown label': ['22P02', 'invalid input value for enum mood: "angry"'],
  check: ['23514', 'value for domain short violates check constraint "short_check"'],
  copied: [
    [7, 'sad'],
    [8, 'happy'],
  ],
};

describe('asyncpg with enums and domains', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    requireInstalled(this, await runs(PYTHON, ['-c', 'import asyncpg']), 'python3-asyncpg');
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
