import { GatewayError } from '../errors/gateway-error.ts';

/** How a setting's value is read and shown (manual 20.1.1). */
export type SettingKind =
  | { readonly kind: 'bool' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number; readonly unit?: Unit }
  | { readonly kind: 'real'; readonly min: number; readonly max: number; readonly unit?: Unit }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'string' }
  /** Comma-separated identifiers, e.g. search_path. */
  | { readonly kind: 'list' };

/** Base unit of an integer setting. */
export type Unit = 'ms' | 's' | 'min' | 'B' | 'kB' | '8kB' | 'MB';

/** One run-time parameter as pg_settings describes it. */
export interface SettingDefinition {
  readonly name: string;
  readonly type: SettingKind;
  readonly initial: string;
  readonly description: string;
  /** `user`: SET may change it; `internal`, `postmaster`: it may not (55P02). */
  readonly context: 'user' | 'internal' | 'postmaster';
  /** ParameterStatus is sent at start and on change (manual 55.2.7). */
  readonly reported: boolean;
  /** Turns a value into its stored form or refuses it; given the text SET received and the value so far. */
  readonly check?: (value: string, name: string, current: string) => string;
}

const TRUE_WORDS = ['on', 'true', 'yes', '1', 't', 'y', 'tr', 'tru', 'ye'];
const FALSE_WORDS = ['off', 'false', 'no', '0', 'f', 'n', 'of', 'fa', 'fal', 'fals'];

/** Factors to the smaller unit of each family: milliseconds, or kilobytes. */
const TIME_FACTORS: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const SIZE_FACTORS: Readonly<Record<string, number>> = {
  B: 1 / 1024,
  kB: 1,
  '8kB': 8,
  MB: 1024,
  GB: 1024 ** 2,
  TB: 1024 ** 3,
};

function invalidValue(name: string, value: string, hint?: string): GatewayError {
  return new GatewayError('22023', `invalid value for parameter "${name}": "${value}"`, hint ? { hint } : {});
}

/**
 * The stored form of `value` for a setting.
 *
 * @param current the value that is replaced, in its stored form
 * @throws 22023 with PostgreSQL's wording when the value is not of the setting's type or out of range
 */
export function parseSetting(definition: SettingDefinition, value: string, current: string): string {
  const { name, type } = definition;
  const parsed = parseByKind(name, type, value);
  return definition.check ? definition.check(parsed, name, current) : parsed;
}

function parseByKind(name: string, type: SettingKind, value: string): string {
  switch (type.kind) {
    case 'bool': {
      const word = value.trim().toLowerCase();
      if (TRUE_WORDS.includes(word)) return 'on';
      if (FALSE_WORDS.includes(word)) return 'off';
      throw new GatewayError('22023', `parameter "${name}" requires a Boolean value`);
    }
    case 'enum': {
      const found = type.values.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
      if (found === undefined)
        throw invalidValue(name, value, `Available values: ${type.values.join(', ')}.`);
      return found;
    }
    case 'integer':
      return parseInteger(name, type, value);
    case 'real': {
      const number = parseNumber(name, type.unit, value);
      if (number < type.min || number > type.max)
        throw outOfRange(name, String(number), type.min, type.max, type.unit ?? '');
      return String(number);
    }
    case 'string':
    case 'list':
      return value;
  }
}

/** A number with or without a unit, in the setting's base unit. */
function parseNumber(name: string, base: Unit | undefined, value: string): number {
  const match =
    /^\s*([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|[+-]?\.\d+(?:[eE][+-]?\d+)?|0[xX][0-9a-fA-F]+)\s*([A-Za-z0-9]*)\s*$/.exec(
      value,
    );
  if (!match) throw invalidValue(name, value);
  const number = Number(match[1]);
  const unit = match[2] ?? '';
  if (unit === '') return number;
  const factors = base === undefined ? {} : base in TIME_FACTORS ? TIME_FACTORS : SIZE_FACTORS;
  const factor = factors[unit];
  const baseFactor = factors[base ?? ''];
  if (factor === undefined || baseFactor === undefined) throw invalidValue(name, value, unitHint(base));
  return (number * factor) / baseFactor;
}

function parseInteger(name: string, type: SettingKind & { kind: 'integer' }, value: string): string {
  const number = Math.round(parseNumber(name, type.unit, value));
  if (number < type.min || number > type.max)
    throw outOfRange(name, String(number), type.min, type.max, type.unit ?? '');
  return String(number);
}

function unitHint(unit: Unit | undefined): string | undefined {
  if (unit === undefined) return undefined;
  const names =
    unit in TIME_FACTORS ? '"us", "ms", "s", "min", "h", and "d"' : '"B", "kB", "MB", "GB", and "TB"';
  return `Valid units for this parameter are ${names}.`;
}

function outOfRange(name: string, value: string, min: number, max: number, unit: string): GatewayError {
  const suffix = unit === '' ? '' : ` ${unit}`;
  return new GatewayError(
    '22023',
    `${value}${suffix} is outside the valid range for parameter "${name}" (${min}${suffix} .. ${max}${suffix})`,
  );
}

/** A stored value as SHOW prints it: integers with a unit in the largest unit that divides them (manual 20.1.1). */
export function showSetting(definition: SettingDefinition, stored: string): string {
  const { type } = definition;
  const numeric = type.kind === 'integer' || type.kind === 'real';
  if (!numeric || type.unit === undefined || stored === '0' || stored.startsWith('-')) return stored;
  const isTime = type.unit in TIME_FACTORS;
  const factors = isTime ? TIME_FACTORS : SIZE_FACTORS;
  const smallest = Number(stored) * (factors[type.unit] ?? 1);
  const units = isTime ? ['d', 'h', 'min', 's', 'ms'] : ['TB', 'GB', 'MB', 'kB'];
  const fitting = units.find((unit) => smallest % (factors[unit] ?? 1) === 0) ?? type.unit;
  return `${smallest / (factors[fitting] ?? 1)}${fitting}`;
}
