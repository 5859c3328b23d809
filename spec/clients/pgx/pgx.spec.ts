import { join } from 'node:path';
import { expect } from 'chai';
import { requireInstalled } from '../../support/target.ts';
import { ClientProgram, runs } from '../support/program.ts';

/** Debian's packages are no modules: the compiler finds them in GOPATH. */
const GO = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };

const EXPECTED: Readonly<Record<string, unknown>> = {
  batch: [200, 200, 5025, '2024-02-29T00:03:20Z'],
  'failing batch': [true, '23505', '23505', 0],
  copy: [5000, '23505', true, 5000],
  mode: [1, 2, 3],
  cache: [1275, 1],
  // Of the cached statement the row shape has changed; pgx prepares it again.
  'changed table': ['0A000', true],
  notification: ['news', 'hello', true],
  'nothing more': [true, false],
  nested: ['23505', 1],
  cancelled: ['57014', false, 1],
  context: [true, 1],
};

const WITHOUT_CACHE = Object.entries(EXPECTED).filter(
  ([step]) => step !== 'cache' && step !== 'changed table',
);

// PGWIRE_TEST_TARGET=postgres gives the same.
for (const [name, settings, expected] of [
  ['prepared statements', '', Object.entries(EXPECTED)],
  ['Describe before each Bind', 'statement_cache_mode=describe', WITHOUT_CACHE],
  ['the simple protocol', 'prefer_simple_protocol=true', WITHOUT_CACHE],
] as const) {
  describe(`pgx with ${name}`, () => {
    const program = new ClientProgram();

    before(async function () {
      this.timeout(180_000);
      requireInstalled(this, await runs('go', ['version']), 'golang-go, golang-github-jackc-pgx-v4-dev');
      const source = join(import.meta.dirname, 'scenario.go');
      await program.start('go', ['run', source], { ...GO, PGX_SETTINGS: settings });
    });

    after(() => program.stop());

    it('ends without an error', () => {
      expect(program.steps.get('fatal')).to.equal(undefined);
    });

    for (const [step, value] of expected) {
      it(step, () => {
        expect(program.steps.get(step)).to.deep.equal(value);
      });
    }
  });
}
