import type { FrontendKind } from './kind.ts';

export interface Flush {
  readonly type: 'Flush';
}

export const flush: FrontendKind<Flush> = {
  letter: 'H',
  size: 'small',
  decode: () => ({ type: 'Flush' }),
};
