import { GATEWAY_FUNCTIONS } from '../../catalog/gateway-functions.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { TranslationContext } from '../../sql/context.ts';
import { COMMAND, RTE, type Query, type TreeNode } from '../../sql/tree/nodes.ts';
import { nodesOfKind } from '../../sql/tree/node-index.ts';

/** Where a query runs. */
export interface Route {
  /** `remainder`: in the shadow, over rows of user tables that are read from the backend for it. */
  readonly route: 'backend' | 'shadow' | 'remainder' | 'gateway-function';
  /** Names of the gateway functions it calls, one for each call. */
  readonly functions: readonly string[];
  /** A relation of the catalog that it reads; null for none. */
  readonly catalogTable: string | null;
}

interface Found {
  readonly user: string[];
  readonly catalog: string[];
  readonly functions: string[];
}

/**
 * Decides by the relations in the analysed tree: user tables live in the backend, everything else in the shadow.
 * @throws GatewayError 0A000 when it needs both and is more than a query or change, 42501 when it would change the catalog
 */
export function routeOf(query: Query, context: TranslationContext): Route {
  const found: Found = { user: [], catalog: [], functions: [] };
  for (const node of nodesOfKind(query, 'RANGETBLENTRY')) {
    if (node['rtekind'] === RTE.relation) noteRelation(node, context, found);
  }
  for (const node of nodesOfKind(query, 'FUNCEXPR')) noteFunction(Number(node['funcid']), context, found);
  const { functions } = found;
  const [userTable] = found.user;
  const [catalogTable] = found.catalog;
  if (userTable !== undefined && catalogTable !== undefined) {
    if (!mayBeRemainder(query, functions)) throw bothSides(userTable, catalogTable);
    return { route: 'remainder', functions, catalogTable };
  }
  if (userTable !== undefined) return { route: 'backend', functions, catalogTable: null };
  if (catalogTable !== undefined && changes(query)) {
    throw new GatewayError('42501', `permission denied for table ${catalogTable}`);
  }
  const route = functions.length > 0 ? 'gateway-function' : 'shadow';
  return { route, functions, catalogTable: catalogTable ?? null };
}

/** Whether PostgreSQL may run the query over rows that were read for it: it locks and signals nothing. */
export function mayBeRemainder(query: Query, functions: readonly string[]): boolean {
  return query.rowMarks === null && functions.length === 0 && (changes(query) || !locksInside(query));
}

/** Whether a sub-select locks rows: for a query that changes nothing nobody would lock them in the backend. */
function locksInside(query: Query): boolean {
  return nodesOfKind(query, 'QUERY').some((node) => node['rowMarks'] !== null);
}

function changes(query: Query): boolean {
  return query.commandType !== COMMAND.select || query.hasModifyingCTE;
}

function bothSides(userTable: string, catalogTable: string): GatewayError {
  return new GatewayError(
    '0A000',
    'FOR UPDATE and functions of the gateway are not supported in a query on both user tables and the system catalog',
    {
      detail: `"${userTable}" is in InterSystems IRIS, "${catalogTable}" is part of the gateway's catalog.`,
      hint: 'Query the catalog on its own and use its result in a second query.',
    },
  );
}

function noteRelation(entry: TreeNode, context: TranslationContext, found: Found): void {
  const relation = context.relation(Number(entry['relid']));
  if (relation !== undefined) found.user.push(relation.name);
  else found.catalog.push(String((entry['eref'] as TreeNode)['aliasname']));
}

function noteFunction(oid: number, context: TranslationContext, found: Found): void {
  if (isGatewayFunction(oid, context)) found.functions.push(context.function(oid)?.name ?? '');
}

/** Whether a function's answer is not the shadow's to give. */
export function isGatewayFunction(oid: number, context: TranslationContext): boolean {
  const signature = context.function(oid);
  return signature?.schema === 'pg_catalog' && GATEWAY_FUNCTIONS.has(signature.name);
}
