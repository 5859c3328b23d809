import type { BackendKind } from './kind.ts';

/** Offers SASL mechanisms, the preferred one first. */
export interface AuthenticationSASL {
  readonly type: 'AuthenticationSASL';
  readonly mechanisms: readonly string[];
}

export const authenticationSASL: BackendKind<AuthenticationSASL> = {
  letter: 'R',
  authentication: 10,
  encode(writer, { mechanisms }) {
    for (const mechanism of mechanisms) writer.cstring(mechanism);
    writer.uint8(0);
  },
  decode(reader) {
    const mechanisms: string[] = [];
    for (let name = reader.cstring(); name !== ''; name = reader.cstring()) mechanisms.push(name);
    return { type: 'AuthenticationSASL', mechanisms };
  },
};
