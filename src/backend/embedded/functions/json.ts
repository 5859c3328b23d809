import type { JsonArray, JsonObject } from '../iris-sql/ast.ts';
import type { CompileContext } from '../compile/context.ts';
import { toText } from '../compile/conversion.ts';
import { type Expression, expression } from '../compile/expression.ts';
import { type Fragment, call, literal, sqlite } from '../compile/fragment.ts';
import type { Scope } from '../compile/scope.ts';
import { convertValue } from '../values/convert.ts';
import { TEXT, isNumber } from '../values/sql-type.ts';
import type { UserFunction } from './user-function.ts';

/** Functions whose result is JSON already and is nested as it is (iris-sql.md section 4, json_build_object row). */
function givesJson(node: { readonly kind: string; readonly name?: unknown }): boolean {
  return (
    node.kind === 'jsonObject' ||
    node.kind === 'jsonArray' ||
    (node.kind === 'aggregate' && node.name === 'JSON_ARRAYAGG')
  );
}

/** The value as JSON text in SQL: numbers canonical, text quoted, '' as "\u0000", NULL as NULL. */
function jsonText(value: Expression, json: boolean, context: CompileContext): Fragment {
  if (json) return value.sql;
  const { type } = value;
  if (value.constant === null || value.constant.kind === 'number') {
    if (isNumber(type)) return call('iris_json_number', toText(value, context).sql);
  }
  if (value.constant === null && type.kind !== 'text' && type.kind !== 'null') {
    const number = context.functions.register(
      `json text ${JSON.stringify(type)}`,
      () => (input) => convertValue(input, type, TEXT, 'odbc'),
    );
    return call('iris_json_string', call('iris_apply', literal(BigInt(number)), value.sql));
  }
  return call('iris_json_string', toText(value, context).sql);
}

export function jsonObject(node: JsonObject, scope: Scope, context: CompileContext): Expression {
  const parts = node.entries.flatMap(({ key, value }) => [
    toText(context.scalar(key, scope), context).sql,
    jsonText(context.scalar(value, scope), givesJson(value), context),
  ]);
  return expression(TEXT, call('iris_json_object', literal(node.absentOnNull ? 1n : 0n), ...parts), {
    nullable: false,
  });
}

export function jsonArray(node: JsonArray, scope: Scope, context: CompileContext): Expression {
  const parts = node.elements.map((element) =>
    jsonText(context.scalar(element, scope), givesJson(element), context),
  );
  return expression(TEXT, call('iris_json_array', literal(node.absentOnNull ? 1n : 0n), ...parts), {
    nullable: false,
  });
}

/** JSON_ARRAYAGG(x): NULLs are left out; no rows give []. */
export function jsonArrayAgg(
  value: Expression,
  distinct: boolean,
  json: boolean,
  context: CompileContext,
): Expression {
  const text = jsonText(value, json, context);
  return expression(TEXT, sqlite`iris_json_arrayagg(${distinct ? 'DISTINCT ' : ''}${text})`, {
    nullable: false,
  });
}

/** IRIS shows the empty string, which it holds as $CHAR(0), as that character (iris-sql.md 6.4). */
function stringJson(text: string): string {
  return text === '' ? '"\\u0000"' : JSON.stringify(text);
}

export const JSON_USER_FUNCTIONS: readonly UserFunction[] = [
  {
    name: 'iris_json_string',
    deterministic: true,
    run: (text) => (text === null || text === undefined ? null : stringJson(String(text))),
  },
  {
    name: 'iris_json_number',
    deterministic: true,
    // .5 is canonical in IRIS but no JSON
    run: (text) => (text === null || text === undefined ? null : String(text).replace(/^(-?)\./, '$10.')),
  },
  {
    name: 'iris_json_object',
    deterministic: true,
    run: (absent, ...parts) => {
      const members: string[] = [];
      for (let i = 0; i + 1 < parts.length; i += 2) {
        const value = parts[i + 1];
        if (value === null && absent === 1n) continue;
        members.push(`${JSON.stringify(String(parts[i] ?? ''))}:${value === null ? 'null' : String(value)}`);
      }
      return `{${members.join(',')}}`;
    },
  },
  {
    name: 'iris_json_array',
    deterministic: true,
    run: (absent, ...parts) => {
      const kept = absent === 1n ? parts.filter((part) => part !== null) : parts;
      return `[${kept.map((part) => (part === null ? 'null' : String(part))).join(',')}]`;
    },
  },
];

export { givesJson };
