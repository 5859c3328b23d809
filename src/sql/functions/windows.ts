import { ParameterNeeded } from '../context.ts';
import { fixedText } from '../expression/constant.ts';
import { enumAt, enumPosition } from '../expression/enum-order.ts';
import { familyOf, type Family } from '../expression/family.ts';
import { neverNull } from '../expression/nullability.ts';
import { textKey, textOfKey } from '../expression/order-key.ts';
import type { Print } from '../expression/print.ts';
import type { Scope } from '../expression/scope.ts';
import { printSortItems, sortItems, targetOf } from '../expression/sorting.ts';
import { typeOf } from '../expression/type-of.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import type { Expression, WindowClause, WindowFunc } from '../tree/nodes.ts';
import { visitExpressions } from '../tree/visit.ts';
import { addsSingles, filtered } from './aggregates.ts';
import { mayBeEmpty, rowsFrame } from './window-frame.ts';

/** Functions whose value depends on the partition and its order only, never on a frame. */
const RANKING: Readonly<Record<string, string>> = {
  row_number: 'ROW_NUMBER',
  rank: 'RANK',
  dense_rank: 'DENSE_RANK',
  percent_rank: 'PERCENT_RANK',
  cume_dist: 'CUME_DIST',
  ntile: 'NTILE',
  lag: 'LAG',
  lead: 'LEAD',
};

const VALUES: Readonly<Record<string, string>> = {
  first_value: 'FIRST_VALUE',
  last_value: 'LAST_VALUE',
  nth_value: 'NTH_VALUE',
};

const NUMBERS: readonly Family[] = ['integer', 'numeric', 'float'];

/** A window function call with its OVER clause. */
export function windowFunction(node: WindowFunc, scope: Scope, print: Print): Fragment {
  const { context } = scope.statement;
  const name = context.function(node.winfnoid)?.name ?? '';
  const window = scope.query.windowClause?.find((clause) => clause.winref === node.winref);
  if (window === undefined) throw new Error(`no window clause ${node.winref}`);
  const over = overClause(window, scope, print);
  const args = node.args ?? [];
  const ranking = RANKING[name];
  if (ranking !== undefined) {
    return fragment`${raw(ranking)}(${join(rankingArguments(name, args, scope, print), ', ')}) OVER (${over})`;
  }
  const frame = rowsFrame(window, name, scope);
  if (frame === null) {
    throw unsupported(`window function ${name}() over this frame`, context, node.location);
  }
  const framed = fragment`OVER (${join(
    [over, frame].filter((part) => part.sql !== ''),
    ' ',
  )})`;
  const valueFunction = VALUES[name];
  if (valueFunction !== undefined) {
    return fragment`${raw(valueFunction)}(${join(
      args.map((arg, i) => (i === 1 ? wholeNumber(name, arg, 1, scope) : print.scalar(arg, scope))),
      ', ',
    )}) ${framed}`;
  }
  return windowAggregate(name, node, { over: framed, mayBeEmpty: mayBeEmpty(window) }, scope, print);
}

/** LAG and LEAD want their offset as a number, NTILE its buckets. */
function rankingArguments(name: string, args: readonly Expression[], scope: Scope, print: Print): Fragment[] {
  return args.map((arg, i) => {
    if (name === 'ntile') return wholeNumber(name, arg, 1, scope);
    return i === 1 ? wholeNumber(name, arg, 0, scope) : print.scalar(arg, scope);
  });
}

/** A number that is known now; NULL and those that are too small are PostgreSQL's to judge. */
function wholeNumber(name: string, arg: Expression, least: number, scope: Scope): Fragment {
  const number = Number(fixedText(arg, scope) ?? Number.NaN);
  if (Number.isSafeInteger(number) && number >= least) return raw(String(number));
  throw unsupported(`${name}() with this number`, scope.statement.context);
}

