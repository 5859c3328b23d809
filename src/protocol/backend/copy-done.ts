import type { BackendKind } from './kind.ts';

/** The last CopyData of a COPY TO has been sent. */
export interface CopyDone {
  readonly type: 'CopyDone';
}

export const copyDone: BackendKind<CopyDone> = {
  letter: 'c',
  encode: () => undefined,
  decode: () => ({ type: 'CopyDone' }),
};
