import type { BackendKind } from './kind.ts';

/** What CancelRequest has to quote to stop this session's statement. */
export interface BackendKeyData {
  readonly type: 'BackendKeyData';
  readonly processId: number;
  /** 4 bytes before protocol 3.2, then up to 256. */
  readonly secretKey: Uint8Array;
}

export const backendKeyData: BackendKind<BackendKeyData> = {
  letter: 'K',
  encode(writer, { processId, secretKey }) {
    writer.int32(processId).bytes(secretKey);
  },
  decode: (reader) => ({
    type: 'BackendKeyData',
    processId: reader.int32(),
    secretKey: reader.rest(),
  }),
};
