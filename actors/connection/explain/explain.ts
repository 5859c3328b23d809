import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementFigures } from '../../../src/backend/statement-figures.ts';
import { DataRowWriter } from '../../../src/protocol/index.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import { jsonText } from '../../../src/sql/explain/json.ts';
import type { Explanation, ExplainValue, Measured } from '../../../src/sql/explain/node.ts';
import { explainOptions, type ExplainOptions } from '../../../src/sql/explain/options.ts';
import { structureOf } from '../../../src/sql/explain/structure.ts';
import { textLines } from '../../../src/sql/explain/text.ts';
import { xmlText } from '../../../src/sql/explain/xml.ts';
import { yamlText } from '../../../src/sql/explain/yaml.ts';
import { sendHeld } from '../portal/held-rows.ts';
import { openPortal, type Portal, type Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { openExecuted } from '../utility/prepared.ts';
import { DiscardingReceiver } from './discarding-receiver.ts';
import { explainPrepared, type Analysis, type PreparedExplanation } from './prepared-plan.ts';

/** Runs a portal. */
type Execute = (portal: Portal, run: Run) => Promise<void>;

/**
 * EXPLAIN: where a statement runs, with which IRIS SQL, and what IRIS and PostgreSQL plan for it. With ANALYZE it is executed
 * like any other, its rows are dropped (manual, EXPLAIN).
 */
export async function runExplain(
  session: Session,
  statement: StatementOf<'explain'>,
  run: Run,
  portal: Portal,
  execute: Execute,
): Promise<void> {
  const options = explainOptions(statement.options, statement.optionPositions);
  const target = await openExplained(session, portal);
  const analysis = options.analyze ? await analyze(session, target, options, run, execute) : null;
  const explanation = await session.run((signal) =>
    explainPrepared(session, target, options, analysis, signal),
  );
  const answer = withTimes(explanation, options, target.statement.planning, analysis);
  portal.held = { frames: rowsOf(answer, options), offset: 0 };
  await sendHeld(portal, run);
}

/** A portal of the explained statement, with the values that EXPLAIN was bound to; that of EXECUTE for EXECUTE. */
async function openExplained(session: Session, { statement, bound, values }: Portal): Promise<Portal> {
  const { inner } = statement;
  if (inner === undefined) throw new GatewayError('XX000', 'EXPLAIN has not prepared its statement');
  const { prepared } = inner;
  if (prepared.kind === 'utility' && prepared.classification.kind === 'execute') {
    return openExecuted(session, prepared.classification, []);
  }
  return openPortal(inner, bound, values, [], prepared.columns);
}

async function analyze(
  session: Session,
  target: Portal,
  options: ExplainOptions,
  { alone }: Run,
  execute: Execute,
): Promise<Analysis | null> {
  // PostgreSQL measures what it runs itself
  if (target.statement.prepared.kind === 'shadow' && target.statement.prepared.sequences === null)
    return null;
  const receiver = new DiscardingReceiver();
  const start = performance.now();
  const figures = await session.backend.measure(() => execute(target, { limit: 0, alone, to: receiver }));
  const milliseconds = performance.now() - start;
  const whole = options.timing ? milliseconds : null;
  return {
    statements: together(figures, options),
    whole: { rows: receiver.count, loops: 1, startup: whole, total: whole },
    milliseconds,
  };
}

/** The figures of each statement, which may have been executed for several parts. */
function together(
  figures: readonly StatementFigures[],
  { timing }: ExplainOptions,
): ReadonlyMap<string, Measured> {
  const statements = new Map<string, Measured>();
  for (const { sql, executions, rows, startup, total } of figures) {
    const known = statements.get(sql);
    statements.set(sql, {
      rows: rows + (known?.rows ?? 0),
      loops: executions + (known?.loops ?? 0),
      startup: timing ? startup + (known?.startup ?? 0) : null,
      total: timing ? total + (known?.total ?? 0) : null,
    });
  }
  return statements;
}

function withTimes(
  explanation: PreparedExplanation,
  { summary }: ExplainOptions,
  planning: number,
  analysis: Analysis | null,
): Explanation {
  if (!summary || explanation.timed) return explanation;
  const times: (readonly [string, ExplainValue])[] = [['Planning Time', rounded(planning)]];
  if (analysis !== null) times.push(['Execution Time', rounded(analysis.milliseconds)]);
  return { ...explanation, summary: [...explanation.summary, ...times] };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/** A row for each line of text, or one for all of another format. */
function rowsOf(explanation: Explanation, { format }: ExplainOptions): Uint8Array {
  const writer = new DataRowWriter();
  for (const text of format === 'text' ? textLines(explanation) : [documentOf(explanation, format)]) {
    writer.beginRow(1);
    writer.text(text);
    writer.endRow();
  }
  return writer.take();
}

function documentOf(explanation: Explanation, format: 'json' | 'xml' | 'yaml'): string {
  const structure = structureOf(explanation);
  switch (format) {
    case 'json':
      return jsonText(structure);
    case 'xml':
      return xmlText(structure);
    case 'yaml':
      return yamlText(structure);
    default:
      return format satisfies never;
  }
}
