import type { RefusedStatement, StatementDescription } from '../../translation/describe-statements.ts';

/** What became of one statement; EXPLAIN tells less than the translator itself. */
export type Translated =
  | RefusedStatement
  | (Pick<StatementDescription, 'sql' | 'route' | 'cached' | 'lines'> & Partial<StatementDescription>);
