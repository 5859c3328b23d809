import type { FrontendKind } from './kind.ts';

export interface CopyFail {
  readonly type: 'CopyFail';
  /** The client's reason. */
  readonly message: string;
}

export const copyFail: FrontendKind<CopyFail> = {
  letter: 'f',
  size: 'small',
  decode: (reader) => ({ type: 'CopyFail', message: reader.cstring() }),
};
