import { once } from 'node:events';
import { createServer } from 'node:net';
import { ConfigError, type Config } from '../../../config/load.ts';
import { verifyPackage } from '../../files/package-manifest.ts';
import { PACKAGE_FOLDER, packaged } from '../../files/product-files.ts';
import { openEngine } from '../open-engine.ts';
import { openAdmission, openTls } from '../serve-security.ts';
import { UnavailableError } from '../unavailable-error.ts';

/** What one thing that is checked came to. */
interface Finding {
  readonly what: string;
  readonly wrong: unknown;
}

/**
 * `check`: everything that a start would find wrong, all of it instead of the first; nothing is served.
 *
 * @throws ConfigError or UnavailableError with all findings, when there are any
 */
export async function check(config: Config): Promise<string> {
  const ignore = (): void => undefined;
  const findings = [
    ...(packaged ? [await attempt('files of the package', () => verifyPackage(PACKAGE_FOLDER))] : []),
    await attempt('access rules and userlist', () =>
      openAdmission(config, { report: ignore, login: () => Promise.resolve() }),
    ),
    await attempt('TLS certificate', () => openTls(config, ignore)),
    await attempt('address', () => addressIsFree(config)),
    await attempt(config.backend.type === 'native' ? 'connection to IRIS' : 'data folder', async () => {
      const engine = await openEngine(config);
      await engine.close();
    }),
  ];
  const lines = findings.map(({ what, wrong }) =>
    wrong === null ? `ok     ${what}` : `wrong  ${what}: ${said(wrong)}`,
  );
  const wrong = findings.find((finding) => finding.wrong !== null);
  if (!wrong) return ['ok     settings', ...lines].join('\n');
  process.stdout.write(`${lines.join('\n')}\n`);
  throw wrong.wrong instanceof ConfigError || wrong.wrong instanceof UnavailableError
    ? wrong.wrong
    : new Error(said(wrong.wrong), { cause: wrong.wrong });
}

/** @throws UnavailableError */
async function addressIsFree({ server }: Config): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(server.port, server.host);
    await once(probe, 'listening');
  } catch (error) {
    throw new UnavailableError(`server.port: cannot serve: ${said(error)}`, { cause: error });
  }
  probe.close();
  await once(probe, 'close');
}

async function attempt(what: string, work: () => unknown): Promise<Finding> {
  try {
    await work();
    return { what, wrong: null };
  } catch (error) {
    return { what, wrong: error };
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
