import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';

/** VECTOR_MAX_DIM and HALFVEC_MAX_DIM of pgvector. */
export const MAX_DIMENSIONS = 16_000;
/** SPARSEVEC_MAX_DIM */
export const MAX_SPARSE_DIMENSIONS = 1_000_000_000;

/** What pgvector raises for values that its types do not hold. */
const DATA_EXCEPTION = '22000';

export function dataException(message: string): GatewayError {
  return new GatewayError(DATA_EXCEPTION, message);
}

export function tooMany(type: string, limit: number, what = 'dimensions'): GatewayError {
  return new GatewayError(SQLSTATE.programLimitExceeded, `${type} cannot have more than ${limit} ${what}`);
}

/** 22P02 as pgvector's input functions word it. */
export function invalidVector(type: string, text: string, detail?: string): GatewayError {
  return new GatewayError(
    SQLSTATE.invalidTextRepresentation,
    `invalid input syntax for type ${type}: "${text}"`,
    { detail },
  );
}

/** CheckDim and CheckExpectedDim of pgvector; the typmod is the number of dimensions, -1 for any. */
export function checkDimensions(type: string, count: number, limit: number, typmod: number): void {
  if (count < 1) throw dataException(`${type} must have at least 1 dimension`);
  if (count > limit) throw tooMany(type, limit);
  if (typmod >= 0 && typmod !== count) throw dataException(`expected ${typmod} dimensions, not ${count}`);
}

/** CheckElement of pgvector. */
export function checkElement(type: string, value: number): number {
  if (Number.isNaN(value)) throw dataException(`NaN not allowed in ${type}`);
  if (!Number.isFinite(value)) throw dataException(`infinite value not allowed in ${type}`);
  return value;
}

/** CheckExpectedDim of a vector's text, `[1,2]`: elements are separated by commas. */
export function checkElementCount(text: string, dimensions: number): void {
  let count = 1;
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) count += 1;
  if (count !== dimensions) throw dataException(`expected ${dimensions} dimensions, not ${count}`);
}
