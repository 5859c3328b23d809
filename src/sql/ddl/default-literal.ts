import type { IrisValue } from '../../types/iris-value.ts';
import { raw, stringLiteral } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { ColumnType } from './type-name.ts';

const NUMBERS = new Set(['bool', 'int2', 'int4', 'int8', 'oid', 'float4', 'float8', 'numeric']);
const STRINGS = new Set(['text', 'varchar', 'bpchar', 'char', 'name', 'uuid', 'json', 'jsonb']);
const NUMBER = /^-?\d+(\.\d+)?(E[+-]?\d+)?$/;

/**
 * A constant default as an IRIS literal, for the clients IRIS has beside the gateway (the gateway itself sends every
 * default it knows as a value). Undefined where IRIS DDL has no exact literal: '' (iris-sql.md 3.3), dates, whose
 * literals depend on the select mode, bytes, vectors.
 */
export function defaultLiteral(value: IrisValue, type: ColumnType): Fragment | undefined {
  if (value === null || value === '' || value instanceof Uint8Array) return undefined;
  const text = String(value);
  if (!type.array && NUMBERS.has(type.name)) return NUMBER.test(text) ? raw(text) : undefined;
  return type.array || STRINGS.has(type.name) ? stringLiteral(text) : undefined;
}
