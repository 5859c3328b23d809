import type { FrontendKind } from './kind.ts';

export interface Parse {
  readonly type: 'Parse';
  /** '' is the unnamed statement. */
  readonly statement: string;
  readonly query: string;
  /** Type OIDs of the first parameters; 0 leaves one to inference. */
  readonly parameterTypes: readonly number[];
}

export const parse: FrontendKind<Parse> = {
  letter: 'P',
  size: 'large',
  decode(reader) {
    const statement = reader.cstring();
    const query = reader.cstring();
    return { type: 'Parse', statement, query, parameterTypes: reader.list(4, (types) => types.uint32()) };
  },
};
