import { GatewayError } from '../errors/gateway-error.ts';
import type { Literal } from '../sql/lexer/lift.ts';
import type { ValueSettings } from '../types/codec.ts';
import type { IrisValue } from '../types/iris-value.ts';
import type { TypeRegistry } from '../types/registry.ts';
import type {
  BackendPrepared,
  GatewayFunctionPrepared,
  Prepared,
  RemainderPrepared,
  ShadowPrepared,
} from './api.ts';
import { literalValues } from './literal-values.ts';
import type { ValueOf } from './query-plans.ts';
import type { PlainEntry, QueryEntry, StatementEntry } from './statement-entry.ts';

/** One text of a remembered statement. */
export interface Source<E extends StatementEntry = StatementEntry> {
  readonly text: string;
  readonly literals: readonly Literal[];
  readonly entry: E;
  readonly epoch: number;
}

type QueryPrepared = BackendPrepared | RemainderPrepared | ShadowPrepared | GatewayFunctionPrepared;

/** What a prepared query was made from, behind what the connection layer sees of it. */
const SOURCE = Symbol('source');

export function sourceOf(prepared: QueryPrepared): Source<QueryEntry> {
  const source = (prepared as { readonly [SOURCE]?: Source<QueryEntry> })[SOURCE];
  if (source === undefined) throw new GatewayError('XX000', 'a statement was prepared elsewhere');
  return source;
}

/** How many parameters the client sees: lifted literals come behind them. */
export function clientParameters({ entry, literals }: Source<QueryEntry>): number {
  return entry.shape.parameterTypes.length - literals.length;
}

/** Text forms of all parameters, lifted literals and the client's own. */
export function valuesOf(source: Source<QueryEntry>, textOf: ValueOf): ValueOf {
  const own = clientParameters(source);
  return (index) => (index < own ? textOf(index) : (source.literals[index - own]?.value ?? null));
}

/**
 * A remembered statement with one text's literals in it. Null when its literals need a plan that is not there.
 * @throws GatewayError for a literal that its type's input function refuses
 */
export function preparedFrom(
  source: Source,
  registry: TypeRegistry,
  settings: ValueSettings,
): Prepared | null {
  return source.entry.kind === 'plain'
    ? plainPrepared(source as Source<PlainEntry>)
    : queryPrepared(source as Source<QueryEntry>, registry, settings);
}

function plainPrepared({ text, entry, epoch }: Source<PlainEntry>): Prepared {
  const { shape } = entry;
  const common = { text, parameterTypes: [], columns: null, notices: [], epoch };
  switch (shape.kind) {
    case 'empty':
      return { kind: 'empty', ...common };
    case 'utility':
      return { ...common, ...shape };
    case 'ddl':
      return { ...common, ...shape };
    case 'iris':
      return { ...common, ...shape, plan: null };
  }
}

function queryPrepared(
  source: Source<QueryEntry>,
  registry: TypeRegistry,
  settings: ValueSettings,
): QueryPrepared | null {
  const { text, entry, literals, epoch } = source;
  const { classification, columns, notices, route, functions, gatewayCalls, rowwiseCalls, sequences } =
    entry.shape;
  const own = clientParameters(source);
  const { parameterTypes: types } = entry.shape;
  const parameterTypes = literals.length === 0 ? types : types.slice(0, own);
  const common = { text, classification, parameterTypes, columns, notices, epoch, [SOURCE]: source };
  if (route === 'shadow') return { kind: 'shadow', ...common, sequences };
  if (route === 'gateway-function') {
    const calls = gatewayCalls?.calls ?? null;
    return {
      kind: 'gateway-function',
      ...common,
      functions,
      calls,
      rest: gatewayCalls?.rest ?? null,
      rowwise: rowwiseCalls,
    };
  }
  const { readings, changes } = entry.shape;
  const literalsOf = (): IrisValue[] => literalValues(text, literals, types.slice(own), registry, settings);
  const evaluated = (values: readonly IrisValue[]): RemainderPrepared => ({
    kind: 'remainder',
    ...common,
    literals: values,
    readings: readings ?? [],
    changes,
    sequences,
  });
  if (route === 'remainder') return evaluated(literalsOf());
  const pinned = entry.plans.pinned.filter((index) => index < own);
  const plan = pinned.length > 0 ? null : entry.plans.find(valuesOf(source, noClientValue));
  if (plan === undefined) return null;
  const values = literalsOf();
  const otherwise = readings === null ? null : evaluated(values);
  return { kind: 'backend', ...common, literals: values, pinned, plan, otherwise };
}

/** While a statement is prepared the client's parameters have no values yet. */
export function noClientValue(): never {
  throw new GatewayError('XX000', 'a parameter was asked for before it was bound');
}
