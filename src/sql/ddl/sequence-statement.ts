import type { AlterSeqStmt, CreateSeqStmt } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { ddlTag } from '../classify/ddl-tag.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';

/**
 * CREATE, ALTER SEQUENCE: nothing is done in IRIS, which has none. What the gateway keeps follows the catalog, in which
 * PostgreSQL tries the statement (src/translation/tasks/changed-sequences.ts).
 */
export function planSequenceStatement(
  { sequence }: Pick<CreateSeqStmt & AlterSeqStmt, 'sequence'>,
  statement: RawStatement,
): DdlPlan {
  if (sequence?.relpersistence === 't') {
    throw new GatewayError('0A000', 'temporary sequences are not supported', {
      hint: 'Use a sequence that is not temporary, or a serial column of a temporary table.',
    });
  }
  return new DdlSteps().plan(ddlTag(statement.node) ?? '', statement.text);
}
