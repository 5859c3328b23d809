import { join } from 'node:path';
import { expect } from 'chai';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';

const PYTHON = '/usr/bin/python3';

const EXPECTED: Readonly<Record<string, unknown>> = {
  'text in': 3000,
  'binary in': 3000,
  'text out': [
    ['0', 'a\tb\\0\n', '1.50'],
    ['1', 'a\tb\\1\n', null],
  ],
  'binary out': [
    [0, 'a\tb\\0\n'],
    [3000, null],
  ],
  'all out': 6000,
  'bad value': ['22P02', 'invalid input syntax for type integer: "y"', 'COPY goods, line 2, column id: "y"'],
  'key twice': ['23505', 'duplicate key value violates unique constraint "goods_pkey"', 'COPY goods, line 2'],
  'given up': '57014',
  rows: 6000,
};

describe('psycopg 3 with COPY', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    requireInstalled(this, await runs(PYTHON, ['-c', 'import psycopg']), 'python3-psycopg');
    await program.start(PYTHON, [join(import.meta.dirname, 'goods.py')]);
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
