import type { Node } from '@pgsql/types';
import { bodies, body, nodeType, strings, type NodeBody } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { Tokens } from '../parse/tokens.ts';
import { findVariable, type Reference, type ScopeNames } from './scope.ts';

/** A name in a statement that may mean a variable. */
export interface NamedVariable {
  /** First and last token of the name, the last not included. */
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly reference: Reference;
  /** `r.*` */
  readonly star: boolean;
  /** It is a whole item of a select list without a name of its own: the column is named after it. */
  readonly item: boolean;
  /** Only a column can stand here: PostgreSQL finds it ambiguous, but no variable takes its place (ON CONFLICT). */
  readonly columnOnly: boolean;
}

/** What of a statement concerns variables. */
export interface VariableUse {
  readonly tokens: Tokens;
  readonly names: readonly NamedVariable[];
  /** It reads from somewhere, so that names may be columns. */
  readonly hasColumns: boolean;
  /** It is SELECT with one value and nothing else. */
  readonly isValue: boolean;
  /** PostgreSQL analyses it as a query: only there are variables known. */
  readonly isQuery: boolean;
}

const QUERIES = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'];

/** Queries within a statement that is none itself: names in them are looked up too. */
const HOLDERS = ['CreateTableAsStmt', 'ExplainStmt', 'DeclareCursorStmt', 'CopyStmt', 'CallStmt'];

/** Nodes that bring columns into sight. */
const SOURCES = [
  'RangeVar',
  'RangeSubselect',
  'RangeFunction',
  'RangeTableFunc',
  'JsonTable',
  'JoinExpr',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
];

/**
 * Finds the names of variables in a statement's raw tree.
 * @param unnamed it is SELECT of an expression, whose column needs no name
 */
export function variablesIn(
  statement: RawStatement,
  scopes: readonly ScopeNames[],
  unnamed = false,
): VariableUse {
  const tokens = new Tokens(statement);
  const type = nodeType(statement.node);
  const isQuery = QUERIES.includes(type);
  const names: NamedVariable[] = [];
  let hasColumns = false;
  const visit = (value: unknown, place: Place): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, place);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (SOURCES.includes(key)) hasColumns = true;
        if (key === 'ColumnRef') addColumn(inner as NodeBody<'ColumnRef'>, place);
        else if (key === 'SelectStmt') visitSelect(inner as NodeBody<'SelectStmt'>);
        else if (key === 'returningClause') visitItems((inner as { exprs?: Node[] }).exprs);
        else if (key === 'infer') addInferred(inner as { indexElems?: Node[]; location?: number });
        else visit(inner, ORDINARY);
      }
    }
  };
  const visitItems = (items: readonly Node[] | undefined): void => {
    for (const item of items ?? []) {
      const target = body(item, 'ResTarget');
      visit(target?.val, { ...ORDINARY, item: target !== undefined && target.name === undefined });
    }
  };
  const visitSelect = (select: NodeBody<'SelectStmt'>): void => {
    const { targetList, sortClause, groupClause, distinctClause, ...rest } = select;
    const compound = select.op !== undefined && select.op !== 'SETOP_NONE';
    visitItems(targetList);
    for (const [key, inner] of Object.entries(rest)) {
      if (key === 'larg' || key === 'rarg') visitSelect(inner as NodeBody<'SelectStmt'>);
      else visit({ [key]: inner }, ORDINARY);
    }
    const outputs = outputNames(targetList);
    const sorted = bodies(sortClause, 'SortBy').map(({ node }) => node);
    for (const key of [...sorted, ...(groupClause ?? []), ...(distinctClause ?? [])]) {
      const [name, more] = strings(body(key, 'ColumnRef')?.fields);
      // The name of an output column goes before everything else (parse_clause.c, findTargetlistEntrySQL92).
      if (name !== undefined && more === undefined && (compound || outputs.has(name))) continue;
      visit(key, ORDINARY);
    }
  };
  const addColumn = ({ fields, location }: NodeBody<'ColumnRef'>, { item }: Place): void => {
    const star = fields?.some((field) => nodeType(field) === 'A_Star') ?? false;
    const path = strings(fields);
    const reference = findVariable(path, scopes);
    if (reference === null || (star && reference.kind === 'value')) return;
    const from = tokens.at(location ?? 0);
    const count = path.length * 2 - 1 + (star ? 2 : 0);
    names.push({ from, to: from + count, name: path.join('.'), reference, star, item, columnOnly: false });
  };
  const addInferred = ({ indexElems, location }: { indexElems?: Node[]; location?: number }): void => {
    for (const { name } of bodies(indexElems, 'IndexElem')) {
      const reference = name === undefined ? null : findVariable([name], scopes);
      if (name === undefined || reference === null) continue;
      // PostgreSQL tells the place of the whole list.
      const from = tokens.at(location ?? 0);
      names.push({ from, to: from + 1, name, reference, star: false, item: false, columnOnly: true });
    }
  };
  if (isQuery || HOLDERS.includes(type)) visit(statement.node, ORDINARY);
  const value = isValue(statement.node);
  const inOrder = names.toSorted((a, b) => a.from - b.from);
  const [only, second] = inOrder;
  // The expression is this variable and nothing else.
  const bare = unnamed && value && only?.item === true && second === undefined;
  return {
    tokens,
    names: bare ? [{ ...only, item: false }] : inOrder,
    hasColumns,
    isValue: value,
    isQuery,
  };
}

interface Place {
  readonly item: boolean;
}

const ORDINARY: Place = { item: false };

function outputNames(targetList: readonly Node[] | undefined): Set<string> {
  return new Set(
    bodies(targetList, 'ResTarget').flatMap(({ name, val }) => {
      if (name !== undefined) return [name];
      const last = strings(body(val, 'ColumnRef')?.fields).at(-1);
      return last === undefined ? [] : [last];
    }),
  );
}

/** Keys of a SELECT that has nothing but its list. */
const LIST_ONLY = new Set(['targetList', 'limitOption', 'op']);

function isValue(node: Node): boolean {
  const select = body(node, 'SelectStmt');
  if (select === undefined || select.targetList?.length !== 1) return false;
  const [item] = bodies(select.targetList, 'ResTarget');
  return item?.name === undefined && Object.keys(select).every((key) => LIST_ONLY.has(key));
}