function overClause(window: WindowClause, scope: Scope, print: Print): Fragment {
  const { targetList } = scope.query;
  const keys = [...(window.partitionClause ?? []), ...(window.orderClause ?? [])];
  requirePinned(
    keys.map((clause) => targetOf(clause, targetList).expr),
    scope,
  );
  const partition = (window.partitionClause ?? []).map((clause) =>
    print.scalar(targetOf(clause, targetList).expr, scope),
  );
  const order = printSortItems(sortItems(window.orderClause, targetList, scope, print));
  const parts: Fragment[] = [];
  if (partition.length > 0) parts.push(fragment`PARTITION BY ${join(partition, ', ')}`);
  if (order.length > 0) parts.push(fragment`ORDER BY ${join(order, ', ')}`);
  const over = join(parts, ' ');
  if (over.slots.length > 0) throw unsupported('a value of the session in OVER', scope.statement.context);
  return over;
}

/** OVER takes no `?` (RSQL_windowfunctions names columns and expressions of them only): parameters become literals. */
function requirePinned(keys: readonly Expression[], scope: Scope): void {
  const { pinned } = scope.statement.context;
  const missing: number[] = [];
  visitExpressions(keys, (node) => {
    if (node.kind === 'PARAM' && node.paramkind === 0 && !pinned.has(node.paramid - 1)) {
      missing.push(node.paramid - 1);
    }
    return true;
  });
  if (missing.length > 0) throw new ParameterNeeded(missing);
}

interface Frame {
  /** `OVER (...)` */
  readonly over: Fragment;
  readonly mayBeEmpty: boolean;
}

/**
 * Aggregates over a frame. IRIS's frames read NULL as 0 (iris-sql.md 1.5) and its COUNT takes none, so both are made of
 * sums over what is not NULL.
 */
function windowAggregate(
  name: string,
  node: WindowFunc,
  { over, mayBeEmpty: empty }: Frame,
  scope: Scope,
  print: Print,
): Fragment {
  const { context } = scope.statement;
  const counted = (sum: Fragment): Fragment => (empty ? fragment`COALESCE(${sum}, 0)` : sum);
  const filter = node.aggfilter === null ? null : print.condition(node.aggfilter, scope);
  const arg = node.args?.[0];
  if (arg === undefined) {
    const one = filter === null ? raw('1') : fragment`CASE WHEN ${filter} THEN 1 ELSE 0 END`;
    if (name === 'count') return counted(fragment`SUM(${one}) ${over}`);
    throw unsupported(`window function ${name}()`, context, node.location);
  }
  const value = filtered(print.scalar(arg, scope), filter);
  const family = familyOf(typeOf(arg), context);
  const nullable = filter !== null || !neverNull(arg, scope);
  const count = fragment`SUM(CASE WHEN ${value} IS NOT NULL THEN 1 ELSE 0 END) ${over}`;
  if (name === 'count') return counted(count);
  const isNumber = NUMBERS.includes(family) && !addsSingles(name, typeOf(arg), context);
  if (name === 'sum' && isNumber) {
    const sum = fragment`SUM(${value}) ${over}`;
    return nullable ? fragment`CASE WHEN ${count} > 0 THEN ${sum} END` : sum;
  }
  if (name === 'avg' && isNumber) {
    if (!nullable) return fragment`AVG(${value}) ${over}`;
    return fragment`CASE WHEN ${count} > 0 THEN (SUM(${value}) ${over} / ${count}) END`;
  }
  if (name === 'min' || name === 'max') {
    const irisName = raw(name.toUpperCase());
    if (family === 'text' || family === 'bpchar')
      return textOfKey(fragment`${irisName}(${textKey(value)}) ${over}`);
    if (family === 'enum') {
      const places = enumPosition(value, typeOf(arg), context);
      return enumAt(fragment`${irisName}(${places}) ${over}`, typeOf(arg), context);
    }
    return fragment`${irisName}(${value}) ${over}`;
  }
  throw unsupported(`window function ${name}()`, context, node.location);
}
