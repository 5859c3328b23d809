import { writeFileSync } from 'node:fs';
import type { Config } from '../../../config/load.ts';
import { LinkError } from '../../client/answer.ts';
import type { ServerAddress } from '../../client/server-address.ts';
import { htmlReport } from '../../load/report/html.ts';
import { productVersion } from '../../files/product-files.ts';
import { ScriptError } from '../../load/script/script-error.ts';
import { errorTotal, makeReport } from '../../load/report/report.ts';
import { textReport } from '../../load/report/text.ts';
import { runLoad } from '../../load/run-load.ts';
import { INTERRUPTED } from '../exit-codes.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { UsageError } from '../usage-error.ts';
import { loadSettings, type LoadFlags } from './load-options.ts';
import { LoadProgress } from './load-progress.ts';
import { addressFrom } from './option-values.ts';

/** `load`: simulates clients and reports what they saw. */
export async function load(config: Config, url: string | undefined, flags: LoadFlags): Promise<string> {
  const { settings, own } = loadSettings(flags);
  const gateway = gatewayAddress(config);
  const addresses = [url === undefined ? gateway : addressFrom(url, gateway)];
  if (flags.compare !== undefined) addresses.push(addressFrom(flags.compare, gateway));
  const stopping = new AbortController();
  const interrupted = (): void => {
    if (stopping.signal.aborted) process.exit(INTERRUPTED);
    stopping.abort();
  };
  process.on('SIGINT', interrupted);
  const progress = new LoadProgress(process.stderr);
  progress.start();
  try {
    const result = await runLoad(settings, own, addresses, {
      onProgress: (shown) => progress.show(shown),
      stop: stopping.signal,
    });
    progress.stop();
    const report = makeReport(result, settings, productVersion());
    const json = `${JSON.stringify(report, null, 2)}\n`;
    if (flags.html !== undefined) writeFileSync(flags.html, htmlReport(report));
    if (flags.json !== undefined && flags.json !== '-') writeFileSync(flags.json, json);
    if (result.interrupted) process.exitCode = INTERRUPTED;
    else if (errorTotal(result) > flags.maxErrors) process.exitCode = 1;
    return flags.json === '-' ? json.trimEnd() : textReport(report);
  } catch (error) {
    if (error instanceof LinkError)
      throw new UnavailableError(`${error.sqlstate} ${error.message}`, { cause: error });
    if (error instanceof ScriptError) throw new UsageError(error.message, { cause: error });
    throw error;
  } finally {
    progress.stop();
    process.off('SIGINT', interrupted);
  }
}

/** Where the gateway of these settings is, for its own user. The password is PGPASSWORD, as libpq has it. */
export function gatewayAddress({ server, iris }: Config): ServerAddress {
  return {
    host: server.host === '0.0.0.0' || server.host === '::' ? 'localhost' : server.host,
    port: server.port,
    user: process.env['PGUSER'] ?? iris.username,
    password: process.env['PGPASSWORD'] ?? '',
    database: iris.namespace,
    sslMode: 'prefer',
    authorities: null,
  };
}
