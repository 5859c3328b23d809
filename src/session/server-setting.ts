import { GatewayError } from '../errors/gateway-error.ts';
import type { SettingDefinition, SettingKind, Unit } from './setting.ts';

/** A parameter of a PostgreSQL server that the gateway has no use for, as pg_settings describes it. */
export interface ServerSetting {
  readonly name: string;
  readonly context: string;
  readonly category: string;
  readonly vartype: string;
  readonly unit: string | null;
  readonly min: number;
  readonly max: number;
  readonly values: readonly string[];
  readonly initial: string;
  readonly description: string;
}

/** Why SET may not change it (guc.c, set_config_option). */
const REFUSALS: Readonly<Record<string, readonly [sqlstate: string, why: string]>> = {
  internal: ['55P02', 'cannot be changed'],
  postmaster: ['55P02', 'cannot be changed without restarting the server'],
  sighup: ['55P02', 'cannot be changed now'],
  backend: ['55P02', 'cannot be set after connection start'],
  'superuser-backend': ['55P02', 'cannot be set after connection start'],
};

/** What of these decides what statements mean or give; all others only steer a server's inner life. */
const MEANINGFUL = ['Version and Platform Compatibility', 'Developer Options'];

/**
 * A parameter whose value may be kept for clients that set it.
 * @throws 55P02, 42501 as PostgreSQL; 0A000 for another value than the initial one where statements would have to heed it
 */
export function keptSetting(setting: ServerSetting): SettingDefinition {
  const { name, context, category, initial, description } = setting;
  const refusal = REFUSALS[context];
  if (refusal) throw new GatewayError(refusal[0], `parameter "${name}" ${refusal[1]}`);
  if (context === 'superuser')
    throw new GatewayError('42501', `permission denied to set parameter "${name}"`);
  const heeded = MEANINGFUL.some((word) => category.startsWith(word));
  return {
    name,
    type: kindOf(setting),
    initial,
    description,
    context: 'user',
    reported: false,
    ...(heeded ? { check: (value) => unchanged(setting, value) } : {}),
  };
}

function unchanged({ name, initial }: ServerSetting, value: string): string {
  if (value === initial) return value;
  throw new GatewayError('0A000', `parameter "${name}" can only be "${initial}"`);
}

function kindOf({ vartype, unit, min, max, values }: ServerSetting): SettingKind {
  switch (vartype) {
    case 'bool':
      return { kind: 'bool' };
    case 'integer':
      return { kind: 'integer', min, max, ...(unit === null ? {} : { unit: unit as Unit }) };
    case 'real':
      return { kind: 'real', min, max, ...(unit === null ? {} : { unit: unit as Unit }) };
    case 'enum':
      return { kind: 'enum', values };
    default:
      return { kind: 'string' };
  }
}
