import { GatewayError } from '../../errors/gateway-error.ts';
import { columnByNumber, targetIn, type Target } from '../change/target.ts';
import { takesDefault } from '../change/new-rows.ts';
import { ParameterNeeded, type TranslationContext } from '../context.ts';
import { QueryScope } from '../expression/query-scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { createStatement } from '../select/statement.ts';
import { COMMAND, type MergeAction, type Query } from '../tree/nodes.ts';
import { visitNodes } from '../tree/visit.ts';
import type { ChangePart } from './change-part.ts';
import { changedTables, changingQueries, readEntries } from './changed-queries.ts';
import { insertedRows, insertPart, type GivenValues } from './insert-part.ts';
import { laidColumns } from './laid-columns.ts';
import { neededColumns } from './needed-columns.ts';
import { deletePart, updatePart } from './row-part.ts';

/**
 * The changes of a statement that PostgreSQL is to evaluate, in the order in which they are made: those of WITH, then the
 * statement's own.
 *
 * @throws GatewayError 0A000 where the changed rows could not be told from others, 42501 for the system catalog
 */
export function changeParts(query: Query, context: TranslationContext): ChangePart[] {
  refuseUntold(query, context);
  const statement = createStatement(context);
  const main = new QueryScope(statement, query, null);
  try {
    const parts = changingQueries(query).flatMap((changing) => {
      const scope = changing === query ? main : new QueryScope(statement, changing, main);
      return partsOf(targetIn(scope));
    });
    refuseSameRows(parts, context);
    return parts;
  } catch (error) {
    // Only ON CONFLICT is translated here, and literals are tried as literals before this is told to anybody.
    if (error instanceof ParameterNeeded) throw unsupported('this parameter in ON CONFLICT', context);
    throw error;
  }
}

function partsOf(target: Target): ChangePart[] {
  const { query, relation } = target;
  if (relation.kind === 'view') {
    throw new GatewayError('0A000', `this change of view "${relation.name}" is not supported`, {
      hint: 'Change the table behind it.',
    });
  }
  switch (query.commandType) {
    case COMMAND.insert: {
      const inserted = withReadBack(target);
      return [insertPart(inserted, insertedRows(inserted))];
    }
    case COMMAND.update:
      return [updatePart(target, query.targetList ?? [])];
    case COMMAND.delete:
      return [deletePart(target)];
    default:
      return mergeParts(target);
  }
}

/** MERGE: what its actions have in common is one part for each kind of change. */
function mergeParts(target: Target): ChangePart[] {
  const actions = target.query.mergeActionList ?? [];
  const of = (command: number): MergeAction[] => actions.filter(({ commandType }) => commandType === command);
  const inserted = of(COMMAND.insert).map((action) => givenBy(action, target));
  const updates = of(COMMAND.update).flatMap(({ targetList }) => targetList ?? []);
  return [
    ...(updates.length > 0 ? [updatePart(target, updates)] : []),
    ...(of(COMMAND.delete).length > 0 ? [deletePart(target)] : []),
    ...(inserted.length > 0 ? [insertPart(withReadBack(target), inserted)] : []),
  ];
}

function givenBy({ targetList, override }: MergeAction, { relation }: Target): GivenValues {
  const entries = (targetList ?? []).map(
    ({ resno, expr }) => [columnByNumber(relation, resno), expr] as const,
  );
  return new Map(entries.filter(([column, expr]) => !takesDefault(expr, column, override)));
}

/** With RETURNING the stored rows are read back: PostgreSQL evaluates it over them. */
function withReadBack(target: Target): Target {
  const { query, relation, scope } = target;
  if (query.returningList === null) return target;
  const needed = neededColumns(query, relation, scope.statement.context);
  return { ...target, readBack: laidColumns(relation, needed, false) };
}

/** Constructs that would find other rows in the shadow than in the backend. */
function refuseUntold(query: Query, context: TranslationContext): void {
  visitNodes(query, (node) => {
    if (node.kind === 'CURRENTOFEXPR') throw unsupported('WHERE CURRENT OF', context);
    return true;
  });
  const changed = changedTables(query);
  if (readEntries(query).some(({ relid, inh }) => changed.has(relid) && !inh)) {
    throw unsupported('ONLY', context);
  }
}

/** The rows that two changes of one kind make to one table could not be told apart. */
function refuseSameRows(parts: readonly ChangePart[], context: TranslationContext): void {
  const names = parts.map(({ action, schema, table }) => JSON.stringify([action, schema, table]));
  if (new Set(names).size < names.length) {
    throw unsupported('a statement that changes one table in several places', context);
  }
}
