import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { requireInstalled, startTarget, targetKind } from '../../support/target.ts';
import type { Target } from '../../support/target.ts';
import { connectionEnvironment, run, runs } from '../support/program.ts';
import { expectNeighbours } from '../support/scenario.ts';
import { QUERY, STORED, vectorText } from '../support/vectors.ts';
import { runShopScript, stepsOf } from './shop-script.ts';

/** What psql 15 printed of shop.sql on PostgreSQL 15; written anew by record.ts. */
const EXPECTED = join(import.meta.dirname, 'shop.expected');

describe('psql', () => {
  let target: Target | undefined;

  before(async function () {
    this.timeout(120_000);
    requireInstalled(this, await runs('psql', ['--version']), 'psql');
    target = await startTarget();
  });

  after(async () => {
    await target?.stop();
  });

  const expected = stepsOf(readFileSync(EXPECTED, 'utf8'));
  let actual: string[] = [];

  it('runs the shop script to its end', async function () {
    this.timeout(60_000);
    const { code, stdout } = await runShopScript(target as Target);
    actual = stepsOf(stdout);
    expect(code).to.equal(0);
    expect(actual.length).to.equal(expected.length);
  });

  for (const [index, step] of expected.entries()) {
    const title = step.split('\n')[0] ?? '';
    it(`prints what PostgreSQL prints: ${title.slice(0, 90)}`, () => {
      expect(actual[index]).to.equal(step);
    });
  }

  const itWithVectors = targetKind() === 'gateway' ? it : it.skip;

  itWithVectors('finds the nearest vectors by <-> and <=>', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'pgwire-psql-'));
    try {
      const query = vectorText(QUERY);
      const file = join(folder, 'vectors.sql');
      writeFileSync(
        file,
        [
          'create extension if not exists vector;',
          'create table documents (id integer primary key, embedding vector(1024));',
          ...[...STORED].map(
            ([id, values]) => `insert into documents values (${id}, '${vectorText(values)}');`,
          ),
          '\\pset format unaligned',
          '\\pset tuples_only on',
          ...['<->', '<=>'].flatMap((operator) => [
            `\\echo BEGIN ${operator}`,
            `select id, embedding ${operator} '${query}' from documents order by embedding ${operator} '${query}' limit 5;`,
            '\\echo END',
          ]),
        ].join('\n'),
      );
      const { stdout } = await run('psql', ['-X', '-q', '-f', file], connectionEnvironment(target as Target));
      for (const operator of ['<->', '<=>'] as const) {
        const [, answer = ''] = stdout.split(`BEGIN ${operator}\n`);
        const lines = answer.split('\nEND')[0]?.split('\n') ?? [];
        expectNeighbours(
          lines.map((line) => line.split('|')),
          operator,
        );
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
