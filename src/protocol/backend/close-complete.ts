import type { BackendKind } from './kind.ts';

/** Answer to Close, whether there was something to close or not. */
export interface CloseComplete {
  readonly type: 'CloseComplete';
}

export const closeComplete: BackendKind<CloseComplete> = {
  letter: '3',
  encode: () => undefined,
  decode: () => ({ type: 'CloseComplete' }),
};
