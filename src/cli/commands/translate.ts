import { readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import type { Config } from '../../../config/load.ts';
import { LinkError } from '../../client/answer.ts';
import { splitStatements } from '../../load/script/statement.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { UsageError } from '../usage-error.ts';
import { addressFrom } from './option-values.ts';
import { gatewayAddress } from './load.ts';
import type { TranslateFlags } from './translate-command.ts';
import type { Translated } from './translated.ts';
import { explainAt } from './translate-online.ts';
import { describeOffline } from './translate-offline.ts';

/** `translate`: descriptions as text, or as JSON. */
export async function translate(
  config: Config,
  sql: string | undefined,
  flags: TranslateFlags,
): Promise<string> {
  const statements = statementsOf(await inputText(sql, flags.file));
  if (statements.length === 0) throw new UsageError('there is no statement');
  const described = await describe(config, statements, flags);
  if (described.some((one) => 'error' in one)) process.exitCode = 1;
  return flags.json === true ? JSON.stringify(described, null, 2) : described.map(shown).join('\n\n');
}

async function describe(
  config: Config,
  statements: readonly string[],
  { url, schema, irisVersion }: TranslateFlags,
): Promise<readonly Translated[]> {
  if (url === undefined) {
    const definitions = schema === undefined ? [] : statementsOf(readText(schema));
    return describeOffline(config, definitions, statements, irisVersion);
  }
  if (schema !== undefined || irisVersion !== undefined) {
    throw new UsageError(
      '--url asks a gateway that has its tables and its IRIS: --schema and --iris-version do not go with it',
    );
  }
  try {
    return await explainAt(addressFrom(url, gatewayAddress(config)), statements);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    throw new UnavailableError(`${error.sqlstate} ${error.message}`, { cause: error });
  }
}

function inputText(sql: string | undefined, file: string | undefined): string | Promise<string> {
  if (sql !== undefined && file !== undefined) throw new UsageError('either statements or --file');
  if (sql !== undefined) return sql;
  return file === undefined ? textOf(process.stdin) : readText(file);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** What cannot be cut is one statement, for PostgreSQL to refuse. */
function statementsOf(text: string): string[] {
  const { statements, rest } = splitStatements(`${text}\n;`);
  return rest.trim() === '' ? [...statements] : [...statements, rest.replace(/\n;$/, '')];
}

function shown(described: Translated): string {
  const { sql } = described;
  if ('error' in described) {
    const { sqlstate, message, detail, hint } = described.error;
    const more = [
      ...(detail === undefined ? [] : [`DETAIL: ${detail}`]),
      ...(hint === undefined ? [] : [`HINT: ${hint}`]),
    ];
    return [
      sql,
      '',
      `  refused     ${sqlstate} ${message}`,
      ...more.map((line) => `              ${line}`),
    ].join('\n');
  }
  const { route, parameters = [], columns = null, lines } = described;
  const facts = [
    `  route       ${route}`,
    ...(parameters.length === 0
      ? []
      : [`  parameters  ${parameters.map((type, i) => `$${i + 1} ${type}`).join(', ')}`]),
    ...(columns === null
      ? []
      : [`  columns     ${columns.map(({ name, type }) => `${name} ${type}`).join(', ')}`]),
  ];
  return [sql, '', ...facts, ...lines.map((line) => `  ${line}`)].join('\n');
}
