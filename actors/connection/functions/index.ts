import { ADVISORY_LOCKS } from './advisory-locks.ts';
import type { GatewayFunction } from './function.ts';
import { pgNotify } from './notify.ts';
import { setConfig } from './set-config.ts';
import { pgCancelBackend, pgTerminateBackend } from './signal-backend.ts';
import { pgSleep } from './sleep.ts';

/** The functions of pg_catalog that the gateway answers itself, by name. */
export const GATEWAY_FUNCTIONS: ReadonlyMap<string, GatewayFunction> = new Map<string, GatewayFunction>([
  ...ADVISORY_LOCKS,
  ['pg_cancel_backend', pgCancelBackend],
  ['pg_notify', pgNotify],
  ['pg_sleep', pgSleep],
  ['pg_terminate_backend', pgTerminateBackend],
  ['set_config', setConfig],
]);
