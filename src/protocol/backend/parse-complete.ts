import type { BackendKind } from './kind.ts';

/** Answer to Parse. */
export interface ParseComplete {
  readonly type: 'ParseComplete';
}

export const parseComplete: BackendKind<ParseComplete> = {
  letter: '1',
  encode: () => undefined,
  decode: () => ({ type: 'ParseComplete' }),
};
