import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { decodeBackend, splitMessages } from '../../../src/protocol/index.ts';
import { readIrisPlan, type IrisPlan } from '../../../src/sql/explain/iris-plan.ts';
import type { IrisStatement, OutputColumn, Plan } from '../../../src/sql/plan.ts';
import { OID } from '../../../src/types/index.ts';
import type { Session } from '../session.ts';

/** Statements that IRIS explains (RSQL_explain); of INSERT it has no plan to show. */
const EXPLAINED = ['SELECT', 'UPDATE', 'DELETE'];

const PLAN: OutputColumn = {
  name: 'Plan',
  tableOid: 0,
  attribute: 0,
  typeOid: OID.text,
  typeSize: -1,
  typmod: -1,
};

let explained = 0;

/** IRIS's own plans of a plan's statements, by their text. Where IRIS gives none, the reason stands in its place. */
export async function irisPlans(
  session: Session,
  statements: readonly IrisStatement[],
  signal: AbortSignal,
): Promise<Map<string, IrisPlan>> {
  const plans = new Map<string, IrisPlan>();
  for (const statement of statements) {
    if (plans.has(statement.sql) || !isExplained(statement)) continue;
    plans.set(statement.sql, await irisPlan(session, statement, signal));
  }
  return plans;
}

function isExplained({ sql }: IrisStatement): boolean {
  const text = sql.trimStart().toUpperCase();
  return [...EXPLAINED, 'WITH'].some((word) => text.startsWith(word));
}

async function irisPlan(session: Session, statement: IrisStatement, signal: AbortSignal): Promise<IrisPlan> {
  try {
    return readIrisPlan(await explainInIris(session, statement, signal));
  } catch (error) {
    if (!(error instanceof GatewayError) || signal.aborted || error.sqlstate === '08006') throw error;
    return { cost: null, text: `not available: ${error.message}` };
  }
}

/** The plan does not depend on values, which are NULL therefore. */
async function explainInIris(
  session: Session,
  { sql, slots }: IrisStatement,
  signal: AbortSignal,
): Promise<string> {
  const statement: IrisStatement = {
    sql: `EXPLAIN ${sql}`,
    slots: slots.map(() => ({ from: 'constant', value: null }) as const),
  };
  const plan: Plan = {
    steps: [{ do: 'emit', statement }],
    tag: 'EXPLAIN',
    counted: false,
    columns: [PLAN],
    writes: false,
    changesSchema: false,
  };
  explained += 1;
  const parts: string[] = [];
  await session.backend.use({ writes: false, alone: true, signal }, (lane) =>
    lane.execute(
      `explain-${explained}`,
      {
        plan,
        parameters: [],
        sessionValues: {},
        formats: [0],
        settings: session.valueSettings,
        limit: 0,
        lockTimeoutMs: 0,
      },
      (frames) => {
        parts.push(...textsOf(frames));
        return Promise.resolve();
      },
    ),
  );
  return parts.join('\n');
}

/** The first columns of DataRow messages. */
export function textsOf(frames: Uint8Array): string[] {
  const texts: string[] = [];
  for (const { type, body } of splitMessages(frames)) {
    const row = decodeBackend(type, body);
    if (row.type === 'DataRow') texts.push(Buffer.from(row.values[0] ?? new Uint8Array()).toString('utf8'));
  }
  return texts;
}
