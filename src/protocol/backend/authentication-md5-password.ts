import type { BackendKind } from './kind.ts';

/** Asks for PasswordMessage with `md5` and the hash over password, user and salt. */
export interface AuthenticationMD5Password {
  readonly type: 'AuthenticationMD5Password';
  /** 4 bytes */
  readonly salt: Uint8Array;
}

export const authenticationMD5Password: BackendKind<AuthenticationMD5Password> = {
  letter: 'R',
  authentication: 5,
  encode: (writer, { salt }) => {
    writer.bytes(salt);
  },
  decode: (reader) => ({ type: 'AuthenticationMD5Password', salt: reader.bytes(4) }),
};
