import { loadConfig, type Config } from '../../config/load.ts';
import { exitCodeOf, oneLine } from './run-command.ts';
import type { WorkerTask } from './serve-worker.ts';
import { keepWasmBaseline } from './wasm-tier.ts';

/** `worker`: one of several processes. It ends when the one that has started it says so, or is gone. */
export async function runWorker(task: string): Promise<void> {
  keepWasmBaseline();
  // Of a terminal's signals the primary process tells.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit(1));
  try {
    const { serveWorker } = await import('./serve-worker.ts');
    await serveWorker(configuration(), JSON.parse(task) as WorkerTask, configuration);
  } catch (error) {
    const exitCode = exitCodeOf(error);
    const failed = { is: 'tell', name: 'failed', input: { message: oneLine(error), exitCode } };
    process.send?.(failed, () => process.exit(exitCode));
  }
}

/** The settings stand behind the task. */
function configuration(): Config {
  return loadConfig(process.env, process.argv.slice(4));
}
