import type { FrontendKind } from './kind.ts';
import { readTarget } from './target.ts';
import type { Target } from './target.ts';

export interface Close extends Target {
  readonly type: 'Close';
}

export const close: FrontendKind<Close> = {
  letter: 'C',
  size: 'small',
  decode: (reader) => ({ type: 'Close', ...readTarget(reader, 'CLOSE') }),
};
