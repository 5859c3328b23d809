import { expect } from 'chai';
import { inspect } from 'node:util';
import { PgvectorClient } from '../support/pgvector-client.ts';
import { startTarget, targetKind } from '../support/target.ts';
import type { Target } from '../support/target.ts';
import { compare, type Difference } from './compare.ts';
import { readCorpus, type CorpusStatement } from './corpus.ts';
import { MODES, observe, type Mode, type Observation } from './observe.ts';
import { PGVECTOR_EXCEPTIONS } from './pgvector-exceptions.ts';
import { Side } from './side.ts';

const VERSIONS = ['2024.1', '2025.3'];
const LEAST_STATEMENTS = 250;
const FILE_LIMIT = 300_000;

const corpus = readCorpus('corpus-pgvector');

/** What both say of an error: PGlite is a newer PostgreSQL, whose own notices and positions are no matter of pgvector. */
function wording({ results }: Observation): unknown {
  return results.flatMap(({ error }) => (error ? [[error.sqlstate, error.message, error.detail]] : []));
}

function differences(expected: Observation, actual: Observation, statement: CorpusStatement): Difference[] {
  const found = compare(expected, actual, statement).filter(({ aspect }) => aspect !== 'texts');
  const [left, right] = [wording(expected), wording(actual)];
  return found.length > 0 || inspect(left) === inspect(right)
    ? found
    : [{ aspect: 'texts', expected: left, actual: right }];
}

function show(found: readonly Difference[]): string {
  return found
    .map(({ aspect, expected, actual }) => {
      const [left, right] = [expected, actual].map((value) => inspect(value, { depth: 6, breakLength: 110 }));
      return `${aspect}\n  pgvector: ${left}\n  gateway:  ${right}`;
    })
    .join('\n');
}

const describeWithVectors = targetKind() === 'gateway' ? describe : describe.skip;

describeWithVectors('differential: the same as pgvector', () => {
  const targets: Target[] = [];

  before(async function () {
    this.timeout(120_000);
    // pgvector's own limit, above the gateway's default.
    const settings = { PGWIRE_VECTOR_MAX_DIMENSIONS: '16000' };
    for (const version of VERSIONS) {
      targets.push(await startTarget({ ...settings, PGWIRE_EMBEDDED_VERSION: version }));
    }
  });

  after(async () => {
    for (const target of targets) await target.stop();
  });

  it(`has at least ${LEAST_STATEMENTS} statements`, () => {
    const total = corpus.reduce((sum, { statements }) => sum + statements.length, 0);
    expect(total).to.be.at.least(LEAST_STATEMENTS);
  });

  it('has no exception for a statement that is not there', () => {
    const names = new Set(
      corpus.flatMap(({ topic, statements }) => statements.map(({ name }) => `${topic}/${name}`)),
    );
    expect([...PGVECTOR_EXCEPTIONS.keys()].filter((name) => !names.has(name))).to.deep.equal([]);
  });

  for (const { topic, statements } of corpus) {
    describe(topic, () => {
      const found = new Map<string, string[]>(statements.map(({ name }) => [name, []]));

      async function run(mode: Mode): Promise<void> {
        const oracle = await PgvectorClient.open();
        const sides = targets.map((target) => new Side(target));
        for (const side of sides) await side.reset();
        for (const statement of statements) {
          const expected = await observe(oracle, statement, mode);
          for (const [i, side] of sides.entries()) {
            const different = differences(expected, await side.run(statement, mode), statement);
            if (different.length > 0) {
              found.get(statement.name)?.push(`[${VERSIONS[i]}, ${mode}] ${show(different)}`);
            }
          }
        }
        await Promise.all([oracle.close(), ...sides.map((side) => side.close())]);
      }

      before(async function () {
        this.timeout(FILE_LIMIT);
        for (const mode of MODES) await run(mode);
      });

      for (const { name, sql, line } of statements) {
        const reason = PGVECTOR_EXCEPTIONS.get(`${topic}/${name}`);
        it(reason === undefined ? name : `${name} (${reason})`, () => {
          const failures = found.get(name) ?? [];
          if (reason !== undefined) {
            expect(failures, 'the exception is no longer needed: take it out').to.not.deep.equal([]);
          } else if (failures.length > 0) {
            expect.fail(`corpus-pgvector/${topic}.sql line ${line}\n${sql}\n${failures.join('\n')}`);
          }
        });
      }
    });
  }
});
