import type { Config } from '../../config/load.ts';
import { configuration, oneLine, withConfig } from './run-command.ts';
import type { Serving } from './serve.ts';
import { ServiceManager } from './service-manager.ts';
import { keepWasmBaseline } from './wasm-tier.ts';

/** `serve`: serves until a signal ends it; SIGHUP reads again what can change meanwhile. */
export function runServe(): Promise<void> {
  return withConfig(async (config) => {
    keepWasmBaseline();
    // The other commands need nothing of it and are done before it would be loaded.
    const starting = config.server.workers > 1 ? startWorkers(config) : startAlone(config);
    // A signal during the start takes effect when it is over; what failed to start has nothing to stop.
    const stop = (): Promise<void> =>
      starting.then(
        (serving) => serving.stop(),
        () => undefined,
      );
    const manager = new ServiceManager(process.env, (error) =>
      process.stderr.write(`iris-pgwire: ${oneLine(error)}\n`),
    );
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        manager.stopping();
        void stop();
      });
    }
    const serving = await starting;
    process.on('SIGHUP', () => {
      manager.reloading();
      serving.reload(() => configuration(true));
      manager.ready();
    });
    manager.ready();
    manager.watch();
    const host = serving.host.includes(':') ? `[${serving.host}]` : serving.host;
    process.stdout.write(`iris-pgwire ready on ${host}:${serving.port} (backend: ${config.backend.type})\n`);
  }, true);
}

async function startAlone(config: Config): Promise<Serving> {
  const { serve } = await import('./serve.ts');
  return serve(config, () => configuration(true));
}

async function startWorkers(config: Config): Promise<Serving> {
  const { serveWorkers } = await import('./serve-workers.ts');
  const [, entry = '', , ...args] = process.argv;
  return serveWorkers(config, { entry, args });
}
