import type { FrontendKind } from './kind.ts';

export interface CopyData {
  readonly type: 'CopyData';
  /** A view of the message's body; its ends need not be the ends of lines. */
  readonly data: Uint8Array;
}

export const copyData: FrontendKind<CopyData> = {
  letter: 'd',
  size: 'large',
  decode: (reader) => ({ type: 'CopyData', data: reader.rest() }),
};
