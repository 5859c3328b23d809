import type { FrontendKind } from './kind.ts';

export interface CopyDone {
  readonly type: 'CopyDone';
}

export const copyDone: FrontendKind<CopyDone> = {
  letter: 'c',
  size: 'small',
  decode: () => ({ type: 'CopyDone' }),
};
