import { expect } from 'chai';
import type {
  Condition,
  Query,
  Scalar,
  Select,
  Statement,
} from '../../../src/backend/embedded/iris-sql/ast.ts';
import { parseIrisSql } from '../../../src/backend/embedded/iris-sql/parse.ts';
import { IrisError } from '../../../src/backend/iris-session.ts';

export type Version = readonly [number, number];

/** Parses for the newest version unless told otherwise. */
export function parse(sql: string, version: Version = [2025, 3]): Statement {
  return parseIrisSql(sql, { version }).statement;
}

/** Parses a statement of one kind. */
export function parseAs<Kind extends Statement['kind']>(
  kind: Kind,
  sql: string,
  version?: Version,
): Extract<Statement, { kind: Kind }> {
  const statement = parse(sql, version);
  expect(statement.kind).to.equal(kind);
  return statement as Extract<Statement, { kind: Kind }>;
}

export function parseQuery(sql: string, version?: Version): Query {
  return parseAs('query', sql, version);
}

/** A query that is a single SELECT. */
export function parseSelect(sql: string, version?: Version): Select {
  const { body } = parseQuery(sql, version);
  if (body.kind !== 'select') throw new Error(`${sql} is a set operation`);
  return body;
}

/** The value of a one-item select list. */
export function parseScalar(sql: string, version?: Version): Scalar {
  const [item] = parseSelect(`SELECT ${sql}`, version).items;
  if (item?.kind !== 'item') throw new Error(`${sql} is no value`);
  return item.expression;
}

export function parseCondition(sql: string, version?: Version): Condition {
  const { where } = parseSelect(`SELECT 1 FROM t WHERE ${sql}`, version);
  if (where === null) throw new Error('no WHERE');
  return where;
}

/** The error a text gives. */
export function failure(sql: string, version: Version = [2025, 3]): IrisError {
  try {
    parse(sql, version);
  } catch (error) {
    if (error instanceof IrisError) return error;
    throw error;
  }
  throw new Error(`IRIS would refuse: ${sql}`);
}

/** The tree without offsets, so that specs say what they mean. */
export function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'at')
      .map(([key, value]) => [key, plain(value)]),
  );
}

/** Grouping of an expression, fully parenthesised. */
export function grouped(node: Scalar | Condition): string {
  switch (node.kind) {
    case 'number':
      return node.text;
    case 'string':
      return `'${node.value}'`;
    case 'column':
      return [node.schema, node.table, node.name].filter((part) => part !== null).join('.');
    case 'unary':
      return `(${node.operator}${grouped(node.operand)})`;
    case 'binary':
      return `(${grouped(node.left)} ${node.operator} ${grouped(node.right)})`;
    case 'comparison':
      return `(${grouped(node.left)} ${node.operator} ${grouped(node.right)})`;
    case 'not':
      return `(not ${grouped(node.operand)})`;
    case 'and':
    case 'or':
      return `(${node.operands.map(grouped).join(` ${node.kind} `)})`;
    default:
      return node.kind;
  }
}
