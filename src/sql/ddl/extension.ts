import type { CreateExtensionStmt } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import type { Drop } from './drop.ts';

/** What a new database has: pgvector, which the gateway translates, and PostgreSQL's own plpgsql. */
const INSTALLED: ReadonlySet<string> = new Set(['vector', 'plpgsql']);

/** CREATE EXTENSION: nothing to do in IRIS. */
export function planCreateExtension(create: CreateExtensionStmt, statement: RawStatement): DdlPlan {
  const steps = new DdlSteps();
  const name = create.extname ?? '';
  if (!INSTALLED.has(name)) {
    throw new GatewayError('0A000', `extension "${name}" is not available`, {
      hint: `The gateway has the extensions ${[...INSTALLED].join(', ')}.`,
    });
  }
  if (create.if_not_exists !== true) throw new GatewayError('42710', `extension "${name}" already exists`);
  return steps.plan('CREATE EXTENSION', statement.text);
}

/** DROP EXTENSION */
export function dropExtension({ names, ifExists }: Drop): void {
  for (const { name } of names) {
    if (INSTALLED.has(name)) {
      throw new GatewayError('0A000', `extension "${name}" cannot be dropped`, {
        detail: 'It is part of the gateway.',
      });
    }
    if (!ifExists) throw new GatewayError('42704', `extension "${name}" does not exist`);
  }
}
