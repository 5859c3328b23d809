import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCorpus } from '../differential/corpus.ts';

const CORPUS = join(import.meta.dirname, '../differential/corpus');

/** Statements of the differential suite, every `step`-th of each topic. */
export function corpusTexts(step: number): string[] {
  return globSync('*.sql', { cwd: CORPUS })
    .sort()
    .flatMap((file) => parseCorpus(file, readFileSync(join(CORPUS, file), 'utf8')).statements)
    .filter(({ sql }, i) => i % step === 0 && sql.length < 1500)
    .map(({ sql }) => sql);
}

/** Words, literals and marks of SQL, those above all with which texts are smuggled. */
export const SQL_WORDS: readonly string[] = [
  ...'select from where group by order having limit offset union all except with recursive as insert into values update set delete returning on conflict do nothing case when then else end between in exists any like ilike is null not and or distinct join left lateral using over partition create table drop alter index view cast coalesce interval date timestamp true false array row begin commit'
    .split(' ')
    .map((word) => ` ${word} `),
  "'",
  "''",
  '"',
  '""',
  "E'",
  "\\'",
  "U&'",
  'U&"',
  '\\0027',
  " uescape '!' ",
  "B'01'",
  "X'1F'",
  "N'x'",
  '$$',
  '$q$',
  '$1',
  '$2',
  '--',
  '--\n',
  '/*',
  '*/',
  '/*/**/',
  ';',
  '::',
  '::int',
  '::text',
  '->>',
  '<->',
  '@>',
  '-',
  '- -',
  '+',
  '*',
  '%',
  '?',
  '{fn ',
  '}',
  '%ID',
  '(',
  ')',
  '[',
  ']',
  ',',
  '.',
  '..',
  ':=',
  '1',
  '-1',
  '1.5',
  '.5',
  '1e5',
  '0x1F',
  '1_000',
  '9223372036854775808',
  ' t ',
  ' id ',
  ' items ',
  ' name ',
  'é',
  '\u{1f600}',
  '\u00a0',
  '\u2019',
  '\ufeff',
  '\r',
  "'now'",
  'count(*)',
  'now()',
  "'\n'",
  'now',
];
