import type { Reader } from '../reader.ts';
import { violation } from '../violation.ts';

/** Asks, on a connection of its own, to stop what another session runs. Never answered. */
export interface CancelRequest {
  readonly type: 'CancelRequest';
  readonly processId: number;
  /** 4 bytes before protocol 3.2, then up to 256. */
  readonly secretKey: Uint8Array;
}

const SHORTEST_KEY = 4;
const LONGEST_KEY = 256;

export function decodeCancelRequest(reader: Reader): CancelRequest {
  if (reader.remaining < 4) throw violation('invalid length of cancel request packet');
  const processId = reader.int32();
  if (reader.remaining < SHORTEST_KEY || reader.remaining > LONGEST_KEY) {
    throw violation('invalid length of cancel key in cancel request packet');
  }
  return { type: 'CancelRequest', processId, secretKey: reader.rest() };
}
