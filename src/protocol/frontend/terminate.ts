import type { FrontendKind } from './kind.ts';

export interface Terminate {
  readonly type: 'Terminate';
}

export const terminate: FrontendKind<Terminate> = {
  letter: 'X',
  size: 'small',
  decode: () => ({ type: 'Terminate' }),
};
