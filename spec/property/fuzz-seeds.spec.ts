import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { mutate } from '../fuzz/mutate.ts';
import { Random } from '../fuzz/random.ts';
import type { FuzzTarget } from '../fuzz/target.ts';
import { openTarget, SEEDS, targetNames } from '../fuzz/targets/index.ts';

/** Inputs near the seeds that each run tries: the same ones always. `npm run fuzz` looks for new ones. */
const NEAR = 150;

/** The translator runs in a thread of the translation only (spec/fuzz/run.ts); its findings become corpus entries. */
const HERE = targetNames.filter((name) => name !== 'translator');

describe('what fuzzing has found', () => {
  for (const name of HERE) {
    describe(name, function () {
      this.timeout(60_000);
      let target: FuzzTarget;

      before(async () => {
        target = await openTarget(name);
      });
      after(() => target.close?.());

      const folder = join(SEEDS, name);
      for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
        it(file, async () => {
          await target.run(readFileSync(join(folder, file)));
        });
      }

      it(`${NEAR} inputs near the ones to begin with`, async () => {
        const random = new Random(1);
        expect(target.seeds).not.to.deep.equal([]);
        for (let i = 0; i < NEAR; i += 1) {
          const from = random.pick(target.seeds) ?? Buffer.of();
          const input = mutate(from, random, target.words, target.seeds);
          try {
            await target.run(input);
          } catch (error) {
            throw new Error(`input ${Buffer.from(input).toString('hex')}`, { cause: error });
          }
        }
      });
    });
  }
});
