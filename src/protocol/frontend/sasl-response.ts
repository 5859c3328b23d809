import type { Reader } from '../reader.ts';

/** A further message of the chosen SASL mechanism. */
export interface SASLResponse {
  readonly type: 'SASLResponse';
  readonly data: Uint8Array;
}

export function decodeSASLResponse(reader: Reader): SASLResponse {
  return { type: 'SASLResponse', data: reader.rest() };
}
