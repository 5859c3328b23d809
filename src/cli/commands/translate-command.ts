import { Option, type Command } from 'commander';
import { IRIS_VERSIONS, type IrisVersion } from '../../sql/iris/version.ts';
import { printing } from '../run-command.ts';

/** What the command line says. */
export interface TranslateFlags {
  readonly file?: string;
  readonly schema?: string;
  readonly irisVersion?: IrisVersion;
  readonly url?: string;
  readonly json?: boolean;
}

/** `translate`: what becomes of SQL. */
export function addTranslateCommand(command: Command): void {
  command
    .command('translate')
    .description('show what becomes of SQL: where it runs, and the IRIS SQL; nothing is run')
    .argument('[sql]', 'statements; without them and without --file they come from standard input')
    .option('--file <path>', 'read the statements from a file')
    .option('--schema <path>', 'definitions (CREATE TABLE ...) that the statements are about')
    .addOption(
      new Option('--iris-version <version>', 'of the IRIS that the SQL is for').choices(IRIS_VERSIONS),
    )
    .option(
      '--url <url>',
      'ask a gateway, by EXPLAIN over the tables it has, instead of an empty one of its own',
    )
    .option('--json', 'print the descriptions as JSON')
    .addHelpText(
      'after',
      `
Examples:
  iris-pgwire translate 'SELECT now() - interval '"'1 day'"
  iris-pgwire translate --schema tables.sql 'SELECT name FROM customers ORDER BY 1 LIMIT 5'
  iris-pgwire translate --schema tables.sql --file queries.sql --iris-version 2024.1
  iris-pgwire translate --url postgresql://ann@gateway/USER 'SELECT * FROM customers WHERE id = 5'

Definitions among the statements take effect for those after them (without --url). Exit code 1: a statement was refused.`,
    )
    .action((sql: string | undefined, flags: TranslateFlags) =>
      printing(async (config) => (await import('./translate.ts')).translate(config, sql, flags)),
    );
}
