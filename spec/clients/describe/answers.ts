import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../support/target.ts';
import { connectionEnvironment, run } from '../support/program.ts';
import type { Command } from './commands.ts';

const MARK = '@@ answer';

/** Unaligned: the width of a column is no part of an answer. */
const SETTINGS = ['\\pset format unaligned', '\\pset pager off'];

/** Lets psql run all commands in one session, and gives the lines of each answer, errors among them. */
export async function answers(
  target: Pick<Target, 'host' | 'port'>,
  commands: readonly Command[],
): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'pgwire-describe-'));
  try {
    const file = join(folder, 'commands.sql');
    const lines = commands.flatMap(({ text }) => [`\\echo ${MARK}`, text]);
    writeFileSync(file, [...SETTINGS, ...lines, ''].join('\n'));
    const { stdout } = await run('sh', ['-c', 'exec psql -X -f "$0" 2>&1', file], {
      ...connectionEnvironment(target),
      LC_ALL: 'C.UTF-8',
    });
    return stdout
      .replaceAll(/^psql:[^:]+:\d+: /gm, '')
      .split(`${MARK}\n`)
      .slice(1)
      .map((answer) => answer.split('\n').filter((line) => line !== ''));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
