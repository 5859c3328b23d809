import { readCopyLayout, writeCopyLayout } from './copy-layout.ts';
import type { CopyLayout } from './copy-layout.ts';
import type { BackendKind } from './kind.ts';

/** CopyData follows (COPY TO STDOUT). */
export interface CopyOutResponse extends CopyLayout {
  readonly type: 'CopyOutResponse';
}

export const copyOutResponse: BackendKind<CopyOutResponse> = {
  letter: 'H',
  encode: writeCopyLayout,
  decode: (reader) => ({ type: 'CopyOutResponse', ...readCopyLayout(reader) }),
};
