import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readParameters } from '../../differential/corpus.ts';

/** A statement that a tool sends to learn what is in a database. */
export interface IntrospectionStatement {
  readonly name: string;
  /** Repository and path of the source that sends it. */
  readonly origin: string;
  readonly sql: string;
  /** In text form; `<class public.books>` stands for the OID of an object. */
  readonly parameters: readonly (string | null)[];
  /** The order of rows is by OID, or not defined. */
  readonly unordered: boolean;
  /** Compare only rows whose column of this name is of a user's schema, or the OID of a user's object. */
  readonly users: string | null;
  /** It asks for all columns of a catalog (`*`): newer releases have more of them, in another order. */
  readonly moreColumns: boolean;
  /** Columns whose values are not comparable: counters, sizes, transaction numbers. */
  readonly masked: readonly string[];
}

export interface Tool {
  readonly name: string;
  readonly statements: readonly IntrospectionStatement[];
}

const DIRECTIVE = /^-- (name|origin|params|users|unordered|more columns|masked)(?:: (.*))?$/;

function readStatement(entry: string, file: string): IntrospectionStatement {
  const lines = entry.split('\n');
  const directives = new Map<string, string>();
  while (DIRECTIVE.test(lines[0] ?? '')) {
    const [, key = '', value = ''] = DIRECTIVE.exec(lines.shift() ?? '') ?? [];
    directives.set(key, value);
  }
  const required = (key: string): string => {
    const value = directives.get(key);
    if (value === undefined) throw new Error(`${file}: a statement without ${key}: ${lines[0] ?? ''}`);
    return value;
  };
  return {
    name: required('name'),
    origin: required('origin'),
    sql: lines.join('\n'),
    parameters: readParameters(directives.get('params') ?? ''),
    unordered: directives.has('unordered'),
    users: directives.get('users') ?? null,
    moreColumns: directives.has('more columns'),
    masked: directives.get('masked')?.split(', ') ?? [],
  };
}

/**
 * All tools' statements, one file each. They ask what the tools ask (the same catalogs, columns, functions and joins), in
 * words of our own; entries end with a line of a single `;`.
 */
export function readTools(): Tool[] {
  return globSync(join(import.meta.dirname, '*.sql'))
    .toSorted()
    .map((file) => ({
      name: basename(file, '.sql'),
      statements: readFileSync(file, 'utf8')
        .split(/^;\n/m)
        .filter((entry) => entry.trim() !== '')
        .map((entry) => readStatement(entry, file)),
    }));
}
