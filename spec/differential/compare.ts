import { isDeepStrictEqual } from 'node:util';
import type { ErrorFields } from '../../src/errors/gateway-error.ts';
import type { CorpusStatement } from './corpus.ts';
import type { Observation, ObservedResult } from './observe.ts';

/** What may differ. `texts` covers the wording around an error or notice; everything else is data. */
export const ASPECTS = [
  'link',
  'answers',
  'names',
  'types',
  'typmod',
  'origin',
  'rows',
  'tag',
  'sqlstate',
  'parameters',
  'settings',
  'status',
  'texts',
] as const;
export type Aspect = (typeof ASPECTS)[number];

export interface Difference {
  readonly aspect: Aspect;
  readonly expected: unknown;
  readonly actual: unknown;
}

type Part = readonly [Aspect, (result: ObservedResult, statement: CorpusStatement) => unknown];

/**
 * Rows are compared byte for byte, in text as in binary; no value is compared by meaning. `types` is OID and size.
 * Where the statement failed, its columns and parameters are not compared: a server may find an error in a constant at
 * Parse or at Execute, before or after it described the statement.
 */
const PARTS: readonly Part[] = [
  ['names', (result) => result.columns?.map((column) => column.name) ?? null],
  [
    'types',
    (result) =>
      result.columns?.map((column) => `${comparableType(column.typeOid)}/${column.typeSize}`) ?? null,
  ],
  ['typmod', (result) => result.columns?.map((column) => column.typmod) ?? null],
  ['origin', (result) => result.columns?.map((column) => column.origin) ?? null],
  ['rows', (result, statement) => [comparableRows(result, statement), result.suspendedAt]],
  ['tag', (result) => result.tag],
];

/** FirstNormalObjectId: types from here on are users', and their OIDs differ between servers. */
const FIRST_USER_OID = 16_384;

function comparableType(oid: number): string {
  return oid < FIRST_USER_OID ? String(oid) : 'user';
}

function types({ parameterTypes }: Observation): readonly string[] | null {
  return parameterTypes?.map(comparableType) ?? null;
}

function comparableRows(result: ObservedResult, statement: CorpusStatement): unknown {
  const rows = result.rows.map((row) => JSON.stringify(row));
  return statement.unordered ? rows.sort() : rows;
}

/** Severity, message, detail, hint, position and object names; `where` is PL/pgSQL's context and left out. */
function texts(error: ErrorFields): Partial<ErrorFields> {
  const { where: _, ...rest } = error;
  return rest;
}

function sqlstates(observation: Observation): (string | null)[] {
  return observation.results.map((result) => result.error?.sqlstate ?? null);
}

/** For the report: what came instead. */
function outcomes(observation: Observation): string[] {
  return observation.results.map(({ tag, error }) =>
    error ? `${error.sqlstate} ${error.message}` : (tag ?? ''),
  );
}

/** All differences between the oracle's answer and the other's. */
export function compare(
  expected: Observation,
  actual: Observation,
  statement: CorpusStatement,
): Difference[] {
  const differences: Difference[] = [];
  const check = (aspect: Aspect, left: unknown, right: unknown): void => {
    if (!isDeepStrictEqual(left, right)) differences.push({ aspect, expected: left, actual: right });
  };
  check('link', expected.broken, actual.broken);
  if (differences.length > 0) return differences;
  const [codes, otherCodes] = [expected, actual].map(sqlstates);
  if (!isDeepStrictEqual(codes, otherCodes)) {
    differences.push({ aspect: 'sqlstate', expected: outcomes(expected), actual: outcomes(actual) });
  }
  check('answers', expected.results.length, actual.results.length);
  for (const [index, left] of expected.results.entries()) {
    const right = actual.results[index];
    if (!right || left.error !== null || right.error !== null) continue;
    for (const [aspect, part] of PARTS) check(aspect, part(left, statement), part(right, statement));
  }
  if (![...expected.results, ...actual.results].some((result) => result.error !== null)) {
    check('parameters', types(expected), types(actual));
  }
  check('settings', expected.settings, actual.settings);
  check('status', expected.status, actual.status);
  const wording = (observation: Observation): unknown => ({
    errors: observation.results.flatMap((result) => (result.error ? [texts(result.error)] : [])),
    notices: observation.notices.map(texts),
  });
  if (!differences.some((difference) => difference.aspect === 'sqlstate')) {
    check('texts', wording(expected), wording(actual));
  }
  return differences;
}
