import { quoteIdentifier } from '../../../src/catalog/quote.ts';
import type { CopyOptions } from '../../../src/copy/options.ts';
import type { CopySource } from '../../../src/copy/source.ts';
import { planForGivenRows } from '../../../src/sql/change/given-rows.ts';
import type { StatementText } from '../../../src/sql/classify.ts';
import type { Plan } from '../../../src/sql/plan.ts';
import type { BackendPrepared, CopyTarget } from '../../../src/translation/api.ts';
import type { Session } from '../session.ts';
import { prepare } from '../statement.ts';

/** How the rows of a COPY FROM are inserted. */
export interface CopyPlan {
  readonly source: CopySource;
  /** `INSERT INTO table (columns) ...`, up to the rows. */
  readonly insert: string;
  readonly where: StatementText | null;
  /** What inserts one row in a lane; null when only PostgreSQL can tell what becomes of a row. */
  readonly rows: RowInsert | null;
}

/** The INSERT of one row as it was prepared, and its plan made for the rows that come with an execution. */
export interface RowInsert {
  readonly prepared: BackendPrepared;
  readonly plan: Plan;
}

/** Plans are cached and shared: what is made of one is as well, so that lanes know it again. */
const givenRows = new WeakMap<Plan, Plan>();

/**
 * COPY FROM as an INSERT for each row. Values of identity columns are taken as they are (manual, COPY).
 * @throws GatewayError when the table takes no rows
 */
export async function planCopy(
  session: Session,
  target: CopyTarget,
  options: CopyOptions,
  where: StatementText | null,
): Promise<CopyPlan> {
  const { schema, table } = target;
  const columns = target.columns ?? [];
  const name = [schema, table].flatMap((part) => (part === null ? [] : [quoteIdentifier(part)])).join('.');
  const list = columns.map((column) => quoteIdentifier(column.name)).join(', ');
  const insert =
    columns.length === 0 ? `INSERT INTO ${name}` : `INSERT INTO ${name} (${list}) OVERRIDING SYSTEM VALUE`;
  const values = columns.map((_, i) => `$${i + 1}`).join(', ');
  const text = columns.length === 0 ? `${insert} DEFAULT VALUES` : `${insert} VALUES (${values})`;
  const { prepared } = await prepare(
    session,
    text,
    columns.map(({ typeOid }) => typeOid),
  );
  const native = prepared.kind === 'backend' && prepared.plan !== null && where === null;
  // Lanes know no types that users have made.
  const known = columns.every(({ typeOid }) => session.services.registry.nameOf(typeOid) !== undefined);
  const rows = native && known && prepared.plan ? { prepared, plan: forGivenRows(prepared.plan) } : null;
  // Whoever evaluates the condition looks at NULL after it.
  const checked = rows === null ? columns.map((column) => ({ ...column, notNull: false })) : columns;
  const source: CopySource = { schema: schema ?? '', table, columns: checked, options };
  return { source, insert, where, rows };
}

function forGivenRows(plan: Plan): Plan {
  const known = givenRows.get(plan);
  if (known !== undefined) return known;
  const made = planForGivenRows(plan);
  givenRows.set(plan, made);
  return made;
}
