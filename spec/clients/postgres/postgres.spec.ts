import { join } from 'node:path';
import { ClientProgram } from '../support/program.ts';
import { itDoesTheShop } from '../support/scenario.ts';

describe('postgres.js', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    await program.start(process.execPath, [join(import.meta.dirname, 'shop.ts')]);
  });

  after(() => program.stop());

  itDoesTheShop(() => program.steps, {
    command: ['INSERT', 4],
    pipelined: ['Ann', 'Ben', 'Čeněk'],
    cursor: [30, 30, 30, 10],
    description: [
      [23],
      [
        ['id', 23],
        ['label', 25],
      ],
    ],
  });

  program.itEndsWell();
});
