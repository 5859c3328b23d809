import type { FrontendKind } from './kind.ts';

export interface Sync {
  readonly type: 'Sync';
}

export const sync: FrontendKind<Sync> = {
  letter: 'S',
  size: 'small',
  decode: () => ({ type: 'Sync' }),
};
