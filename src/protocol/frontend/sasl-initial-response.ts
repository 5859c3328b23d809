import type { Reader } from '../reader.ts';

/** The client's choice of a SASL mechanism (manual 55.3). */
export interface SASLInitialResponse {
  readonly type: 'SASLInitialResponse';
  readonly mechanism: string;
  /** The mechanism's first message; null when the client sent none. */
  readonly data: Uint8Array | null;
}

export function decodeSASLInitialResponse(reader: Reader): SASLInitialResponse {
  const mechanism = reader.cstring();
  return { type: 'SASLInitialResponse', mechanism, data: reader.value() };
}
