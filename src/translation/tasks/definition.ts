import type { ShadowSession } from '../../catalog/shadow-session.ts';
import type { Statement } from '../../sql/classify.ts';
import { planDdl } from '../../sql/ddl/plan-ddl.ts';
import type { RawStatement } from '../../sql/parse/raw-statement.ts';
import type { ThreadCatalog } from '../thread.ts';
import { definitionContext } from './definition-context.ts';
import type { StatementShape } from './messages.ts';

/** Plans a statement that changes the schema. */
export function planDefinition(
  statement: RawStatement,
  classification: Statement,
  session: ShadowSession,
  thread: ThreadCatalog,
): StatementShape {
  const { plan, notices, shadow } = planDdl(statement, definitionContext(statement.text, session, thread));
  return { kind: 'ddl', classification, plan, notices, validate: shadow };
}
