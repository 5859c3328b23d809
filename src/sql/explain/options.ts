import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import type { StatementOption } from '../classify.ts';

export type ExplainFormat = 'text' | 'xml' | 'json' | 'yaml';

/** What an EXPLAIN asks for (manual, EXPLAIN). */
export interface ExplainOptions {
  readonly analyze: boolean;
  readonly verbose: boolean;
  readonly costs: boolean;
  readonly settings: boolean;
  readonly buffers: boolean;
  readonly wal: boolean;
  readonly timing: boolean;
  readonly summary: boolean;
  readonly genericPlan: boolean;
  readonly format: ExplainFormat;
}

const FLAGS = [
  'analyze',
  'verbose',
  'costs',
  'settings',
  'buffers',
  'wal',
  'timing',
  'summary',
  'generic_plan',
];
const FORMATS: readonly ExplainFormat[] = ['text', 'xml', 'json', 'yaml'];

/**
 * Reads the options; of one that is given twice the last counts.
 * @param positions 1-based character positions of the options in the client's text
 * @throws GatewayError as ExplainQuery of PostgreSQL does
 */
export function explainOptions(
  options: readonly StatementOption[],
  positions: readonly (number | undefined)[],
): ExplainOptions {
  const flags = new Map<string, boolean>();
  let format: ExplainFormat = 'text';
  for (const [i, option] of options.entries()) {
    if (FLAGS.includes(option.name)) flags.set(option.name, flag(option));
    else if (option.name === 'format') format = formatOf(option, positions[i]);
    else {
      throw new GatewayError(SQLSTATE.syntaxError, `unrecognized EXPLAIN option "${option.name}"`, {
        position: positions[i],
      });
    }
  }
  const is = (name: string): boolean => flags.get(name) ?? false;
  const analyze = is('analyze');
  for (const name of ['wal', 'timing']) if (is(name) && !analyze) throw requiresAnalyze(name);
  if (is('generic_plan') && analyze) {
    throw new GatewayError(
      SQLSTATE.invalidParameterValue,
      'EXPLAIN options ANALYZE and GENERIC_PLAN cannot be used together',
    );
  }
  return {
    analyze,
    verbose: is('verbose'),
    costs: flags.get('costs') ?? true,
    settings: is('settings'),
    buffers: is('buffers'),
    wal: is('wal'),
    timing: flags.get('timing') ?? analyze,
    summary: flags.get('summary') ?? analyze,
    genericPlan: is('generic_plan'),
    format,
  };
}

/** The format as far as it can be told without complaining: Describe comes before the options are checked. */
export function statedFormat(options: readonly StatementOption[]): ExplainFormat {
  const stated = options.findLast(({ name }) => name === 'format')?.value;
  return FORMATS.find((format) => format === stated) ?? 'text';
}

function requiresAnalyze(name: string): GatewayError {
  return new GatewayError(
    SQLSTATE.invalidParameterValue,
    `EXPLAIN option ${name.toUpperCase()} requires ANALYZE`,
  );
}

/** define.c, defGetBoolean */
function flag({ name, value }: StatementOption): boolean {
  if (value === null) return true;
  switch (typeof value === 'string' ? value.toLowerCase() : '') {
    case 'true':
    case 'on':
    case '1':
      return true;
    case 'false':
    case 'off':
    case '0':
      return false;
    default:
      throw new GatewayError(SQLSTATE.syntaxError, `${name} requires a Boolean value`);
  }
}

function formatOf({ name, value }: StatementOption, position: number | undefined): ExplainFormat {
  if (value === null) throw new GatewayError(SQLSTATE.syntaxError, `${name} requires a parameter`);
  const format = FORMATS.find((known) => known === value);
  if (format !== undefined) return format;
  throw new GatewayError(
    SQLSTATE.invalidParameterValue,
    `unrecognized value for EXPLAIN option "${name}": "${String(value)}"`,
    { position },
  );
}

/** The same options in front of a statement for the shadow, in JSON or text whatever the client's format. */
export function shadowOptions(options: ExplainOptions, format: 'text' | 'json'): string {
  const { analyze, verbose, costs, settings, buffers, wal, timing, summary, genericPlan } = options;
  const said = { analyze, verbose, costs, settings, buffers, wal, timing, summary };
  const list = Object.entries(said).filter(([name, on]) => analyze || on || name === 'costs');
  const generic = genericPlan ? ', GENERIC_PLAN' : '';
  const words = list.map(([name, on]) => `${name.toUpperCase()} ${on ? 'ON' : 'OFF'}`);
  return `EXPLAIN (${words.join(', ')}${generic}, FORMAT ${format.toUpperCase()})`;
}
