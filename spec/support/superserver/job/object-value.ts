import { canonical } from '../../../../src/backend/embedded/values/decimal.ts';
import { type Item, integerItem, textItem } from '../wire/item.ts';
import type { Instance } from './instance.ts';
import { thrown } from './thrown.ts';

/** A number with digits behind the point. */
export interface DecimalNumber {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/**
 * A value of ObjectScript: strings (bytes are characters up to U+00FF; "" is what SQL calls NULL), integers, decimals,
 * $DOUBLEs, objects.
 */
export type ObjectValue = string | bigint | number | DecimalNumber | Instance;

export function isInstance(value: ObjectValue): value is Instance {
  return typeof value === 'object' && 'className' in value;
}

/** The value as a string. @throws Thrown for an object */
export function textOf(value: ObjectValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return doubleText(value);
  if (isInstance(value)) throw thrown('<ILLEGAL VALUE>', 'an object is no string');
  return canonical(value);
}

/** ObjectScript's numeric value of text is its leading number; only whole numbers are wanted here. */
export function integerOf(value: ObjectValue): number {
  const number = Number.parseInt(textOf(value), 10);
  return Number.isNaN(number) ? 0 : number;
}

/** NaN, INF and -INF as $DOUBLE shows them; no leading 0, as all numbers of ObjectScript. */
function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NAN';
  if (!Number.isFinite(value)) return value > 0 ? 'INF' : '-INF';
  const text = String(value).replace('e', 'E');
  return text.replace(/^(-?)0\./, '$1.');
}

/**
 * The item of a value that a method returns.
 * @param register gives an object its number
 */
export function itemOf(value: ObjectValue, register: (instance: Instance) => number): Item {
  if (typeof value === 'string') return textItem(value);
  if (typeof value === 'bigint') return integerItem(value);
  if (typeof value === 'number') return { kind: 'double', value, byReference: false };
  if (!isInstance(value)) return { kind: 'decimal', ...value, byReference: false };
  return { kind: 'oref', number: register(value), className: value.className, byReference: false };
}

/** The value of an item. @param find the object of a number */
export function valueOf(item: Item, find: (number: number) => Instance): ObjectValue {
  switch (item.kind) {
    case 'null':
      return '';
    case 'text':
      return item.text;
    case 'integer':
      return item.value;
    case 'decimal':
      return { mantissa: item.mantissa, exponent: item.exponent };
    case 'double':
      return item.value;
    case 'oref':
      return find(item.number);
  }
}
