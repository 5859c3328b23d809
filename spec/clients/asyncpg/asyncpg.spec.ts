import { join } from 'node:path';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';
import { itDoesTheShop } from '../support/scenario.ts';

const PYTHON = '/usr/bin/python3';

describe('asyncpg', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    requireInstalled(this, await runs(PYTHON, ['-c', 'import asyncpg']), 'python3-asyncpg');
    await program.start(PYTHON, [join(import.meta.dirname, 'shop.py')]);
  });

  after(() => program.stop());

  itDoesTheShop(() => program.steps, {
    status: 'UPDATE 3',
    diagnostics: [
      'orders_customer_id_fkey',
      'orders',
      'public',
      'Key (customer_id)=(77) is not present in table "customers".',
    ],
    parameters: ['int4'],
    attributes: [['name', 'varchar']],
    'parameters of an insert': ['int4', 'varchar'],
    'batch is atomic': 100,
    cursor: [100, 5050],
    portal: [[91, 92, 93, 94], 95],
    'found by types': [1],
    arithmetic: [['1.10', '1 day, 2:00:00', '2024-02-29']],
    pool: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18],
  });

  program.itEndsWell();
});
