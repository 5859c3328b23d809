import type { FrontendKind } from './kind.ts';

export interface Query {
  readonly type: 'Query';
  readonly query: string;
}

export const query: FrontendKind<Query> = {
  letter: 'Q',
  size: 'large',
  decode: (reader) => ({ type: 'Query', query: reader.cstring() }),
};
