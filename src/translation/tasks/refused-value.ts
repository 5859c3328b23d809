import { translationContext } from '../../catalog/context.ts';
import type { ShadowRequest } from '../../catalog/shadow-requests.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { Relation } from '../../sql/context.ts';
import { body } from '../../sql/parse/node.ts';
import { parseStatements } from '../../sql/parse/parse.ts';
import type { RawStatement } from '../../sql/parse/raw-statement.ts';
import type { ThreadCatalog } from '../thread.ts';
import { contextOptions } from './analysed-query.ts';
import { inColumnWords } from './column-words.ts';
import { inKeyWords } from './key-words.ts';
import type { RefusedValueTask } from './messages.ts';

/**
 * PostgreSQL's words for a value that the backend refused in a change: what PostgreSQL itself says of the statement where
 * it can tell without the table's rows, else what it says of a column of that type. Whether a key is there it cannot
 * tell: of a key violation it words the key only.
 */
export function refusedValue(task: RefusedValueTask, thread: ThreadCatalog): ErrorFields {
  const { error, request } = task;
  const [statement] = parseStatements(request.text);
  const relation = statement && changedTable(statement, request, thread);
  if (relation === undefined) return error;
  if (isAboutKey(error)) {
    return (
      (isOneRow(statement) ? violatedCheck(request, relation, thread) : null) ??
      inKeyWords(error, relation, request.session, thread)
    );
  }
  const own = needsNoRows(statement) ? trial(request, relation, thread) : null;
  return own ?? inColumnWords(error, relation, thread);
}

function changedTable(
  { node, text }: RawStatement,
  { session }: ShadowRequest,
  { catalog }: ThreadCatalog,
): Relation | undefined {
  const change = body(node, 'InsertStmt') ?? body(node, 'UpdateStmt') ?? body(node, 'DeleteStmt');
  const name = change?.relation;
  const context = translationContext(catalog, contextOptions(text, session));
  return name && context.relationByName(name.schemaname ?? null, name.relname ?? '');
}

/** Whether all values of the statement stand in it. An UPDATE's constants are checked when it is planned. */
function needsNoRows(statement: RawStatement | undefined): boolean {
  const insert = body(statement?.node, 'InsertStmt');
  if (insert !== undefined) {
    const source = body(insert.selectStmt, 'SelectStmt');
    return insert.withClause === undefined && (source === undefined || source.valuesLists !== undefined);
  }
  const update = body(statement?.node, 'UpdateStmt');
  return update !== undefined && update.withClause === undefined && update.fromClause === undefined;
}

/** Of several rows, the one with the key may come before the one that violates a constraint. */
function isOneRow(statement: RawStatement | undefined): boolean {
  const insert = body(statement?.node, 'InsertStmt');
  const lists = body(insert?.selectStmt, 'SelectStmt')?.valuesLists;
  return insert !== undefined && insert.withClause === undefined && lists?.length === 1;
}

/** PostgreSQL checks a row before it looks for its keys. */
function violatedCheck(
  request: ShadowRequest,
  relation: Relation,
  { shadow }: ThreadCatalog,
): ErrorFields | null {
  if ((relation.checks ?? []).length === 0) return null;
  const said = shadow.tryChange(request, relation);
  return said?.sqlstate === SQLSTATE.checkViolation ? said : null;
}

/** What the trial must say to be about a value: data exceptions, and NULL where none may be. */
function isAboutValue({ sqlstate }: ErrorFields): boolean {
  return sqlstate.startsWith('22') || sqlstate === SQLSTATE.notNullViolation;
}

function isAboutKey({ sqlstate }: ErrorFields): boolean {
  return sqlstate === SQLSTATE.uniqueViolation || sqlstate === SQLSTATE.foreignKeyViolation;
}

function trial(request: ShadowRequest, relation: Relation, { shadow }: ThreadCatalog): ErrorFields | null {
  const said = shadow.tryChange(request, relation);
  if (said === null || !isAboutValue(said)) return null;
  if (said.detail === undefined) return said;
  // The detail shows the row. Numbers of sequences and random values in it are not those of the backend's row.
  const again = shadow.tryChange(request, relation);
  return again?.detail === said.detail ? said : { ...said, detail: undefined };
}
