import { join } from 'node:path';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';
import { SHOP, itDoesTheShop } from '../support/scenario.ts';

/** Debian's Python: its psycopg package is there, whatever other Python the path has. */
const PYTHON = '/usr/bin/python3';

describe('psycopg 3', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    requireInstalled(this, await runs(PYTHON, ['-c', 'import psycopg']), 'python3-psycopg');
    await program.start(PYTHON, [join(import.meta.dirname, 'shop.py')]);
  });

  after(() => program.stop());

  itDoesTheShop(() => program.steps, {
    executemany: 4,
    diagnostics: ['UniqueViolation', 'customers_pkey', 'customers', 'public', 'Key (id)=(1) already exists.'],
    binary: SHOP['types'],
    'binary parameters': SHOP['types'],
    'found by types': [[1]],
    description: [
      ['i8', 20],
      ['n', 1700],
      ['f', 701],
      ['o', 16],
      ['t', 25],
      ['d', 1082],
      ['ts', 1114],
      ['tz', 1184],
      ['u', 2950],
      ['j', 3802],
      ['b', 17],
      ['ai', 1007],
      ['at', 1009],
    ],
    pipeline: [1, 5],
  });

  program.itEndsWell();
});
