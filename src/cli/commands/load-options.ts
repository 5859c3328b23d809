import { InvalidArgumentError, Option, type Command } from 'commander';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { WORKLOADS } from '../../load/builtin/index.ts';
import { PRESETS } from '../../load/builtin/presets.ts';
import { DEFAULT_SETTINGS, PROTOCOLS, type LoadSettings, type Weighted } from '../../load/load-settings.ts';
import type { OwnScript } from '../../load/run/repertoire.ts';
import { UsageError } from '../usage-error.ts';
import { numberFrom, wholeNumber } from './option-values.ts';

/** What the command line says, as commander gives it. */
export interface LoadFlags {
  readonly preset?: string;
  readonly script?: readonly Weighted[];
  readonly file?: readonly Weighted[];
  readonly connections?: number;
  readonly rate?: number;
  readonly ramp?: number;
  readonly warmUp?: number;
  readonly duration?: number;
  readonly count?: number;
  readonly think?: number;
  readonly protocol?: LoadSettings['protocol'];
  readonly scale?: number;
  readonly threads?: number;
  readonly define?: Readonly<Record<string, string>>;
  readonly init?: boolean;
  readonly cleanup?: boolean;
  readonly compare?: string;
  readonly json?: string;
  readonly html?: string;
  readonly maxErrors: number;
}

const names = WORKLOADS.map(({ name }) => name);

/** What `load --help` says besides the options. */
export const LOAD_HELP = `
Scripts:
${WORKLOADS.map(({ name, about }) => `  ${name.padEnd(17)} ${about}`).join('\n')}

Presets:
${PRESETS.map(({ name, about }) => `  ${name.padEnd(17)} ${about}`).join('\n')}

Examples:
  iris-pgwire load                                     the running gateway: one row by its key, 8 clients, 10 s
  iris-pgwire load --preset connections-1000 --html load.html
  iris-pgwire load postgresql://ann:secret@db:5432/USER?sslmode=require --rate 500 -c 64
  iris-pgwire load --script point-select@9 --script copy-in@1 --protocol prepared --duration 60
  iris-pgwire load --file mine.sql -D customers=5000 --json -
  iris-pgwire load --compare postgresql://postgres@127.0.0.1:5433/postgres

Ctrl-C ends a run with the report of what was measured. Exit codes: 0; 1 more errors than --max-errors;
64 the command line or a script is wrong; 69 a server cannot be reached; 130 ended by Ctrl-C.`;

/** The options of `load`. */
export function addLoadOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--preset <name>', 'settings under a name; other options go before them').choices(
        PRESETS.map(({ name }) => name),
      ),
    )
    .option(
      '--script <name[@weight]>',
      `a script that comes with the gateway: ${names.join(', ')}`,
      collectScripts,
    )
    .option('--file <path[@weight]>', "a script of one's own, in the form of pgbench's", collectFiles)
    .option('-c, --connections <n>', `clients [${DEFAULT_SETTINGS.connections}]`, wholeNumber(1, 20_000))
    .option(
      '--rate <n>',
      'operations a second that arrive whether or not a client is free (open loop); without it each client follows its last (closed loop)',
      numberFrom(0.01, 1_000_000),
    )
    .option('--ramp <seconds>', 'time over which the connections are opened [0]', numberFrom(0, 3600))
    .option(
      '--warm-up <seconds>',
      `work before anything is measured [${DEFAULT_SETTINGS.warmUp}]`,
      numberFrom(0, 3600),
    )
    .option(
      '--duration <seconds>',
      `time that is measured [${DEFAULT_SETTINGS.duration}]`,
      numberFrom(0.1, 86_400),
    )
    .option('--count <n>', 'operations instead of a duration', wholeNumber(1, 1_000_000_000))
    .option(
      '--think <ms>',
      "a client's pause between two operations, on average [0]",
      numberFrom(0, 3_600_000),
    )
    .addOption(new Option('--protocol <name>', 'how statements are sent').choices(PROTOCOLS))
    .option('--scale <n>', 'size of the tables [1]', wholeNumber(1, 10_000))
    .option('--threads <n>', 'threads that play the clients [1]', wholeNumber(1, 64))
    .option('-D, --define <name=value>', 'a variable of scripts', collectVariables)
    .option('--init', 'make the tables anew (pgwire_load_...); without it only where they are missing')
    .option('--cleanup', 'remove the tables afterwards')
    .option('--compare <url>', 'a second server, measured by turns with the first in the same run')
    .option('--json <file>', 'write the report as JSON; - prints it')
    .option('--html <file>', 'write the report as a page with plots')
    .option(
      '--max-errors <n>',
      'failed operations and lost connections up to which the exit code is 0',
      wholeNumber(0, 1_000_000_000),
      0,
    );
}

/** The preset's settings, with those of the command line over them. @throws UsageError for a file that cannot be read */
export function loadSettings(flags: LoadFlags): { settings: LoadSettings; own: OwnScript[] } {
  const preset = PRESETS.find(({ name }) => name === flags.preset)?.settings ?? {};
  const {
    script,
    file,
    define,
    preset: _preset,
    compare: _compare,
    json: _json,
    html: _html,
    maxErrors: _max,
    ...plain
  } = flags;
  const settings: LoadSettings = { ...DEFAULT_SETTINGS, ...preset, ...plain, variables: { ...define } };
  const chosen = script !== undefined || file !== undefined;
  const workloads = chosen ? (script ?? []) : settings.workloads;
  const files = file ?? [];
  const all = { ...settings, workloads, files };
  if (workloads.length + files.length === 0) {
    return { settings: { ...all, workloads: [{ name: 'point-select', weight: 1 }] }, own: [] };
  }
  return { settings: all, own: files.map(readOwn) };
}

function readOwn({ name, weight }: Weighted): OwnScript {
  try {
    return { name: basename(name), text: readFileSync(name, 'utf8'), weight };
  } catch (error) {
    throw new UsageError(`cannot read ${name}: ${(error as Error).message}`, { cause: error });
  }
}

function collectScripts(text: string, before: readonly Weighted[] = []): Weighted[] {
  const script = weighted(text);
  if (!names.includes(script.name)) throw new InvalidArgumentError(`There are ${names.join(', ')}.`);
  return [...before, script];
}

function collectFiles(text: string, before: readonly Weighted[] = []): Weighted[] {
  return [...before, weighted(text)];
}

function weighted(text: string): Weighted {
  const [, name = text, weight = '1'] = /^(.*)@(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  return { name, weight: Number(weight) };
}

function collectVariables(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const [, name, value] = /^([a-z_]\w*)=(.*)$/i.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('NAME=VALUE is expected.');
  return { ...before, [name]: value };
}
