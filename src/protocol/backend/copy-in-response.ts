import { readCopyLayout, writeCopyLayout } from './copy-layout.ts';
import type { CopyLayout } from './copy-layout.ts';
import type { BackendKind } from './kind.ts';

/** The client may send CopyData now (COPY FROM STDIN). */
export interface CopyInResponse extends CopyLayout {
  readonly type: 'CopyInResponse';
}

export const copyInResponse: BackendKind<CopyInResponse> = {
  letter: 'G',
  encode: writeCopyLayout,
  decode: (reader) => ({ type: 'CopyInResponse', ...readCopyLayout(reader) }),
};
