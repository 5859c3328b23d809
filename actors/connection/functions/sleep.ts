import { setTimeout as pause } from 'node:timers/promises';
import type { GatewayFunction } from './function.ts';

/** pg_sleep(seconds): a timer of the gateway, which holds up nobody else (manual 9.9.6). */
export const pgSleep: GatewayFunction = async ({ activity }, [seconds], signal) => {
  if (seconds === null || seconds === undefined) return null;
  try {
    const milliseconds = Math.max(0, Number(seconds)) * 1000;
    await activity.waits('Timeout', 'PgSleep', () => pause(milliseconds, undefined, { signal }));
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  return null;
};
