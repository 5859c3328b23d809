import { GatewayError } from '../../src/errors/gateway-error.ts';

/** `SEVERITY SQLSTATE message` of the GatewayError that `run` throws; null when it throws none. */
export function errorOf(run: () => unknown): string | null {
  try {
    run();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return `${error.fields.severity} ${error.sqlstate} ${error.message}`;
  }
  return null;
}
