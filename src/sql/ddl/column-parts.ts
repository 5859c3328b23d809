import type { Relation } from '../context.ts';
import { fragment, identifier } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import type { Step } from '../plan.ts';
import type { DdlContext } from './ddl-context.ts';
import { indexObject } from './definition-effect.ts';

/**
 * Drops the keys and indexes over a column, so that it can be dropped itself without CASCADE, which takes views along
 * that do not use the column.
 */
export function dropColumnParts(table: Relation, column: string, context: DdlContext): Step[] {
  return context
    .indexes(table)
    .filter(({ columns, kept }) => !kept && columns.includes(column))
    .map(({ name, constraint, unique }): Step => {
      if (constraint) {
        const statement = fragment`ALTER TABLE ${tableName(table)} DROP CONSTRAINT ${identifier(name)}`;
        return { do: 'command', statement };
      }
      const statement = fragment`DROP INDEX ${identifier(name)} ON ${tableName(table)}`;
      return unique
        ? { do: 'command', statement }
        : { do: 'command', statement, effect: { does: 'drop', object: indexObject(table, name) } };
    });
}
