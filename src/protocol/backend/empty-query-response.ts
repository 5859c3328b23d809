import type { BackendKind } from './kind.ts';

/** Stands for CommandComplete when the statement was empty. */
export interface EmptyQueryResponse {
  readonly type: 'EmptyQueryResponse';
}

export const emptyQueryResponse: BackendKind<EmptyQueryResponse> = {
  letter: 'I',
  encode: () => undefined,
  decode: () => ({ type: 'EmptyQueryResponse' }),
};
