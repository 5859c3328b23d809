import type { GatewayFunction } from './function.ts';
import { setConfig } from './set-config.ts';
import { pgCancelBackend, pgTerminateBackend } from './signal-backend.ts';
import { pgSleep } from './sleep.ts';

/** The functions of pg_catalog that the gateway answers itself, by name. */
export const GATEWAY_FUNCTIONS: ReadonlyMap<string, GatewayFunction> = new Map<string, GatewayFunction>([
  ['pg_cancel_backend', pgCancelBackend],
  ['pg_sleep', pgSleep],
  ['pg_terminate_backend', pgTerminateBackend],
  ['set_config', setConfig],
  // Nobody can hold an advisory lock, so there is nothing to give back.
  ['pg_advisory_unlock_all', () => null],
]);
