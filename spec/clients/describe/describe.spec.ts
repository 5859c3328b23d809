import { join } from 'node:path';
import { expect } from 'chai';
import type { PostgresServer } from '../../support/postgres-server.ts';
import { postgresInstalled } from '../../support/postgres-server.ts';
import { startGateway, type GatewayProcess } from '../../support/gateway-process.ts';
import { requireInstalled } from '../../support/target.ts';
import { connectionEnvironment, run, runs } from '../support/program.ts';
import { answers } from './answers.ts';
import { COMMANDS, type Command } from './commands.ts';
import { comparable, missingLines } from './masks.ts';
import { startOracle } from './oracle.ts';

const SCHEMA = join(import.meta.dirname, 'schema.sql');

const TITLE = /^(?:Index|Sequence|Table|TOAST table|View) "/;

function nameOf(line: string): string {
  return line.split('|').slice(0, 2).join('|');
}

describe('psql describes a schema', () => {
  let oracle: PostgresServer | undefined;
  let gateway: GatewayProcess | undefined;
  let expected: string[][] = [];
  let actual: string[][] = [];

  before(async function () {
    this.timeout(180_000);
    const installed = postgresInstalled() && (await runs('psql', ['--version']));
    requireInstalled(this, installed, 'PostgreSQL 15 with psql');
    oracle = await startOracle();
    gateway = await startGateway();
    for (const server of [oracle, gateway]) {
      const made = await run('psql', ['-X', '-q', '-f', SCHEMA], connectionEnvironment(server));
      expect(made.stderr.split('\n').filter((line) => line.includes('ERROR'))).to.deep.equal([]);
    }
    [expected, actual] = await Promise.all([answers(oracle, COMMANDS), answers(gateway, COMMANDS)]);
  });

  after(async () => {
    await Promise.all([oracle?.stop(), gateway?.stop()]);
  });

  const compare: Readonly<
    Record<Command['comparison'], (expected: readonly string[], actual: readonly string[]) => void>
  > = {
    same: (right, answer) => expect(answer).to.deep.equal(right),
    superset: (right, answer) => expect(missingLines(right, answer)).to.deep.equal([]),
    names: (right, answer) => expect(missingLines(right.map(nameOf), answer.map(nameOf))).to.deep.equal([]),
    titles: (right, answer) => {
      const described = answer.filter((line) => TITLE.test(line));
      expect(described).to.include.members(right.filter((line) => TITLE.test(line)));
    },
  };

  for (const [index, { text, comparison }] of COMMANDS.entries()) {
    it(`as PostgreSQL does: ${text}`, () => {
      const [right, answer] = [expected[index], actual[index]];
      if (right === undefined || answer === undefined) expect.fail('psql did not get there');
      compare[comparison](comparable(right), comparable(answer));
    });
  }
});
