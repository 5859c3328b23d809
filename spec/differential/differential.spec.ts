import { expect } from 'chai';
import { inspect } from 'node:util';
import { chosen } from '../support/chosen.ts';
import { postgresInstalled, startPostgres } from '../support/postgres-server.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { requireInstalled, startTarget, targetKind } from '../support/target.ts';
import type { Target } from '../support/target.ts';
import { compare } from './compare.ts';
import type { Difference } from './compare.ts';
import { readCorpus } from './corpus.ts';
import type { CorpusFile, CorpusStatement } from './corpus.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { SIMULATOR_EXCEPTIONS } from './simulator-exceptions.ts';
import { MODES as ALL_MODES } from './observe.ts';
import type { Mode } from './observe.ts';
import { Side } from './side.ts';

/** The issue asks for this many; the corpus must not shrink below it. */
const LEAST_STATEMENTS = 2500;

/** Time for one file in three modes on a slow machine, in milliseconds. */
const FILE_LIMIT = 300_000;

/** The oldest and the newest IRIS whose SQL the embedded engine plays; one run when the target is a PostgreSQL. */
const VERSIONS = targetKind() === 'gateway' ? chosen('PGWIRE_TEST_VERSIONS', ['2024.1', '2025.3']) : ['15'];
const MODES = chosen('PGWIRE_TEST_MODES', ALL_MODES);

const corpus = readCorpus();
const simulated = process.env['PGWIRE_TEST_BACKEND'] === 'native' ? SIMULATOR_EXCEPTIONS : [];
const exceptions = targetKind() === 'gateway' ? [...EXCEPTIONS, ...simulated] : [];

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

/** One way a statement is run: on a gateway that plays this version, in this mode. */
const RUNS = VERSIONS.flatMap((version) => MODES.map((mode) => ({ mode, name: runName(version, mode) })));

function runName(version: string, mode: Mode): string {
  return `${version}, ${mode}`;
}

/**
 * Differences by run in data, or in wording; those of the exceptions' list are taken out, and an exception without its
 * difference is reported.
 */
function judge(
  topic: string,
  statement: CorpusStatement,
  found: ReadonlyMap<string, Difference[]>,
  wording: boolean,
): string[] {
  const wanted = ({ aspect }: Pick<Difference, 'aspect'>): boolean => (aspect === 'texts') === wording;
  return RUNS.flatMap(({ mode, name }) => {
    const differences = (found.get(name) ?? []).filter(wanted);
    const excused = exceptions
      .filter((known) => known.topic === topic && known.name === statement.name)
      .filter((known) => known.modes?.includes(mode) ?? true)
      .flatMap((known) => known.differs.map((aspect) => ({ aspect })))
      .filter(wanted);
    const unexpected = differences.filter((one) => !excused.some(({ aspect }) => aspect === one.aspect));
    const gone = excused.filter(({ aspect }) => !differences.some((one) => one.aspect === aspect));
    return [
      ...(unexpected.length > 0 ? [`[${name}] ${show(unexpected)}`] : []),
      ...gone.map(({ aspect }) => `[${name}] the exception for "${aspect}" is no longer needed: take it out`),
    ];
  });
}

describe('differential: the same as PostgreSQL 15', () => {
  let oracle: PostgresServer | undefined;
  const targets: Target[] = [];
  const counts: string[] = [];

  before(async function () {
    this.timeout(120_000);
    requireInstalled(this, postgresInstalled(), 'PostgreSQL 15');
    // One after the other: a failed start of the second must not lose the first.
    oracle = await startPostgres();
    for (const version of VERSIONS) targets.push(await startTarget({ PGWIRE_EMBEDDED_VERSION: version }));
  });

  after(async function () {
    this.timeout(60_000);
    console.log(counts.map((line) => `      ${line}`).join('\n'));
    await oracle?.stop();
    for (const target of targets) await target.stop();
  });

  it(`has at least ${LEAST_STATEMENTS} statements`, () => {
    const total = corpus.reduce((sum, file) => sum + file.statements.length, 0);
    expect(total).to.be.at.least(LEAST_STATEMENTS);
  });

  it('names only existing statements in its exceptions', () => {
    const known = new Set(
      corpus.flatMap((file) => file.statements.map((one) => `${file.topic}/${one.name}`)),
    );
    const stale = [...EXCEPTIONS, ...SIMULATOR_EXCEPTIONS].filter(
      (one) => !known.has(`${one.topic}/${one.name}`),
    );
    expect(stale).to.deep.equal([]);
  });

  const topics = chosen(
    'PGWIRE_TEST_TOPICS',
    corpus.map(({ topic }) => topic),
  );
  for (const file of corpus) if (topics.includes(file.topic)) describeFile(file);

  function describeFile(file: CorpusFile): void {
    describe(file.topic, () => {
      const found = new Map<string, Map<string, Difference[]>>(
        file.statements.map((statement) => [statement.name, new Map()]),
      );

      before(async function () {
        this.timeout(FILE_LIMIT);
        if (!oracle) throw new Error('the servers are not running');
        const left = new Side(oracle);
        const rights = targets.map((target) => new Side(target));
        const sides = [left, ...rights];
        for (const mode of MODES) {
          await Promise.all(sides.map((side) => side.reset()));
          for (const statement of file.statements) {
            const [expected, ...actual] = await Promise.all([
              left.run(statement, mode),
              ...rights.map((right) => right.run(statement, mode)),
            ]);
            for (const [i, one] of actual.entries()) {
              const name = runName(VERSIONS[i] ?? '', mode);
              found.get(statement.name)?.set(name, compare(expected, one, statement));
            }
          }
        }
        await Promise.all(sides.map((side) => side.close()));
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
