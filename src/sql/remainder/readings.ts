import { GatewayError } from '../../errors/gateway-error.ts';
import { ParameterNeeded, type Relation, type RelationColumn, type TranslationContext } from '../context.ts';
import { filter } from '../expression/condition.ts';
import { QueryScope } from '../expression/query-scope.ts';
import type { Scope } from '../expression/scope.ts';
import { fragment, identifier, join, raw, type Fragment } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import type { OutputColumn } from '../plan.ts';
import { createStatement } from '../select/statement.ts';
import { JOIN, type Expression, type FromNode, type Query } from '../tree/nodes.ts';
import { relationEntries, visitExpressions, visitNodes } from '../tree/visit.ts';
import { neededColumns } from './needed-columns.ts';
import type { Reading } from './reading.ts';

/**
 * What has to be read from the backend so that PostgreSQL can evaluate a SELECT itself: each user table once, with the
 * columns the query reads and, where that is safe, only the rows that its WHERE clause can let through.
 *
 * @throws GatewayError 0A000 when the rows cannot be given to PostgreSQL (views, system columns)
 */
export function readings(query: Query, context: TranslationContext): Reading[] {
  const entries = relationEntries(query);
  const oids = [...new Set(entries.map(({ relid }) => relid))];
  return oids.flatMap((oid) => {
    const relation = context.relation(oid);
    if (relation === undefined) return [];
    if (relation.kind === 'view') {
      throw new GatewayError('0A000', `view "${relation.name}" cannot be read by this query on IRIS`);
    }
    const once = entries.filter(({ relid }) => relid === oid).length === 1;
    return [readingOf(query, relation, once, context)];
  });
}

function readingOf(query: Query, relation: Relation, once: boolean, context: TranslationContext): Reading {
  const columns = neededColumns(query, relation, context);
  const scope = new QueryScope(createStatement(context), query, null);
  const varno = once ? innerEntry(query, relation.oid) : null;
  const alias = varno === null ? 't0' : scope.alias(varno);
  const conditions = varno === null ? [] : conditionsOn(query, varno, scope);
  const items = join(
    columns.map(({ irisName }) => fragment`${raw(alias)}.${identifier(irisName)}`),
    ', ',
  );
  const where = conditions.length === 0 ? raw('') : fragment` WHERE ${join(conditions, ' AND ')}`;
  return {
    schema: relation.schema,
    table: relation.name,
    columns: columns.map(({ name }) => name),
    plan: {
      steps: [
        {
          do: 'emit',
          statement: fragment`SELECT ${items} FROM ${tableName(relation)} AS ${raw(alias)}${where}`,
        },
      ],
      tag: 'SELECT',
      counted: true,
      columns: columns.map((column) => outputColumn(relation, column)),
      writes: false,
      changesSchema: false,
    },
  };
}

function outputColumn(relation: Relation, { name, attnum, typeOid, typmod }: RelationColumn): OutputColumn {
  return { name, tableOid: relation.oid, attribute: attnum, typeOid, typeSize: -1, typmod };
}

/**
 * The entry of a table in the outermost FROM, where no outer join can make its rows reappear as NULLs; else null. Rows
 * of a nullable side must all be there: a filter on them would let unmatched rows of the other side through.
 */
function innerEntry(query: Query, relid: number): number | null {
  const position = (query.rtable ?? []).findIndex(
    (entry) => entry.rtekind === 0 && (entry as { readonly relid?: number }).relid === relid,
  );
  if (position < 0) return null;
  const isInner = (node: FromNode): boolean => {
    if (node.kind === 'RANGETBLREF') return node.rtindex === position + 1;
    if (node.kind !== 'JOINEXPR') return false;
    if (node.jointype === JOIN.inner) return isInner(node.larg) || isInner(node.rarg);
    if (node.jointype === JOIN.left) return isInner(node.larg);
    return node.jointype === JOIN.right && isInner(node.rarg);
  };
  return (query.jointree?.fromlist ?? []).some(isInner) ? position + 1 : null;
}

/** The conjuncts of WHERE that speak of this table only and that IRIS can check. */
function conditionsOn(query: Query, varno: number, scope: Scope): Fragment[] {
  const quals = query.jointree?.quals ?? null;
  if (quals === null) return [];
  return conjuncts(quals).flatMap((conjunct) => {
    if (!speaksOf(conjunct, varno)) return [];
    try {
      return [filter(conjunct, scope)];
    } catch (error) {
      // PostgreSQL checks it; reading more rows than needed changes nothing.
      if (error instanceof GatewayError || error instanceof ParameterNeeded) return [];
      throw error;
    }
  });
}

function conjuncts(node: Expression): Expression[] {
  return node.kind === 'BOOLEXPR' && node.boolop === 'and' ? node.args.flatMap(conjuncts) : [node];
}

/** Whether all columns in the expression are those of one entry, and it holds no sub-select. */
function speaksOf(node: Expression, varno: number): boolean {
  let only = true;
  visitNodes(node, (inner) => {
    if (inner.kind === 'QUERY') only = false;
    return true;
  });
  visitExpressions(node, (inner) => {
    if (inner.kind === 'VAR' && (inner.varno !== varno || inner.varlevelsup > 0)) only = false;
    return true;
  });
  return only;
}
