import { IrisError } from '../../iris-session.ts';
import type { ExecutionState } from '../compile/fragment.ts';
import type { CompileServices } from '../compile/statement.ts';
import { SYSTEM_SCHEMA_NAMES } from '../dictionary/system-schemas.ts';
import { formatTimestamp } from '../values/calendar.ts';
import type { Database } from '../engine/database.ts';
import { type QualifiedName, nameKey } from '../iris-sql/ast.ts';
import { DEFAULT_SCHEMA } from '../functions/system.ts';

/** What DDL works on. It runs inside a write transaction. */
export interface DefinitionContext extends CompileServices {
  readonly database: Database;
  /** For defaults and queries that ask for the time. */
  readonly execution: ExecutionState;
}

/** How DDL ended: 0, or 1 for an IF [NOT] EXISTS that did nothing (iris-sql.md 3.3). */
export interface DefinitionResult {
  readonly sqlcode: 0 | 1;
  readonly rowCount: number;
}

export const DONE: DefinitionResult = { sqlcode: 0, rowCount: 0 };
export const NOTHING_TO_DO: DefinitionResult = { sqlcode: 1, rowCount: 0 };

/** TimeChanged of what is made now. */
export function timeNow(): string {
  return formatTimestamp(BigInt(Date.now()) * 1000n);
}

/**
 * The spelling of the schema a new table or view goes to; a new schema is made with it (iris-sql.md 3.3).
 *
 * @throws IrisError -312 for schemas of the system
 */
export function schemaFor(name: QualifiedName, context: DefinitionContext): string {
  const schema = name.schema ?? DEFAULT_SCHEMA;
  const known = context.dictionary.schemas().get(nameKey(schema));
  if (known !== undefined) return known;
  refuseSystemSchema(schema);
  context.dictionary.store.saveSchema(schema);
  return schema;
}

export function refuseSystemSchema(schema: string): void {
  if (SYSTEM_SCHEMA_NAMES.some((name) => nameKey(name) === nameKey(schema))) {
    throw new IrisError(-312, `Schema name '${schema}' is reserved`);
  }
}
