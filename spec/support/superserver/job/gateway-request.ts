import type { ObjectValue } from './object-value.ts';

/** A request of the helper's that is not of the form of docs/NATIVE.md: the gateway's mistake. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

type Json = null | string | bigint | number | boolean | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

/** JSON in pure ASCII; whole numbers are read as bigint, so that no digit is lost. @throws RequestError */
export function parseRequest(text: string): JsonObject {
  for (let i = 0; i < text.length; i += 1) {
    if (text.charCodeAt(i) > 0x7f) throw new RequestError('a request is pure ASCII');
  }
  let parsed: Json;
  try {
    parsed = JSON.parse(text, wholeNumbers) as Json;
  } catch {
    throw new RequestError('a request is JSON');
  }
  if (!isObject(parsed)) throw new RequestError('a request is a JSON object');
  return parsed;
}

/** The third argument is what stands in the text (proposal-json-parse-with-source, in V8). */
function wholeNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textField(request: JsonObject, name: string): string {
  const value = request[name];
  if (typeof value !== 'string') throw new RequestError(`${name} is a string`);
  return value;
}

export function numberField(request: JsonObject, name: string): number {
  const value = request[name];
  if (typeof value !== 'bigint') throw new RequestError(`${name} is a whole number`);
  return Number(value);
}

/** Arguments of Run for %Execute. @param pending takes what was appended under a number */
export function requestArguments(
  request: JsonObject,
  pending: (number: number) => string | undefined,
): ObjectValue[] {
  const { args } = request;
  if (!Array.isArray(args)) throw new RequestError('args is an array');
  return (args as readonly Json[]).map((argument) => argumentValue(argument, pending));
}

/** "" is NULL in ObjectScript, $CHAR(0) is SQL's empty string. */
function argumentValue(argument: Json, pending: (number: number) => string | undefined): ObjectValue {
  if (argument === null) return '';
  if (typeof argument === 'string') return argument === '' ? '\0' : argument;
  if (typeof argument === 'bigint') return argument;
  if (!isObject(argument)) throw new RequestError('an argument of no known form');
  if (typeof argument['d'] === 'string') return doubleOf(argument['d']);
  if (typeof argument['b'] === 'string') return bytesText(argument['b']);
  if (typeof argument['p'] === 'bigint') {
    const text = pending(Number(argument['p']));
    if (text === undefined) throw new RequestError('nothing was appended under this number');
    return text === '' ? '\0' : text;
  }
  throw new RequestError('an argument of no known form');
}

/** $DOUBLE of text */
function doubleOf(text: string): number {
  switch (text) {
    case 'NAN':
      return Number.NaN;
    case 'INF':
      return Infinity;
    case '-INF':
      return -Infinity;
    default:
      return Number(text);
  }
}

/** Characters up to U+00FF from base64; no bytes are SQL's empty string. */
export function bytesText(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1') || '\0';
}
