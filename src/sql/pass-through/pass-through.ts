import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { IrisStatement, OutputColumn, Plan, Slot, Step } from '../plan.ts';
import { effectOf, type Effect } from './effect.ts';
import { guard } from './guard.ts';
import { ownConstructs, type Certainty, type MarkContext } from './marks.ts';
import { scanIris } from './scan.ts';
import { follows, type IrisToken } from './token.ts';

/** A statement in IRIS's own SQL that goes to IRIS as the client wrote it (design.md decision 1). Plain data. */
export interface PassedStatement {
  readonly effect: Effect;
  /** Comments removed, `?` for $n. */
  readonly statement: IrisStatement;
  /** How many parameters the client binds: the highest $n. */
  readonly parameters: number;
  readonly certainty: Certainty;
  /** Why PostgreSQL refuses it: the answer when IRIS does so too and it may be PostgreSQL's SQL with a mistake. */
  readonly refusal: ErrorFields;
}

/**
 * A statement that PostgreSQL has refused, if there is something in it that is IRIS's own; null when PostgreSQL's error is
 * the answer.
 * @throws GatewayError when it is IRIS's own, but not a client's to use
 */
export function passThrough(text: string, context: MarkContext): PassedStatement | null {
  const tokens = scanIris(text);
  if (tokens === null) return null;
  while (follows(tokens, tokens.length - 1, ';')) tokens.pop();
  if (tokens.some(({ kind }, at) => kind === 'placeholder' || follows(tokens, at, ';'))) return null;
  const certainty = ownConstructs(tokens, context);
  return certainty === null ? null : passed(text, tokens, certainty, context.refusal);
}

/** CALL: PostgreSQL knows the syntax, but procedures are IRIS's. */
export function passCall(text: string, refusal: ErrorFields): PassedStatement | null {
  const tokens = scanIris(text);
  if (tokens === null || !follows(tokens, 0, 'CALL')) return null;
  while (follows(tokens, tokens.length - 1, ';')) tokens.pop();
  return passed(text, tokens, 'certain', refusal);
}

function passed(
  text: string,
  tokens: readonly IrisToken[],
  certainty: Certainty,
  refusal: ErrorFields,
): PassedStatement {
  const effect = effectOf(tokens);
  guard(tokens, effect);
  const numbers = tokens.flatMap(({ kind, start, end }) =>
    kind === 'parameter' ? [Number(text.slice(start + 1, end))] : [],
  );
  return {
    effect,
    statement: {
      sql: withPlaceholders(text, tokens),
      slots: numbers.map((number): Slot => ({ from: 'parameter', index: number - 1 })),
    },
    parameters: Math.max(0, ...numbers),
    certainty,
    refusal,
  };
}

/** The text as written, but for parameters and comments, which IRIS and PostgreSQL read differently. */
function withPlaceholders(text: string, tokens: readonly IrisToken[]): string {
  let sql = '';
  let end = tokens[0]?.start ?? 0;
  for (const token of tokens) {
    const between = text.slice(end, token.start);
    sql += isComment(between) ? ' ' : between;
    sql += token.kind === 'parameter' ? '?' : text.slice(token.start, token.end);
    end = token.end;
  }
  return sql;
}

/** Blanks with comments in them. Hints of IRIS's own stay: a block comment that begins with # (iris-sql.md 3.5). */
function isComment(between: string): boolean {
  const trimmed = between.trim();
  const hint = trimmed.startsWith('/*#') && trimmed.indexOf('*/') === trimmed.length - 2;
  return trimmed !== '' && !hint;
}

/** The plan of a passed statement, once IRIS has told its columns. */
export function passedPlan(
  { effect: { does, tag }, statement }: PassedStatement,
  columns: readonly OutputColumn[],
): Plan {
  const rows = columns.length > 0;
  return {
    steps: [stepOf(does, statement, rows)],
    tag,
    counted: does === 'query' || does === 'change',
    columns: rows ? columns : null,
    writes: does !== 'query',
    changesSchema: does === 'define',
  };
}

function stepOf(does: Effect['does'], statement: IrisStatement, rows: boolean): Step {
  if (does === 'query' || (does === 'call' && rows)) return { do: 'emit', statement };
  return does === 'change' ? { do: 'change', statement } : { do: 'command', statement };
}
