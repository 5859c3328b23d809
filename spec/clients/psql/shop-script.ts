import { join } from 'node:path';
import type { Target } from '../../support/target.ts';
import { connectionEnvironment, run } from '../support/program.ts';
import type { Finished } from '../support/program.ts';

/**
 * Runs shop.sql through psql, every input line echoed. Errors are put among the output, where they belong in the
 * order of statements.
 */
export function runShopScript(target: Target): Promise<Finished> {
  const script = join(import.meta.dirname, 'shop.sql');
  return run('sh', ['-c', 'exec psql -X -a -f "$0" 2>&1', script], {
    ...connectionEnvironment(target),
    PGOPTIONS: '-c datestyle=ISO',
    LC_ALL: 'C.UTF-8',
  });
}

/**
 * An echoed line and what follows it are one step. Left out are psql's file name and line, and LOCATION: a place in
 * PostgreSQL's own source.
 */
export function stepsOf(output: string): string[] {
  return output
    .replaceAll(/^psql:[^:]+:\d+: /gm, '')
    .replaceAll(/^LOCATION: .*\n/gm, '')
    .split(/\n(?=(?:select|insert|update|delete|create|drop|begin|commit|rollback|savepoint|selec)\b|\\)/);
}
