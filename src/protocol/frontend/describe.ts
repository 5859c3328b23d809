import type { FrontendKind } from './kind.ts';
import { readTarget } from './target.ts';
import type { Target } from './target.ts';

export interface Describe extends Target {
  readonly type: 'Describe';
}

export const describe: FrontendKind<Describe> = {
  letter: 'D',
  size: 'small',
  decode: (reader) => ({ type: 'Describe', ...readTarget(reader, 'DESCRIBE') }),
};
