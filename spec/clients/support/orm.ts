import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { startGateway } from '../../support/gateway-process.ts';
import { postgresInstalled, startPostgres } from '../../support/postgres-server.ts';
import { requireInstalled } from '../../support/target.ts';
import type { Target } from '../../support/target.ts';
import { EXPECTED_FAILURES, UNSHOWN_WORDS } from './expected-failures.ts';
import { connectionEnvironment, run } from './program.ts';
import { describeSchema } from './schema-description.ts';

const ORM_FOLDER = join(import.meta.dirname, '..', 'orm');

/** A program may take this long on both servers together, the packages' installation included, in milliseconds. */
const LIMIT = 420_000;

/** What a step of a program came to: its value, or the error that ended it. */
interface Outcome {
  readonly value?: unknown;
  readonly error?: string;
}

interface Observed {
  readonly steps: ReadonlyMap<string, Outcome>;
  readonly schema: readonly string[];
  /** Empty when the program ended well. */
  readonly failure: string;
}

/** A program of an ORM's suite. */
export interface OrmProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** What a plain PostgreSQL does not have (pgvector) runs on the gateway only. */
  readonly gatewayOnly?: boolean;
}

/** A program of the JavaScript suites by its folder in spec/clients/orm. */
export function javascriptProgram(name: string): OrmProgram {
  return { command: process.execPath, args: [join(ORM_FOLDER, name, 'scenario.mjs')] };
}

/** Installs the packages of spec/clients/orm when they are missing; skips or fails where that is impossible. */
export async function requirePackages(context: Mocha.Context): Promise<void> {
  if (existsSync(join(ORM_FOLDER, 'node_modules'))) return;
  const { code, stderr } = await run('npm', ['ci', '--prefix', ORM_FOLDER], {}, '', LIMIT);
  requireInstalled(context, code === 0, `packages of spec/clients/orm (npm ci): ${stderr.slice(-500)}`);
}

function readOutcomes(stdout: string): ReadonlyMap<string, Outcome> {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"step"'));
  const outcomes = lines.map((line) => JSON.parse(line) as Outcome & { readonly step: string });
  return new Map(outcomes.map(({ step, ...outcome }) => [step, outcome]));
}

async function observe(program: OrmProgram, target: Pick<Target, 'host' | 'port'>): Promise<Observed> {
  const environment = connectionEnvironment(target);
  const { code, stdout, stderr } = await run(program.command, program.args, environment, '', LIMIT);
  const client = new pg.Client({
    host: target.host,
    port: target.port,
    user: environment['PGUSER'],
    database: environment['PGDATABASE'],
  });
  await client.connect();
  try {
    return {
      steps: readOutcomes(stdout),
      schema: await describeSchema(client),
      failure: code === 0 ? '' : `exit ${String(code)}: ${stderr.slice(-4000)}`,
    };
  } finally {
    await client.end();
  }
}

async function observeAt(program: OrmProgram, start: () => Promise<Target>): Promise<Observed> {
  const target = await start();
  try {
    return await observe(program, target);
  } finally {
    await target.stop();
  }
}

async function gateway(): Promise<Target> {
  const started = await startGateway();
  const { host, port } = started;
  return { kind: 'gateway', host, port, log: () => started.stderr(), stop: () => started.stop() };
}

async function postgres(): Promise<Target> {
  return { ...(await startPostgres()), kind: 'postgres', log: () => '' };
}

/** Lines that only one of two lists has: Mocha cuts off the diff of long lists. */
function differences(
  actual: readonly string[] = [],
  expected: readonly string[] = [],
): Readonly<Record<'missing' | 'unexpected', readonly string[]>> {
  return {
    missing: expected.filter((line) => !actual.includes(line)),
    unexpected: actual.filter((line) => !expected.includes(line)),
  };
}

/** What a step must come to: `undefined` asks only that the gateway does as PostgreSQL does. */
export type Expectations = Readonly<Record<string, unknown>>;

/**
 * Registers the suite of one ORM: its program runs once on PostgreSQL 15 and once on the gateway, and each step must
 * come to what is expected, on both. The schema that the ORM's own tools have made is compared as well.
 * Differences that are known are listed in expected-failures.ts; one that is gone fails.
 */
export function itDoesTheLibrary(suite: string, program: OrmProgram, expectations: Expectations): void {
  const oracle = program.gatewayOnly !== true;
  let actual: Observed | undefined;
  let expected: Observed | undefined;

  before(async function () {
    this.timeout(LIMIT);
    if (oracle) requireInstalled(this, postgresInstalled(), 'postgresql-15');
    [actual, expected] = await Promise.all([
      observeAt(program, gateway),
      oracle ? observeAt(program, postgres) : undefined,
    ]);
  });

  for (const [step, value] of Object.entries(expectations)) {
    const reason = EXPECTED_FAILURES.find((entry) => entry.suite === suite && entry.step === step)?.reason;
    if (oracle) {
      it(`${step}, on PostgreSQL`, () => {
        const outcome = expected?.steps.get(step);
        if (outcome?.value === undefined) expect.fail(outcome?.error ?? expected?.failure);
        if (value !== undefined) expect(outcome.value).to.deep.equal(value);
      });
    }
    it(reason === undefined ? step : `${step} (known to fail: ${reason})`, () => {
      const outcome = actual?.steps.get(step);
      const wanted = { value: value === undefined ? expected?.steps.get(step)?.value : value };
      const got = {
        value: outcome?.value,
        ...(outcome?.error === undefined ? {} : { error: outcome.error }),
      };
      if (reason === undefined) expect(got).to.deep.equal(wanted);
      else expect(got, 'known to fail, but passes: take it off the list').to.not.deep.equal(wanted);
    });
  }

  it('has no other steps', () => {
    expect([...(actual?.steps.keys() ?? [])]).to.have.members(Object.keys(expectations));
  });

  it('ends well', () => {
    expect(actual?.failure).to.equal('');
  });

  if (oracle) {
    it('leaves the schema that it leaves in PostgreSQL', () => {
      expect(expected?.schema).to.not.deep.equal([]);
      const unshown = UNSHOWN_WORDS.filter((entry) => entry.suite === suite).map(({ words }) => words);
      for (const words of unshown) {
        const shown = actual?.schema.some((line) => line.includes(words));
        expect(shown, `the gateway shows "${words}": take it off the list`).to.equal(false);
      }
      const wanted = expected?.schema.map((line) =>
        unshown.reduce((text, words) => text.replaceAll(words, ''), line),
      );
      expect(differences(actual?.schema, wanted)).to.deep.equal({ missing: [], unexpected: [] });
    });
  }
}
