import type { BackendKind } from './kind.ts';

/** Answer to Bind. */
export interface BindComplete {
  readonly type: 'BindComplete';
}

export const bindComplete: BackendKind<BindComplete> = {
  letter: '2',
  encode: () => undefined,
  decode: () => ({ type: 'BindComplete' }),
};
