import type { Node } from '@pgsql/types';
import { GatewayError } from '../errors/gateway-error.ts';
import { classifyDo } from './classify/code-block.ts';
import { classifyCopy, relationName } from './classify/copy.ts';
import { classifyDeclareCursor, classifyFetch } from './classify/cursor.ts';
import { ddlTag } from './classify/ddl-tag.ts';
import { freshTables } from './classify/fresh-tables.ts';
import { classifyExecute, classifyExplain, classifyPrepare } from './classify/prepared.ts';
import { classifySetting } from './classify/setting.ts';
import type { RelationName, Statement, StatementOf } from './classify/statement.ts';
import { classifyTransaction } from './classify/transaction.ts';
import type { NodeBody, NodeType } from './parse/node.ts';
import { bodies, body, nodeType } from './parse/node.ts';
import type { RawStatement } from './parse/raw-statement.ts';

export type * from './classify/statement.ts';

type Classifiers = {
  readonly [K in NodeType]?: (statement: NodeBody<K>, raw: RawStatement) => Statement;
};

const DISCARD_TARGETS = {
  DISCARD_ALL: 'all',
  DISCARD_PLANS: 'plans',
  DISCARD_SEQUENCES: 'sequences',
  DISCARD_TEMP: 'temp',
} as const satisfies Record<string, StatementOf<'discard'>['target']>;

const CLASSIFIERS: Classifiers = {
  SelectStmt: (select, { node }) =>
    select.intoClause === undefined
      ? { kind: 'query', tag: 'SELECT' }
      : { kind: 'ddl', tag: 'SELECT', fresh: freshTables(node) },
  InsertStmt: () => ({ kind: 'query', tag: 'INSERT' }),
  UpdateStmt: () => ({ kind: 'query', tag: 'UPDATE' }),
  DeleteStmt: () => ({ kind: 'query', tag: 'DELETE' }),
  MergeStmt: () => ({ kind: 'query', tag: 'MERGE' }),
  TransactionStmt: classifyTransaction,
  VariableSetStmt: classifySetting,
  VariableShowStmt: ({ name = '' }) => ({
    kind: 'show',
    tag: 'SHOW',
    name: name.toLowerCase() === 'all' ? null : name,
  }),
  ConstraintsSetStmt: ({ deferred = false }) => ({
    kind: 'set-constraints',
    tag: 'SET CONSTRAINTS',
    deferred,
  }),
  DiscardStmt: ({ target = 'DISCARD_ALL' }) => ({
    kind: 'discard',
    tag: `DISCARD ${DISCARD_TARGETS[target].toUpperCase()}`,
    target: DISCARD_TARGETS[target],
  }),
  PrepareStmt: classifyPrepare,
  ExecuteStmt: classifyExecute,
  DeallocateStmt: ({ name }) => ({
    kind: 'deallocate',
    tag: name === undefined ? 'DEALLOCATE ALL' : 'DEALLOCATE',
    name: name ?? null,
  }),
  ExplainStmt: classifyExplain,
  DeclareCursorStmt: classifyDeclareCursor,
  FetchStmt: classifyFetch,
  ClosePortalStmt: ({ portalname }) => ({
    kind: 'close-cursor',
    tag: portalname === undefined ? 'CLOSE CURSOR ALL' : 'CLOSE CURSOR',
    name: portalname ?? null,
  }),
  ListenStmt: ({ conditionname = '' }) => ({ kind: 'listen', tag: 'LISTEN', channel: conditionname }),
  UnlistenStmt: ({ conditionname }) => ({
    kind: 'unlisten',
    tag: 'UNLISTEN',
    channel: conditionname ?? null,
  }),
  NotifyStmt: ({ conditionname = '', payload = '' }) => ({
    kind: 'notify',
    tag: 'NOTIFY',
    channel: conditionname,
    payload,
  }),
  CopyStmt: classifyCopy,
  LockStmt: ({ relations, mode = 8, nowait = false }) => ({
    kind: 'lock',
    tag: 'LOCK TABLE',
    relations: bodies(relations, 'RangeVar').map(relationName),
    mode,
    nowait,
  }),
  VacuumStmt: (vacuum) => ({
    kind: 'maintenance',
    tag: vacuum.is_vacuumcmd === true ? 'VACUUM' : 'ANALYZE',
    relations: vacuumed(vacuum.rels),
  }),
  CheckPointStmt: () => ({ kind: 'maintenance', tag: 'CHECKPOINT', relations: [] }),
  ReindexStmt: ({ kind, relation }) => ({
    kind: 'maintenance',
    tag: 'REINDEX',
    relations: relation === undefined || kind === 'REINDEX_OBJECT_INDEX' ? [] : [relationName(relation)],
  }),
  ClusterStmt: ({ relation }) => ({
    kind: 'maintenance',
    tag: 'CLUSTER',
    relations: relation === undefined ? [] : [relationName(relation)],
  }),
  DoStmt: classifyDo,
  CallStmt: () => ({ kind: 'call', tag: 'CALL' }),
  GrantStmt: ({ is_grant }) =>
    is_grant === true ? { kind: 'ddl', tag: 'GRANT' } : { kind: 'grant', tag: 'REVOKE' },
  GrantRoleStmt: ({ is_grant }) => ({
    kind: 'grant',
    tag: is_grant === true ? 'GRANT ROLE' : 'REVOKE ROLE',
  }),
  AlterDefaultPrivilegesStmt: ({ action }) => ({
    kind: action?.is_grant === true ? 'ddl' : 'grant',
    tag: 'ALTER DEFAULT PRIVILEGES',
  }),
};

/**
 * What a parsed statement is and what it says, as plain data for the session.
 * @throws GatewayError 0A000 for a statement PostgreSQL has and the gateway does not know
 */
export function classify(raw: RawStatement): Statement {
  const type = nodeType(raw.node);
  const known = CLASSIFIERS[type] as ((statement: unknown, raw: RawStatement) => Statement) | undefined;
  if (known !== undefined) return known(body(raw.node, type), raw);
  const tag = ddlTag(raw.node);
  if (tag !== undefined) return { kind: 'ddl', tag, fresh: freshTables(raw.node) };
  throw new GatewayError('0A000', `statements of kind ${type} are not supported`);
}

function vacuumed(relations: readonly Node[] | undefined): RelationName[] {
  return bodies(relations, 'VacuumRelation').flatMap(({ relation }) =>
    relation === undefined ? [] : [relationName(relation)],
  );
}
