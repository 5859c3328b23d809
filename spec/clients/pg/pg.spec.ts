import { join } from 'node:path';
import { ClientProgram } from '../support/program.ts';
import { itDoesTheShop } from '../support/scenario.ts';

describe('node-postgres', () => {
  const program = new ClientProgram();

  before(async function () {
    this.timeout(180_000);
    await program.start(process.execPath, [join(import.meta.dirname, 'shop.ts')]);
  });

  after(() => program.stop());

  itDoesTheShop(() => program.steps, {
    command: ['INSERT', 4],
    position: '8',
    fields: [
      ['i8', 20, -1],
      ['n', 1700, 1_179_654],
      ['f', 701, -1],
      ['o', 16, -1],
      ['t', 25, -1],
      ['d', 1082, -1],
      ['ts', 1114, -1],
      ['tz', 1184, -1],
      ['u', 2950, -1],
      ['j', 3802, -1],
      ['b', 17, -1],
      ['ai', 1007, -1],
      ['at', 1009, -1],
    ],
    several: [[{ a: 1 }], [{ b: 2, c: 3 }]],
    pool: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22],
    notices: ['table "nowhere" does not exist, skipping'],
  });

  program.itEndsWell();
});
