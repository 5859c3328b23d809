import type { BackendKind } from './kind.ts';

/** Answer to Describe: no rows will come. */
export interface NoData {
  readonly type: 'NoData';
}

export const noData: BackendKind<NoData> = {
  letter: 'n',
  encode: () => undefined,
  decode: () => ({ type: 'NoData' }),
};
