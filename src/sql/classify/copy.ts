import type { NodeBody } from '../parse/node.ts';
import { strings } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { Tokens } from '../parse/tokens.ts';
import { statementOptions } from './option.ts';
import type { RelationName, Statement } from './statement.ts';

/** COPY table FROM/TO, COPY (query) TO */
export function classifyCopy(statement: NodeBody<'CopyStmt'>, raw: RawStatement): Statement {
  const tokens = new Tokens(raw);
  return {
    kind: 'copy',
    tag: 'COPY',
    direction: statement.is_from === true ? 'from' : 'to',
    relation: statement.relation === undefined ? null : relationName(statement.relation),
    columns: strings(statement.attlist),
    query: statement.query === undefined ? null : tokens.slice(2, tokens.find(')', 2)),
    file: statement.filename ?? null,
    program: statement.is_program ?? false,
    options: statementOptions(statement.options),
    // WHERE is a reserved word: outside parentheses it stands only before the condition.
    where:
      statement.whereClause === undefined
        ? null
        : tokens.slice(tokens.find('where', 2) + 1, tokens.all.length),
  };
}

/** A RangeVar as plain data. */
export function relationName(relation: NodeBody<'RangeVar'>): RelationName {
  return { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
}
