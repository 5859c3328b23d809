import type { Node } from '@pgsql/types';
import type { CopyOption } from '../../copy/options.ts';
import type { NodeBody } from '../parse/node.ts';
import { bodies, body, strings } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { SourceText } from '../parse/source-text.ts';
import { Tokens } from '../parse/tokens.ts';
import { statementOptions } from './option.ts';
import type { CopiedVerb, RelationName, Statement, StatementText } from './statement.ts';

/** COPY table FROM/TO, COPY (query) TO */
export function classifyCopy(statement: NodeBody<'CopyStmt'>, raw: RawStatement): Statement {
  const tokens = new Tokens(raw);
  const source = new SourceText(raw.text);
  const part = (from: number, to: number): StatementText => ({
    text: tokens.slice(from, to),
    offset: source.charactersBefore(tokens.all[from]?.start ?? 0),
  });
  return {
    kind: 'copy',
    tag: 'COPY',
    direction: statement.is_from === true ? 'from' : 'to',
    relation: statement.relation === undefined ? null : relationName(statement.relation),
    columns: strings(statement.attlist),
    query:
      statement.query === undefined
        ? null
        : { ...part(2, tokens.find(')', 2)), verb: verbOf(statement.query) },
    file: statement.filename ?? null,
    program: statement.is_program ?? false,
    options: copyOptions(statement.options, raw, source),
    // WHERE is a reserved word: outside parentheses it stands only before the condition.
    where: statement.whereClause === undefined ? null : part(tokens.find('where', 2) + 1, tokens.all.length),
  };
}

function copyOptions(
  options: readonly Node[] | undefined,
  { byteOffset }: RawStatement,
  source: SourceText,
): CopyOption[] {
  const places = bodies(options, 'DefElem').map(({ location }) =>
    location === undefined ? undefined : source.position(location - byteOffset),
  );
  return statementOptions(options).map((option, i) => ({ ...option, position: places[i] }));
}

const VERBS = [
  ['InsertStmt', 'insert'],
  ['UpdateStmt', 'update'],
  ['DeleteStmt', 'delete'],
  ['MergeStmt', 'merge'],
] as const;

function verbOf(query: Node): CopiedVerb {
  const change = VERBS.find(([type]) => body(query, type) !== undefined);
  if (change !== undefined) return change[1];
  return body(query, 'SelectStmt')?.intoClause === undefined ? 'select' : 'select into';
}

/** A RangeVar as plain data. */
export function relationName(relation: NodeBody<'RangeVar'>): RelationName {
  return { schema: relation.schemaname ?? null, name: relation.relname ?? '' };
}
