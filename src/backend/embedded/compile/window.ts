import { IrisError } from '../../iris-session.ts';
import type { FrameBound, WindowFunction } from '../iris-sql/ast.ts';
import { BIGINT, DOUBLE } from '../values/sql-type.ts';
import { aggregateOf } from './aggregate.ts';
import { groupValue, sortKey } from './comparison.ts';
import type { CompileContext } from './context.ts';
import { convert } from './conversion.ts';
import { type Expression, expression } from './expression.ts';
import { type Fragment, joined, raw, sqlite } from './fragment.ts';
import type { Scope } from './scope.ts';

const RANKS = new Set(['ROW_NUMBER', 'RANK', 'DENSE_RANK']);
const FRACTIONS = new Set(['PERCENT_RANK', 'CUME_DIST']);
const VALUES = new Set(['FIRST_VALUE', 'LAST_VALUE', 'NTH_VALUE', 'LAG', 'LEAD']);

/** A window function of the select list or ORDER BY. @throws IrisError -367 elsewhere */
export function windowFunction(node: WindowFunction, scope: Scope, context: CompileContext): Expression {
  if (!scope.windows) throw new IrisError(-367, 'Window function not allowed here');
  const inner: Scope = { ...scope, windows: false };
  const over = overClause(node, inner, context);
  const args = node.arguments.map((argument) => context.scalar(argument, inner));
  const name = node.name.toLowerCase();
  if (RANKS.has(node.name)) return expression(BIGINT, sqlite`${name}()${over}`, { nullable: false });
  if (FRACTIONS.has(node.name)) return expression(DOUBLE, sqlite`${name}()${over}`, { nullable: false });
  if (node.star) return expression(BIGINT, sqlite`count(*)${over}`, { nullable: false });
  const [value, ...rest] = args;
  if (!value) throw new IrisError(-380, `Too few arguments for the window function ${node.name}`);
  if (node.name === 'NTILE') {
    return expression(BIGINT, sqlite`ntile(${convert(value, BIGINT, context).sql})${over}`, {
      nullable: false,
    });
  }
  if (VALUES.has(node.name)) {
    const [offset, otherwise] = rest;
    const list = [
      value.sql,
      ...(offset ? [convert(offset, BIGINT, context).sql] : []),
      ...(otherwise ? [convert(otherwise, value.type, context).sql] : []),
    ];
    return expression(value.type, sqlite`${name}(${joined(list, ', ')})${over}`, {
      collationRank: value.collationRank,
    });
  }
  return aggregateWithOver(node.name, value, over, context);
}

/** `aggregateOf` takes OVER as text: its binds go to the end of each use. */
function aggregateWithOver(
  name: string,
  value: Expression,
  over: Fragment,
  context: CompileContext,
): Expression {
  if (over.binds.length === 0) return aggregateOf(name, value, false, over.sql, context);
  throw new IrisError(-400, 'parameters are not allowed in the OVER clause of an aggregate');
}

function overClause(node: WindowFunction, scope: Scope, context: CompileContext): Fragment {
  const parts: Fragment[] = [];
  if (node.partitionBy.length > 0) {
    const keys = node.partitionBy.map((key) => groupValue(context.scalar(key, scope)).sql);
    parts.push(sqlite`PARTITION BY ${joined(keys, ', ')}`);
  }
  if (node.orderBy.length > 0) {
    const keys = node.orderBy.map(
      (key) =>
        sqlite`${sortKey(context.scalar(key.expression, scope), context)}${key.descending ? ' DESC' : ''}`,
    );
    parts.push(sqlite`ORDER BY ${joined(keys, ', ')}`);
  }
  const frame = frameText(node);
  if (frame !== null) parts.push(raw(frame));
  return sqlite` OVER (${joined(parts, ' ')})`;
}

/** Without a frame: from the first row to the current one, the whole partition when unordered (iris-sql.md 1.5). */
function frameText(node: WindowFunction): string | null {
  if (node.frame !== null) return `ROWS BETWEEN ${bound(node.frame.start)} AND ${bound(node.frame.end)}`;
  return node.orderBy.length > 0 ? 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW' : null;
}

function bound(frame: FrameBound): string {
  switch (frame.kind) {
    case 'unboundedPreceding':
      return 'UNBOUNDED PRECEDING';
    case 'unboundedFollowing':
      return 'UNBOUNDED FOLLOWING';
    case 'currentRow':
      return 'CURRENT ROW';
    case 'preceding':
      return `${frame.rows} PRECEDING`;
    case 'following':
      return `${frame.rows} FOLLOWING`;
  }
}
