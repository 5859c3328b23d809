import { fixedText } from '../expression/constant.ts';
import type { Scope } from '../expression/scope.ts';
import { targetOf } from '../expression/sorting.ts';
import { raw, type Fragment } from '../iris/fragment.ts';
import { FRAME, RTE, type Expression, type WindowClause } from '../tree/nodes.ts';

const WHOLE_PARTITION = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';

const OFFSETS =
  FRAME.startOffsetPreceding |
  FRAME.startOffsetFollowing |
  FRAME.endOffsetPreceding |
  FRAME.endOffsetFollowing;

const EXCLUSIONS = FRAME.excludeCurrentRow | FRAME.excludeGroup | FRAME.excludeTies;

/**
 * The ROWS frame, the only kind IRIS has, that holds the same rows as PostgreSQL's; null when there is none. It is always
 * written out: what IRIS takes for default is documented in two ways (iris-sql.md 1.5).
 */
export function rowsFrame(window: WindowClause, name: string, scope: Scope): Fragment | null {
  const { frameOptions: options } = window;
  if ((options & EXCLUSIONS) !== 0) return null;
  const counted = (options & FRAME.rows) !== 0;
  // Without ORDER BY all rows are peers of the current one.
  if (!counted && window.orderClause === null && (options & OFFSETS) === 0) return raw(WHOLE_PARTITION);
  const start = bound(options, 'start', window.startOffset, scope);
  const end = bound(options, 'end', window.endOffset, scope);
  if (start === null || end === null) return null;
  if (!counted && !sameAsRows(window, name, scope)) return null;
  return raw(`ROWS BETWEEN ${start} AND ${end}`);
}

/** Whether a frame may have no row: it begins behind the current one, or ends before it. */
export function mayBeEmpty({ frameOptions: options }: WindowClause): boolean {
  return (options & (FRAME.startOffsetFollowing | FRAME.endOffsetPreceding)) !== 0;
}

/**
 * RANGE and GROUPS frames end at the current row's last peer. That is the current row itself when no two rows are peers,
 * and the partition's end when nothing is ordered; the first row of a frame from the partition's start is the same too.
 */
function sameAsRows(window: WindowClause, name: string, scope: Scope): boolean {
  const { frameOptions: options } = window;
  if ((options & OFFSETS) !== 0) return false;
  const whole =
    (options & FRAME.startUnboundedPreceding) !== 0 && (options & FRAME.endUnboundedFollowing) !== 0;
  if (whole || ordersUniquely(window, scope)) return true;
  return name === 'first_value' && (options & FRAME.startUnboundedPreceding) !== 0;
}

/** Whether the window's partition and order hold all columns of a key of the only table. */
function ordersUniquely(window: WindowClause, scope: Scope): boolean {
  const { query } = scope;
  const tables = (query.rtable ?? []).flatMap((entry, i) =>
    entry.inFromCl ? [{ entry, varno: i + 1 }] : [],
  );
  const [only] = tables;
  if (only === undefined || tables.length > 1 || only.entry.rtekind !== RTE.relation) return false;
  const clauses = [...(window.partitionClause ?? []), ...(window.orderClause ?? [])];
  const columns = new Set(
    clauses.flatMap((clause) => {
      const { expr } = targetOf(clause, query.targetList);
      return expr.kind === 'VAR' && expr.varno === only.varno && expr.varlevelsup === 0
        ? [expr.varattno]
        : [];
    }),
  );
  const relation = scope.statement.context.relation(only.entry.relid);
  return (
    relation?.keys.some(
      (key) =>
        key.attnums.every((attnum) => columns.has(attnum)) &&
        (key.primary ||
          key.attnums.every((attnum) =>
            relation.columns.some((column) => column.attnum === attnum && column.notNull),
          )),
    ) ?? false
  );
}

/** A frame's bound in IRIS's words, which take the offset as a number. */
function bound(
  options: number,
  side: 'start' | 'end',
  offset: Expression | null,
  scope: Scope,
): string | null {
  const bits =
    side === 'start'
      ? {
          unboundedPreceding: FRAME.startUnboundedPreceding,
          unboundedFollowing: FRAME.startUnboundedFollowing,
          currentRow: FRAME.startCurrentRow,
          preceding: FRAME.startOffsetPreceding,
        }
      : {
          unboundedPreceding: FRAME.endUnboundedPreceding,
          unboundedFollowing: FRAME.endUnboundedFollowing,
          currentRow: FRAME.endCurrentRow,
          preceding: FRAME.endOffsetPreceding,
        };
  if ((options & bits.unboundedPreceding) !== 0) return 'UNBOUNDED PRECEDING';
  if ((options & bits.unboundedFollowing) !== 0) return 'UNBOUNDED FOLLOWING';
  if ((options & bits.currentRow) !== 0) return 'CURRENT ROW';
  if (offset === null) return null;
  const inner = offset.kind === 'FUNCEXPR' && offset.args[0] !== undefined ? offset.args[0] : offset;
  const rows = Number(fixedText(inner, scope) ?? Number.NaN);
  if (!Number.isSafeInteger(rows) || rows < 0) return null;
  return `${rows} ${(options & bits.preceding) !== 0 ? 'PRECEDING' : 'FOLLOWING'}`;
}
