import type { Command } from 'commander';
import { printing } from '../run-command.ts';
import { addLoadOptions, LOAD_HELP, type LoadFlags } from './load-options.ts';

/** `load`; what it is made of is loaded when it runs. */
export function addLoadCommand(command: Command): void {
  const loading = command
    .command('load')
    .description('simulate clients and report what they see')
    .argument(
      '[url]',
      'postgresql://user:password@host:port/database; the gateway of these settings by default',
    );
  addLoadOptions(loading)
    .addHelpText('after', LOAD_HELP)
    .action((url: string | undefined, flags: LoadFlags) =>
      printing(async (config) => (await import('./load.ts')).load(config, url, flags)),
    );
}
