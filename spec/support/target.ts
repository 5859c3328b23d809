import { startGateway } from './gateway-process.ts';
import { startPostgres } from './postgres-server.ts';

/** A server under test. */
export interface Target {
  readonly kind: 'gateway' | 'postgres';
  readonly host: string;
  readonly port: number;
  /** What it wrote to stderr, for failure messages. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * The server the client and differential suites run against: the gateway, or with PGWIRE_TEST_TARGET=postgres a real
 * PostgreSQL 15. The second proves that the suites themselves ask only for what PostgreSQL does.
 *
 * @param environment settings of the gateway
 */
export async function startTarget(environment: Readonly<Record<string, string>> = {}): Promise<Target> {
  if (targetKind() === 'postgres') {
    const server = await startPostgres();
    return { ...server, kind: 'postgres', log: () => '' };
  }
  const gateway = await startGateway({ environment });
  return {
    kind: 'gateway',
    host: gateway.host,
    port: gateway.port,
    log: () => gateway.stderr(),
    stop: () => gateway.stop(),
  };
}

export function targetKind(): Target['kind'] {
  return process.env['PGWIRE_TEST_TARGET'] === 'postgres' ? 'postgres' : 'gateway';
}

/**
 * Skips a suite whose outside program is not installed, aloud; where PGWIRE_TEST_REQUIRE_ALL=1 (the CI script) it
 * fails instead, so that nothing is lost unseen.
 */
export function requireInstalled(context: Mocha.Context, present: boolean, what: string): void {
  if (present) return;
  if (process.env['PGWIRE_TEST_REQUIRE_ALL'] === '1') throw new Error(`${what} is not installed`);
  console.warn(`    skipped: ${what} is not installed`);
  context.skip();
}
