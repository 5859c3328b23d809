import { GatewayError, type ErrorFields } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { parseStatements } from '../../sql/parse/parse.ts';
import { bindVariables, originalPosition, type BoundStatement } from '../../sql/procedural/bind-variables.ts';
import { variablesIn, type NamedVariable, type VariableUse } from '../../sql/procedural/variable-names.ts';
import type { EmbeddedStatement } from '../api.ts';
import type { ThreadCatalog } from '../thread.ts';
import type { EmbeddedTask } from './messages.ts';

/** What PostgreSQL says of a name that is no column, and of a row of no table. */
const NO_COLUMN: readonly string[] = [SQLSTATE.undefinedColumn, SQLSTATE.undefinedTable];

/**
 * Puts parameters in the place of the variables that a statement of a PL/pgSQL block names. What is a column is
 * PostgreSQL's to say: names stay as they are until it finds no such column, one after the other. Those that it does find are
 * both.
 *
 * @throws GatewayError 42702 for a name that is both, 42703 for a field that a record has not, PostgreSQL's own
 */
export function embeddedStatement(task: EmbeddedTask, thread: ThreadCatalog): EmbeddedStatement {
  const { text, scopes, conflict, unnamed } = task;
  const [statement, second] = parseStatements(text);
  if (statement === undefined || second !== undefined) return unbound(text);
  const use = variablesIn(statement, scopes, unnamed);
  if (use.names.length === 0) return { ...unbound(text), isValue: use.isValue };
  const possible = use.names.filter(({ columnOnly }) => !columnOnly);
  const all = conflict === 'use_variable' || !use.hasColumns;
  const bound = all
    ? bindVariables(
        text,
        use,
        possible.map((name) => checked(name)),
      )
    : bindWhereNoColumn(task, use, thread);
  return { ...bound, isValue: use.isValue, isQuery: use.isQuery };
}

function unbound(text: string): EmbeddedStatement {
  return { text, parameters: [], replaced: [], isValue: false, isQuery: true };
}

function bindWhereNoColumn(
  { text, session, conflict }: EmbeddedTask,
  use: VariableUse,
  { shadow }: ThreadCatalog,
): BoundStatement {
  let open: readonly NamedVariable[] = use.names;
  const variables: NamedVariable[] = [];
  for (;;) {
    const bound = bindVariables(text, use, inOrder(variables));
    const { error } = shadow.analyse(
      bound.text,
      bound.parameters.map(({ typeOid }) => typeOid),
      session,
    );
    const missing = error === null ? undefined : missingName(error, open, use, bound);
    if (missing === undefined) {
      const ambiguous = open.find((name) => error === null && isBoth(name));
      if (ambiguous !== undefined && conflict === 'error') throw ambiguity(ambiguous, use);
      return bound;
    }
    variables.push(checked(missing));
    open = open.filter((name) => name !== missing);
  }
}

/** Two names of ON CONFLICT's kind can be nothing but columns; everything else could be both. */
function isBoth({ reference }: NamedVariable): boolean {
  return reference.kind === 'value' || reference.kind === 'record';
}

function inOrder(names: readonly NamedVariable[]): NamedVariable[] {
  return names.toSorted((a, b) => a.from - b.from);
}

/** The name that PostgreSQL has found no column for. */
function missingName(
  { sqlstate, position }: ErrorFields,
  open: readonly NamedVariable[],
  use: VariableUse,
  bound: BoundStatement,
): NamedVariable | undefined {
  if (position === undefined || !NO_COLUMN.includes(sqlstate)) return undefined;
  const at = originalPosition(position, bound.replaced);
  return open.find((name) => !name.columnOnly && positionOf(name, use) === at);
}

function positionOf({ from }: NamedVariable, { tokens }: VariableUse): number {
  return tokens.charactersBefore(from) + 1;
}

/** @throws GatewayError for a name that has no value */
function checked(name: NamedVariable): NamedVariable {
  const { reference } = name;
  if (reference.kind === 'unassigned') {
    throw new GatewayError('55000', `record "${reference.record}" is not assigned yet`, {
      detail: 'The tuple structure of a not-yet-assigned record is indeterminate.',
    });
  }
  if (reference.kind === 'no field') {
    const { record, field } = reference;
    throw new GatewayError('42703', `record "${record}" has no field "${field}"`);
  }
  return name;
}

function ambiguity(name: NamedVariable, use: VariableUse): GatewayError {
  return new GatewayError('42702', `column reference "${name.name}" is ambiguous`, {
    detail: 'It could refer to either a PL/pgSQL variable or a table column.',
    position: positionOf(name, use),
  });
}
