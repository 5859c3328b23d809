import type { BackendKind } from './kind.ts';

/** Execute reached its row limit: another Execute goes on. */
export interface PortalSuspended {
  readonly type: 'PortalSuspended';
}

export const portalSuspended: BackendKind<PortalSuspended> = {
  letter: 's',
  encode: () => undefined,
  decode: () => ({ type: 'PortalSuspended' }),
};
