import type { FrontendKind } from './kind.ts';

export interface Execute {
  readonly type: 'Execute';
  readonly portal: string;
  /** Rows to return before PortalSuspended; 0 (and, in PostgreSQL, a negative number) for all. */
  readonly limit: number;
}

export const execute: FrontendKind<Execute> = {
  letter: 'E',
  size: 'small',
  decode(reader) {
    const portal = reader.cstring();
    return { type: 'Execute', portal, limit: Math.max(0, reader.int32()) };
  },
};
