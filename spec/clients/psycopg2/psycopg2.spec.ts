import { join } from 'node:path';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';
import { itDoesTheShop } from '../support/scenario.ts';

const PYTHON = '/usr/bin/python3';

/** PQTRANS_INERROR of libpq. */
const IN_ERROR = 3;

describe('psycopg2', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    requireInstalled(this, await runs(PYTHON, ['-c', 'import psycopg2']), 'python3-psycopg2');
    await program.start(PYTHON, [join(import.meta.dirname, 'shop.py')]);
  });

  after(() => program.stop());

  itDoesTheShop(() => program.steps, {
    execute_values: [[1], [2], [1], [1]],
    rowcount: 3,
    'in failed transaction': ['25P02', IN_ERROR],
    pgerror:
      'ERROR:  column "nothing" does not exist\nLINE 1: select nothing from customers\n               ^\n',
    dictionaries: [
      { id: 1, customer: 'Ann' },
      { id: 2, customer: 'Ben' },
    ],
    autocommit: 1,
  });

  program.itEndsWell();
});
