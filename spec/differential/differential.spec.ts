import { expect } from 'chai';
import { inspect } from 'node:util';
import { postgresInstalled, startPostgres } from '../support/postgres-server.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { requireInstalled, startTarget, targetKind } from '../support/target.ts';
import type { Target } from '../support/target.ts';
import { compare } from './compare.ts';
import type { Difference } from './compare.ts';
import { readCorpus } from './corpus.ts';
import type { CorpusFile, CorpusStatement } from './corpus.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { MODES } from './observe.ts';
import type { Mode } from './observe.ts';
import { Side } from './side.ts';

/** The issue asks for this many; the corpus must not shrink below it. */
const LEAST_STATEMENTS = 450;

/** Time for one file in three modes on a slow machine, in milliseconds. */
const FILE_LIMIT = 300_000;

const corpus = readCorpus();
const exceptions = targetKind() === 'gateway' ? EXCEPTIONS : [];

function show(differences: readonly Difference[]): string {
  return differences
    .map(({ aspect, expected, actual }) => {
      const [left, right] = [expected, actual].map((value) =>
        inspect(value, { depth: 6, breakLength: 110, maxStringLength: 2000 }),
      );
      return `${aspect}\n  PostgreSQL: ${left}\n  target:     ${right}`;
    })
    .join('\n');
}

/**
 * Differences by mode in data, or in wording; those of the exceptions' list are taken out, and an exception without its
 * difference is reported.
 */
function judge(
  topic: string,
  statement: CorpusStatement,
  found: ReadonlyMap<Mode, Difference[]>,
  wording: boolean,
): string[] {
  const wanted = ({ aspect }: Pick<Difference, 'aspect'>): boolean => (aspect === 'texts') === wording;
  return MODES.flatMap((mode) => {
    const differences = (found.get(mode) ?? []).filter(wanted);
    const excused = exceptions
      .filter((known) => known.topic === topic && known.name === statement.name)
      .filter((known) => known.modes?.includes(mode) ?? true)
      .flatMap((known) => known.differs.map((aspect) => ({ aspect })))
      .filter(wanted);
    const unexpected = differences.filter((one) => !excused.some(({ aspect }) => aspect === one.aspect));
    const gone = excused.filter(({ aspect }) => !differences.some((one) => one.aspect === aspect));
    return [
      ...(unexpected.length > 0 ? [`[${mode}] ${show(unexpected)}`] : []),
      ...gone.map(({ aspect }) => `[${mode}] the exception for "${aspect}" is no longer needed: take it out`),
    ];
  });
}

describe('differential: the same as PostgreSQL 15', () => {
  let oracle: PostgresServer | undefined;
  let target: Target | undefined;
  const counts: string[] = [];

  before(async function () {
    this.timeout(120_000);
    requireInstalled(this, postgresInstalled(), 'PostgreSQL 15');
    // One after the other: a failed start of the second must not lose the first.
    oracle = await startPostgres();
    target = await startTarget();
  });

  after(async function () {
    this.timeout(60_000);
    console.log(counts.map((line) => `      ${line}`).join('\n'));
    await oracle?.stop();
    await target?.stop();
  });

  it(`has at least ${LEAST_STATEMENTS} statements`, () => {
    const total = corpus.reduce((sum, file) => sum + file.statements.length, 0);
    expect(total).to.be.at.least(LEAST_STATEMENTS);
  });

  it('names only existing statements in its exceptions', () => {
    const known = new Set(
      corpus.flatMap((file) => file.statements.map((one) => `${file.topic}/${one.name}`)),
    );
    const stale = EXCEPTIONS.filter((one) => !known.has(`${one.topic}/${one.name}`));
    expect(stale).to.deep.equal([]);
  });

  for (const file of corpus) describeFile(file);

  function describeFile(file: CorpusFile): void {
    describe(file.topic, () => {
      const found = new Map<string, Map<Mode, Difference[]>>(
        file.statements.map((statement) => [statement.name, new Map()]),
      );

      before(async function () {
        this.timeout(FILE_LIMIT);
        if (!oracle || !target) throw new Error('the servers are not running');
        const [left, right] = [new Side(oracle), new Side(target)];
        for (const mode of MODES) {
          await Promise.all([left.reset(), right.reset()]);
          for (const statement of file.statements) {
            const [expected, actual] = await Promise.all([
              left.run(statement, mode),
              right.run(statement, mode),
            ]);
            found.get(statement.name)?.set(mode, compare(expected, actual, statement));
          }
        }
        await Promise.all([left.close(), right.close()]);
        const differing = [...found.values()].filter((modes) =>
          [...modes.values()].some((differences) => differences.length > 0),
        );
        counts.push(`${file.topic}: ${file.statements.length} statements, ${differing.length} differ`);
      });

      const failuresOf = (statement: CorpusStatement, wording: boolean): string[] =>
        judge(file.topic, statement, found.get(statement.name) ?? new Map(), wording).map(
          (failure) => `corpus/${file.topic}.sql line ${statement.line}\n${statement.sql}\n${failure}`,
        );

      for (const statement of file.statements) {
        it(statement.name, () => {
          const failures = failuresOf(statement, false);
          if (failures.length > 0) expect.fail(failures.join('\n'));
        });
      }

      it("says it in PostgreSQL's words: messages, positions, details, notices", () => {
        const failures = file.statements.flatMap((statement) => failuresOf(statement, true));
        if (failures.length > 0) expect.fail(`${failures.length} differ\n${failures.join('\n')}`);
      });
    });
  }
});
