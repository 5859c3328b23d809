import type { TruncateStmt } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation } from '../context.ts';
import { fragment, raw } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import { bodies } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import type { DdlContext } from './ddl-context.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import { relationOf } from './object-name.ts';

/**
 * TRUNCATE of several tables. IRIS's TRUNCATE restarts the counters and is not rolled back (iris-sql.md section 2), so
 * rows are deleted unless RESTART IDENTITY is said; referencing tables first, so that no foreign key is hurt.
 */
export function planTruncate(truncate: TruncateStmt, statement: RawStatement, context: DdlContext): DdlPlan {
  const named = bodies(truncate.relations, 'RangeVar').map((range) => relationOf(range, context));
  const tables = withReferencing(unique(named), truncate.behavior === 'DROP_CASCADE', context);
  const steps = new DdlSteps();
  for (const table of referencingFirst(tables, context)) {
    steps.change(
      isReferenced(table, tables, context)
        ? fragment`DELETE %NOCHECK FROM ${tableName(table)}`
        : fragment`DELETE FROM ${tableName(table)}`,
    );
  }
  if (truncate.restart_seqs === true) {
    // The rows are gone: this only restarts the counters. IRIS refuses it for a table that foreign keys point to (-124).
    for (const table of tables.filter(({ columns }) => columns.some(({ generated }) => generated !== null))) {
      const referenced = context.referencedBy(table).length > 0;
      steps.command(fragment`TRUNCATE TABLE ${raw(referenced ? '%NOCHECK ' : '')}${tableName(table)}`);
    }
  }
  const { plan, ...rest } = steps.plan('TRUNCATE TABLE', statement.text);
  return { ...rest, plan: { ...plan, changesSchema: false } };
}

function unique(tables: readonly Relation[]): Relation[] {
  return [...new Map(tables.map((table) => [table.oid, table])).values()];
}

/** With CASCADE, the tables that refer to these, and so on. @throws GatewayError 0A000 without it */
function withReferencing(tables: readonly Relation[], cascade: boolean, context: DdlContext): Relation[] {
  const all = [...tables];
  for (const table of all) {
    for (const key of context.referencedBy(table)) {
      if (all.some(({ oid }) => oid === key.table.oid)) continue;
      if (!cascade) {
        throw new GatewayError('0A000', 'cannot truncate a table referenced in a foreign key constraint', {
          detail: `Table "${key.table.name}" references "${table.name}".`,
          hint: `Truncate table "${key.table.name}" at the same time, or use TRUNCATE ... CASCADE.`,
        });
      }
      all.push(key.table);
    }
  }
  return all;
}

/** Tables in an order in which each comes before those it refers to, as far as they do not form a circle. */
function referencingFirst(tables: readonly Relation[], context: DdlContext): Relation[] {
  const ordered: Relation[] = [];
  const rest = [...tables];
  while (rest.length > 0) {
    const free = rest.findIndex((table) =>
      others(table, context).every((key) => !rest.some(({ oid }) => oid === key.table.oid)),
    );
    ordered.push(...rest.splice(Math.max(free, 0), 1));
  }
  return ordered;
}

/** Whether rows may still refer to this table's rows while they are deleted: it refers to itself or is in a circle. */
function isReferenced(table: Relation, tables: readonly Relation[], context: DdlContext): boolean {
  const reached = new Set<number>();
  const open = [table];
  for (const at of open) {
    for (const key of context.foreignKeys(at)) {
      if (key.target.oid === table.oid) return true;
      if (reached.has(key.target.oid) || !tables.some(({ oid }) => oid === key.target.oid)) continue;
      reached.add(key.target.oid);
      open.push(key.target);
    }
  }
  return false;
}

function others(table: Relation, context: DdlContext): ReturnType<DdlContext['referencedBy']> {
  return context.referencedBy(table).filter((key) => key.table.oid !== table.oid);
}
