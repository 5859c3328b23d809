import { scan } from '../../sql/lexer/scan.ts';
import { ScriptError } from './script-error.ts';
import type { StatementStep } from './script.ts';

/** Cuts a text at its semicolons, those in literals and comments excepted; what stands behind the last is returned too. */
export function splitStatements(text: string): {
  readonly statements: readonly string[];
  readonly rest: string;
} {
  const tokens = scan(text);
  if (tokens === null) return { statements: [], rest: text };
  const statements: string[] = [];
  let start = 0;
  let any = false;
  for (const { kind, value, start: at, end } of tokens) {
    if (kind !== 'punctuation' || value !== ';') {
      any = true;
      continue;
    }
    // Comments alone are no statement.
    if (any) statements.push(text.slice(start, at).trim());
    start = end;
    any = false;
  }
  return { statements, rest: text.slice(start) };
}

/**
 * Finds the variables of a statement: `:name`, as in pgbench, but not within literals, comments and casts. Names that are not
 * `known` stay as they are (`array[1:n]`).
 */
export function readStatement(text: string, number: number, known: ReadonlySet<string>): StatementStep {
  const tokens = scan(text);
  if (tokens === null) throw new ScriptError(`cannot read "${text.slice(0, 60)}"`);
  const pieces: string[] = [];
  const names: string[] = [];
  let from = 0;
  for (const [i, { kind, value, start, end }] of tokens.entries()) {
    const next = tokens[i + 1];
    if (kind !== 'punctuation' || value !== ':' || next?.kind !== 'word' || next.start !== end) continue;
    const name = text.slice(next.start, next.end);
    if (!known.has(name)) continue;
    pieces.push(text.slice(from, start));
    names.push(name);
    from = next.end;
  }
  pieces.push(text.slice(from));
  const parameters = [...new Set(names)];
  const parameterText = pieces
    .map((piece, i) => (i === 0 ? piece : `$${parameters.indexOf(names[i - 1] ?? '') + 1}${piece}`))
    .join('');
  return {
    kind: 'statement',
    number,
    text,
    parameterText,
    parameters,
    pieces,
    names,
    expectedRows: null,
    data: null,
  };
}
