import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

/** MAXDIM of PostgreSQL. */
const MAX_ARRAY_DIMENSIONS = 6;
/** MaxArraySize: MaxAllocSize / sizeof(Datum) */
const MAX_ARRAY_SIZE = 134217727;
const MAX_INT4 = 2147483647;

/** One dimension of an array. */
export interface ArrayDimension {
  readonly length: number;
  readonly lowerBound: number;
}

/** An array's value: elements in row-major order. An empty array has no dimensions. */
export interface ArrayValue<T = unknown> {
  readonly dimensions: readonly ArrayDimension[];
  readonly elements: readonly (T | null)[];
}

/** 54000 when an array has more dimensions than PostgreSQL allows. */
export function checkDimensionCount(count: number): void {
  if (count > MAX_ARRAY_DIMENSIONS) {
    throw new GatewayError(
      SQLSTATE.programLimitExceeded,
      `number of array dimensions (${count}) exceeds the maximum allowed (${MAX_ARRAY_DIMENSIONS})`,
    );
  }
}

/** Number of elements of an array with these dimensions; 54000 when they are too many (ArrayGetNItems). */
export function elementCount(dimensions: readonly ArrayDimension[]): number {
  let count = dimensions.length === 0 ? 0 : 1;
  for (const { length, lowerBound } of dimensions) {
    count *= length;
    if (count > MAX_ARRAY_SIZE) {
      throw new GatewayError(
        SQLSTATE.programLimitExceeded,
        `array size exceeds the maximum allowed (${MAX_ARRAY_SIZE})`,
      );
    }
    if (lowerBound + length > MAX_INT4) {
      throw new GatewayError(SQLSTATE.programLimitExceeded, `array lower bound is too large: ${lowerBound}`);
    }
  }
  return count;
}
