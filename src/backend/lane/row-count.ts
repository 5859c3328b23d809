import { GatewayError } from '../../errors/gateway-error.ts';
import type { IrisValue } from '../../types/iris-value.ts';

/** What is bound for LIMIT NULL, which means all rows: more than any table has, and what TOP takes (INTEGER). */
const ALL_ROWS = 2147483647;

const NEGATIVE = { LIMIT: '2201W', OFFSET: '2201X' } as const;

/**
 * The bound value of a LIMIT or OFFSET parameter; NULL means all rows and none skipped (manual, SELECT).
 * @throws GatewayError 2201W, 2201X below 0
 */
export function rowCountValue(value: IrisValue, clause: 'LIMIT' | 'OFFSET'): IrisValue {
  if (value === null) return clause === 'LIMIT' ? ALL_ROWS : 0;
  if (Number(value) < 0) throw new GatewayError(NEGATIVE[clause], `${clause} must not be negative`);
  return value;
}
