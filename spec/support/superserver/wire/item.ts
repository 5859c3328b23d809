/**
 * An item of a $LIST as the protocol carries it (iris-driver.md section 4). Text is kept as characters: 8-bit strings and
 * raw bytes are characters up to U+00FF.
 */
export type Item =
  | { readonly kind: 'null' }
  | { readonly kind: 'text'; readonly text: string; readonly byReference: boolean }
  | { readonly kind: 'integer'; readonly value: bigint; readonly byReference: boolean }
  /** mantissa x 10^exponent */
  | {
      readonly kind: 'decimal';
      readonly mantissa: bigint;
      readonly exponent: number;
      readonly byReference: boolean;
    }
  | { readonly kind: 'double'; readonly value: number; readonly byReference: boolean }
  | {
      readonly kind: 'oref';
      readonly number: number;
      readonly className: string;
      readonly byReference: boolean;
    };

/** A payload that is no $LIST. */
export class ListError extends Error {
  override readonly name = 'ListError';
}

/** Added to the type of an argument that is passed by reference. */
export const BY_REFERENCE = 32;

export const NULL_ITEM: Item = { kind: 'null' };

export function textItem(text: string): Item {
  return { kind: 'text', text, byReference: false };
}

export function integerItem(value: number | bigint): Item {
  return { kind: 'integer', value: BigInt(value), byReference: false };
}
