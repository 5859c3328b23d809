import { translationContext } from '../../catalog/context.ts';
import { quoteIdentifier } from '../../catalog/quote.ts';
import type { CopyColumn } from '../../copy/source.ts';
import { GatewayError, type ErrorFields } from '../../errors/gateway-error.ts';
import type { Relation } from '../../sql/context.ts';
import type { CopyTarget } from '../api.ts';
import { characterLength } from '../../types/characters.ts';
import type { ThreadCatalog } from '../thread.ts';
import { contextOptions } from './analysed-query.ts';
import type { CopyTargetTask } from './messages.ts';

/**
 * The table of a COPY. What is wrong with the table, its columns or the condition PostgreSQL says itself, of a COPY
 * without options: those are checked after (copy.c, DoCopy), and in the words of an older release.
 * @throws GatewayError PostgreSQL's own, with its position in the client's statement
 */
export function copyTarget(task: CopyTargetTask, thread: ThreadCatalog): CopyTarget {
  const { direction, relation: named, columns, session } = task;
  const context = translationContext(thread.catalog, contextOptions('', session));
  const relation = context.relationByName(named.schema, named.name);
  const view = relation?.kind === 'view';
  // Data may be sent for a view before it is refused; from one nothing is.
  if (!(view && direction === 'from')) tryCopy(task, thread);
  if (relation === undefined) {
    return { schema: named.schema, table: named.name, columns: null, otherColumns: [], view };
  }
  const copied = copiedColumns(relation, columns);
  const others = relation.columns.filter(({ name }) => !copied.some((column) => column.name === name));
  return {
    schema: relation.schema,
    table: relation.name,
    columns: copied,
    otherColumns: others.map(({ name }) => name),
    view,
  };
}

function copiedColumns(relation: Relation, names: readonly string[]): CopyColumn[] {
  const columns =
    names.length === 0
      ? relation.columns.filter(({ computedAs }) => computedAs === undefined)
      : names.flatMap((name) => relation.columns.filter((column) => column.name === name));
  return columns.map(({ name, typeOid, typmod, notNull }) => ({ name, typeOid, typmod, notNull }));
}

function tryCopy(
  { direction, relation, columns, where, session }: CopyTargetTask,
  { shadow }: ThreadCatalog,
): void {
  const table = [relation.schema, relation.name].flatMap((name) =>
    name === null ? [] : [quoteIdentifier(name)],
  );
  const list = columns.length === 0 ? '' : ` (${columns.map(quoteIdentifier).join(', ')})`;
  const start = `COPY ${table.join('.')}${list} ${direction === 'from' ? 'FROM STDIN' : 'TO STDOUT'}`;
  const before = `${start} WHERE `;
  const error = shadow.tryCopy(where === null ? start : `${before}${where.text}`, direction, session);
  if (error !== null) throw GatewayError.fromFields(moved(error, before, where?.offset ?? 0));
}

function moved(error: ErrorFields, before: string, offset: number): ErrorFields {
  const { position } = error;
  if (position === undefined) return error;
  return { ...error, position: position - characterLength(before) + offset };
}
