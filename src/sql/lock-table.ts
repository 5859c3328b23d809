import { GatewayError } from '../errors/gateway-error.ts';
import type { StatementOf } from './classify.ts';
import type { TranslationContext } from './context.ts';
import { fragment, raw } from './iris/fragment.ts';
import { tableName } from './iris/names.ts';
import type { Plan, Step } from './plan.ts';

/** LOCKMODE numbers of PostgreSQL (lockdefs.h). */
const ROW_EXCLUSIVE = 3;
const SHARE = 5;

/**
 * LOCK TABLE. IRIS has two modes (iris-sql.md 6.1): SHARE is PostgreSQL's; what is stronger, or excludes itself, is
 * EXCLUSIVE. The three weakest modes are what statements take by themselves: IRIS locks their rows, and no mode of it is
 * as weak.
 *
 * @throws GatewayError 0A000 for what is not a table of the backend, where a lock is wanted
 */
export function planLockTable(
  { relations, mode, nowait, tag }: StatementOf<'lock'>,
  context: TranslationContext,
): Plan {
  const irisMode = mode === SHARE ? 'SHARE' : 'EXCLUSIVE';
  const steps =
    mode <= ROW_EXCLUSIVE
      ? []
      : relations.map(({ schema, name }): Step => {
          const relation = context.relationByName(schema, name);
          if (relation?.kind !== 'table') {
            throw new GatewayError(
              '0A000',
              `LOCK TABLE of "${name}" is not supported: only tables in IRIS can be locked`,
            );
          }
          return {
            do: 'command',
            statement: fragment`LOCK TABLE ${tableName(relation)} IN ${raw(irisMode)} MODE`,
          };
        });
  return {
    steps,
    tag,
    counted: false,
    columns: null,
    writes: steps.length > 0,
    changesSchema: false,
    ...(nowait ? { nowait: `relation "${relations[0]?.name ?? ''}"` } : {}),
  };
}
