import type { BackendKind } from './kind.ts';

/** The SASL mechanism is done; AuthenticationOk follows. */
export interface AuthenticationSASLFinal {
  readonly type: 'AuthenticationSASLFinal';
  readonly data: Uint8Array;
}

export const authenticationSASLFinal: BackendKind<AuthenticationSASLFinal> = {
  letter: 'R',
  authentication: 12,
  encode: (writer, { data }) => {
    writer.bytes(data);
  },
  decode: (reader) => ({ type: 'AuthenticationSASLFinal', data: reader.rest() }),
};
