import { GatewayError, type ErrorFields } from '../errors/gateway-error.ts';
import type { ExplainNode } from '../sql/explain/node.ts';
import { textLines } from '../sql/explain/text.ts';
import type { Prepared, StatementPart, Translation, TranslationSession } from './api.ts';
import { describedPlan, routeName } from './plan-description.ts';

/** What becomes of one statement: for who asks without running it. */
export interface StatementDescription {
  readonly sql: string;
  /** The command, e.g. SELECT; empty for an empty statement. */
  readonly command: string;
  /** Who runs it. */
  readonly route: string;
  /** The plan cache knew it. */
  readonly cached: boolean;
  /** Names of the types of $1, $2 ... */
  readonly parameters: readonly string[];
  /** Null when it returns no rows. */
  readonly columns: readonly { readonly name: string; readonly type: string }[] | null;
  readonly plan: ExplainNode;
  /** The plan as EXPLAIN prints it. */
  readonly lines: readonly string[];
  /** Analysis and translation, the way to the thread and back included. */
  readonly milliseconds: number;
}

/** A statement that cannot be run, and why. */
export interface RefusedStatement {
  readonly sql: string;
  readonly error: Pick<ErrorFields, 'sqlstate' | 'message' | 'detail' | 'hint' | 'position'>;
}

export type Described = StatementDescription | RefusedStatement;

/** Tells of each statement of a text what the gateway would do for it. Nothing is run, and IRIS is not asked. */
export async function describeStatements(
  translation: Translation,
  text: string,
  session: TranslationSession,
): Promise<readonly Described[]> {
  let parts: readonly StatementPart[];
  try {
    parts = await translation.split(text, session);
  } catch (error) {
    return [refused(text, error)];
  }
  const described: Described[] = [];
  for (const part of parts) described.push(await describe(translation, part.text, session));
  return described;
}

async function describe(
  translation: Translation,
  sql: string,
  session: TranslationSession,
): Promise<Described> {
  const start = performance.now();
  try {
    const known = translation.prepareCached(sql, [], session);
    const prepared = known ?? (await translation.prepare(sql, [], session));
    const milliseconds = performance.now() - start;
    const plan = describedPlan(prepared);
    return {
      sql,
      command: prepared.kind === 'empty' ? '' : prepared.classification.tag,
      route: routeName(prepared),
      cached: known !== null,
      ...shapeOf(translation, prepared),
      plan,
      lines: textLines({ plan, summary: [] }),
      milliseconds,
    };
  } catch (error) {
    return refused(sql, error);
  }
}

function shapeOf(
  { registry }: Translation,
  prepared: Prepared,
): Pick<StatementDescription, 'parameters' | 'columns'> {
  const typeName = (oid: number): string => registry.nameOf(oid) ?? String(oid);
  return {
    parameters: prepared.parameterTypes.map(typeName),
    columns: prepared.columns?.map(({ name, typeOid }) => ({ name, type: typeName(typeOid) })) ?? null,
  };
}

/** @throws what is no answer about the statement */
function refused(sql: string, error: unknown): RefusedStatement {
  if (!(error instanceof GatewayError)) throw error;
  const { sqlstate, message, detail, hint, position } = error.fields;
  return { sql, error: { sqlstate, message, detail, hint, position } };
}
