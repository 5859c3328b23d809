import { familyOf } from '../expression/family.ts';
import type { Scope } from '../expression/scope.ts';
import { utc } from '../expression/time-zone.ts';
import { typeOf } from '../expression/type-of.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, identifier, join, raw, type Fragment } from '../iris/fragment.ts';
import { outputName, qualified } from '../iris/names.ts';
import { refuseShownDistances } from './shown-distances.ts';
import { RTE, SET_OPERATION, type Query, type RangeTblRef, type SetOperationStmt } from '../tree/nodes.ts';

type Operand = SetOperationStmt | RangeTblRef;

/**
 * UNION, INTERSECT and EXCEPT of a query, without its ORDER BY and limit. INTERSECT and EXCEPT, whose first version in
 * IRIS is unknown and which have no ALL, are written as joins on rows that are not distinct (iris-sql.md 1.6).
 */
export function setOperation(node: SetOperationStmt, scope: Scope): Fragment {
  if (node.op === SET_OPERATION.union) return union(node, scope);
  return filtered(node, scope);
}

function union(node: SetOperationStmt, scope: Scope): Fragment {
  const word = node.all ? ' UNION ALL ' : ' UNION ';
  return join([...legs(node.larg, node, scope), operand(node.rarg, node, scope)], word);
}

/** The left legs of a chain of the same operation need no nesting. */
function legs(left: Operand, node: SetOperationStmt, scope: Scope): Fragment[] {
  if (
    left.kind === 'SETOPERATIONSTMT' &&
    left.op === node.op &&
    left.all === node.all &&
    sameTypes(left, node)
  ) {
    return [...legs(left.larg, left, scope), operand(left.rarg, left, scope)];
  }
  return [operand(left, node, scope)];
}

function sameTypes(one: SetOperationStmt, other: SetOperationStmt): boolean {
  return one.colTypes.every((type, i) => type === other.colTypes[i]);
}

/** INTERSECT [ALL] keeps rows that the right side has, EXCEPT [ALL] those that it has not; ALL numbers equal rows. */
function filtered(node: SetOperationStmt, scope: Scope): Fragment {
  const left = scope.statement.nextAlias();
  const right = scope.statement.nextAlias();
  const width = node.colTypes.length;
  const columns = Array.from({ length: width }, (_, i) => outputName(i + 1));
  const tests = columns.map((name) => {
    const a = qualified(left, name);
    const b = qualified(right, name);
    return fragment`((${a} = ${b}) OR ((${a} IS NULL) AND (${b} IS NULL)))`;
  });
  if (node.all) tests.push(fragment`(${qualified(left, NUMBER)} = ${qualified(right, NUMBER)})`);
  const [one, other] = [node.larg, node.rarg].map((side) =>
    node.all ? numbered(operand(side, node, scope), columns, scope) : operand(side, node, scope),
  );
  if (one === undefined || other === undefined) throw new Error('a set operation has two sides');
  const shown = columns.map((name) => fragment`${qualified(left, name)} AS ${identifier(name)}`);
  const exists = fragment`EXISTS (SELECT 1 AS "c1" FROM (${other}) ${raw(right)} WHERE ${join(tests, ' AND ')})`;
  const keep = node.op === SET_OPERATION.intersect ? exists : fragment`NOT ${exists}`;
  const distinct = raw(node.all ? '' : 'DISTINCT ');
  return fragment`SELECT ${distinct}${join(shown, ', ')} FROM (${one}) ${raw(left)} WHERE (${keep})`;
}

/** Number of a row among equal ones. */
const NUMBER = 'r1';

function numbered(rows: Fragment, columns: readonly string[], scope: Scope): Fragment {
  const alias = scope.statement.nextAlias();
  const names = columns.map((name) => qualified(alias, name));
  const shown = columns.map((name) => fragment`${qualified(alias, name)} AS ${identifier(name)}`);
  const list = join(names, ', ');
  return fragment`SELECT ${join(shown, ', ')}, ROW_NUMBER() OVER (PARTITION BY ${list} ORDER BY ${list}) AS ${identifier(NUMBER)} FROM (${rows}) ${raw(alias)}`;
}

/** One side with columns of the operation's types. Whatever is more than a plain SELECT is wrapped in one. */
function operand(side: Operand, node: SetOperationStmt, scope: Scope): Fragment {
  if (side.kind === 'SETOPERATIONSTMT') {
    return wrapped(setOperation(side, scope), side.colTypes, node.colTypes, scope);
  }
  const entry = scope.entry(side.rtindex);
  if (entry.rtekind !== RTE.subquery) throw new Error('a set operation is made of sub-selects');
  const query = entry.subquery;
  const types = (query.targetList ?? [])
    .filter((target) => !target.resjunk)
    .map((target) => typeOf(target.expr));
  refuseShownDistances(query, scope.statement, scope);
  const rows = scope.statement.subselect(query, scope, 'derived table');
  const plain = isPlain(query) && types.every((type, i) => !converts(type, node.colTypes[i] ?? type, scope));
  return plain ? rows : wrapped(rows, types, node.colTypes, scope);
}

function isPlain(query: Query): boolean {
  return (
    query.setOperations === null &&
    query.sortClause === null &&
    query.limitCount === null &&
    query.limitOffset === null &&
    query.cteList === null
  );
}

function wrapped(rows: Fragment, from: readonly number[], to: readonly number[], scope: Scope): Fragment {
  const alias = scope.statement.nextAlias();
  const columns = from.map((type, i) => {
    const name = outputName(i + 1);
    return fragment`${converted(qualified(alias, name), type, to[i] ?? type, scope)} AS ${identifier(name)}`;
  });
  return fragment`SELECT ${join(columns, ', ')} FROM (${rows}) ${raw(alias)}`;
}

function converts(from: number, to: number, scope: Scope): boolean {
  const { context } = scope.statement;
  const [source, target] = [familyOf(from, context), familyOf(to, context)];
  return source !== target && !(source === 'integer' && target === 'numeric');
}

/** The casts that the planner would add to a leg's columns. */
function converted(value: Fragment, from: number, to: number, scope: Scope): Fragment {
  if (!converts(from, to, scope)) return value;
  const { context } = scope.statement;
  const [source, target] = [familyOf(from, context), familyOf(to, context)];
  if (target === 'float') return fragment`CAST(${value} AS DOUBLE)`;
  if (source === 'date' && target === 'timestamp') return fragment`CAST(${value} AS TIMESTAMP)`;
  if (source === 'date' && target === 'timestamptz') return utc(fragment`CAST(${value} AS TIMESTAMP)`, scope);
  if (source === 'timestamp' && target === 'timestamptz') return utc(value, scope);
  if (source === 'bpchar' && target === 'text') return value;
  throw unsupported(`a set operation of ${source} and ${target}`, context);
}
