import { IrisError } from '../../iris-session.ts';
import { jsonArrayAgg, givesJson } from '../functions/json.ts';
import type { Aggregate } from '../iris-sql/ast.ts';
import { sortsNumbersAsText } from '../values/collation.ts';
import { BIGINT, DECIMAL, DOUBLE, SAFE_DIGITS, type SqlType, TEXT, fixedPoint } from '../values/sql-type.ts';
import { groupValue } from './comparison.ts';
import type { CompileContext } from './context.ts';
import { collated, convert, numberOperand, toDouble, toText } from './conversion.ts';
import { type Expression, expression } from './expression.ts';
import { type Fragment, call, raw, sqlite } from './fragment.ts';
import type { Scope } from './scope.ts';

/** An aggregate in a select list, HAVING or ORDER BY. @throws IrisError -19 elsewhere */
export function aggregate(node: Aggregate, scope: Scope, context: CompileContext): Expression {
  if (scope.aggregates === 'forbidden') {
    throw new IrisError(-19, 'Aggregate function not allowed in WHERE or GROUP BY clause');
  }
  // The rows that are aggregated: columns are themselves there, not what the group folds them to.
  const inner: Scope = { ...scope, aggregates: 'forbidden', windows: false, folded: new Map() };
  if (node.forEach.length > 0) {
    const keys = node.forEach.map((key) => groupValue(context.scalar(key, inner)).sql.sql);
    return aggregateOver(node, ` OVER (PARTITION BY ${keys.join(', ')})`, inner, context);
  }
  return aggregateOver(node, scope.aggregates === 'window' ? ' OVER ()' : '', inner, context);
}

function aggregateOver(node: Aggregate, over: string, inner: Scope, context: CompileContext): Expression {
  if (node.argument === null) return expression(BIGINT, raw(`count(*)${over}`), { nullable: false });
  const argument = context.scalar(node.argument, inner);
  if (node.name === 'JSON_ARRAYAGG') {
    const made = jsonArrayAgg(argument, node.distinct, givesJson(node.argument), context);
    return { ...made, sql: sqlite`${made.sql}${over}` };
  }
  return aggregateOf(node.name, argument, node.distinct, over, context);
}

/**
 * An aggregate as SQLite computes it.
 *
 * @param over `` or ` OVER (...)`: window functions share this
 */
export function aggregateOf(
  name: string,
  argument: Expression,
  distinct: boolean,
  over: string,
  context: CompileContext,
): Expression {
  if (argument.type.kind === 'stream') {
    throw new IrisError(-37, 'SQL Scalar/Aggregate/Unary function not supported for Stream fields');
  }
  const apply = (sqlName: string, value: Fragment, unique: boolean): Fragment =>
    sqlite`${sqlName}(${unique ? 'DISTINCT ' : ''}${value})${over}`;
  switch (name) {
    case 'COUNT':
    case 'APPROX_COUNT_DISTINCT': {
      const unique = distinct || name !== 'COUNT';
      return expression(BIGINT, apply('count', unique ? groupValue(argument).sql : argument.sql, unique), {
        nullable: false,
      });
    }
    case 'MIN':
    case 'MAX':
      return extreme(name, argument, apply, context);
    case 'SUM':
      return sum(numberOperand(argument, context), distinct, apply, context);
    case 'AVG':
      return average(numberOperand(argument, context), distinct, apply, context);
    case 'LIST':
      return expression(TEXT, apply('iris_list', listText(argument, distinct, context), distinct));
    case 'XMLAGG':
      return expression(TEXT, apply('iris_concatenated', listText(argument, distinct, context), distinct));
    case '%DLIST':
      return expression(
        TEXT,
        apply(
          'iris_concatenated',
          call('iris_fn_dollar_listbuild', listText(argument, distinct, context)),
          distinct,
        ),
      );
    default: {
      const sqlName = SPREADS.get(name);
      if (sqlName === undefined) throw new IrisError(-359, `Aggregate '${name}' does not exist`);
      return expression(
        DOUBLE,
        apply(sqlName, toDouble(numberOperand(argument, context), context).sql, distinct),
      );
    }
  }
}

const SPREADS: ReadonlyMap<string, string> = new Map([
  ['STDDEV', 'iris_stddev_samp'],
  ['STDDEV_SAMP', 'iris_stddev_samp'],
  ['STDDEV_POP', 'iris_stddev_pop'],
  ['VARIANCE', 'iris_var_samp'],
  ['VAR_SAMP', 'iris_var_samp'],
  ['VAR_POP', 'iris_var_pop'],
]);

type Apply = (sqlName: string, value: Fragment, unique: boolean) => Fragment;

function listText(argument: Expression, distinct: boolean, context: CompileContext): Fragment {
  return toText(distinct ? groupValue(argument) : argument, context).sql;
}

/** Strings compare by their collation, and its value is what comes back (iris-sql.md 1.3). */
function extreme(name: string, argument: Expression, apply: Apply, context: CompileContext): Expression {
  const sqlName = name.toLowerCase();
  const { type } = argument;
  if (type.kind !== 'text')
    return expression(type.kind === 'bit' ? BIGINT : type, apply(sqlName, argument.sql, false));
  const text = collated(toText(argument, context).sql, type.collation);
  if (sortsNumbersAsText(type.collation.name)) return expression(type, apply(sqlName, text, false));
  return expression(type, call('iris_exact_value', apply(sqlName, call('iris_exact', text), false)));
}

function sum(value: Expression, distinct: boolean, apply: Apply, context: CompileContext): Expression {
  const point = fixedPoint(value.type);
  if (value.type.kind === 'double') return expression(DOUBLE, apply('sum', value.sql, distinct));
  if (!point) return expression(DECIMAL, apply('iris_sum', convert(value, DECIMAL, context).sql, distinct));
  // Beyond 2^31 rows of 9 digits SQLite reports an overflow, which the session turns into <MAXNUMBER>.
  return expression(sumType(point.scale), apply('sum', value.sql, distinct));
}

function sumType(scale: number): SqlType {
  return scale === 0 ? BIGINT : { kind: 'numeric', precision: SAFE_DIGITS + 1, scale };
}

/** Exact: the average of integers has a fraction (iris-sql.md section 4, count row). */
function average(value: Expression, distinct: boolean, apply: Apply, context: CompileContext): Expression {
  if (value.type.kind === 'double') return expression(DOUBLE, apply('avg', value.sql, distinct));
  const total = sum(value, distinct, apply, context);
  const count = expression(BIGINT, apply('count', value.sql, distinct));
  return expression(
    DECIMAL,
    call(
      'iris_divide',
      convert(total, DECIMAL, context).sql,
      convert(nullIfZero(count), DECIMAL, context).sql,
    ),
  );
}

/** No rows: NULL, not a division by zero. */
function nullIfZero(count: Expression): Expression {
  return { ...count, sql: sqlite`nullif(${count.sql}, 0)` };
}
