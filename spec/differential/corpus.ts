import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One entry of a corpus file: a statement, or several in one string. */
export interface CorpusStatement {
  readonly name: string;
  readonly sql: string;
  /** Line of its name in the file. */
  readonly line: number;
  /** Values of $1, $2 ... in text form; null when the entry has none and may go through the simple protocol. */
  readonly parameters: readonly (string | null)[] | null;
  /** The order of rows is not defined: they are compared as a set. */
  readonly unordered: boolean;
  /** Row limit of each Execute in the extended modes; 0 for none. */
  readonly limit: number;
}

export interface CorpusFile {
  readonly topic: string;
  readonly statements: readonly CorpusStatement[];
}

const DIRECTIVE = /^-- (name|params|limit|unordered)(?:: ?(.*))?$/;

/** Reads `1, 'it''s', null`: quoted values may hold commas, bare `null` is NULL. */
export function readParameters(text: string): (string | null)[] {
  const values: (string | null)[] = [];
  const pattern = /\s*(?:'((?:[^']|'')*)'|([^,']*?))\s*(?:,|$)/gy;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) throw new Error(`bad params: ${text}`);
    const [, quoted, bare = ''] = match;
    if (quoted !== undefined) values.push(quoted.replaceAll("''", "'"));
    else values.push(bare.toLowerCase() === 'null' ? null : bare);
  }
  return values;
}

interface Draft {
  name: string | null;
  line: number;
  parameters: (string | null)[] | null;
  unordered: boolean;
  limit: number;
  sql: string[];
}

function emptyDraft(): Draft {
  return { name: null, line: 0, parameters: null, unordered: false, limit: 0, sql: [] };
}

/**
 * Entries end with a line of a single `;`. Directives come before the text: `-- name: ...` (required, unique in its
 * file), `-- params: 1, 'x', null`, `-- unordered`, `-- limit: 2`. Everything else is the statement, comments included.
 */
export function parseCorpus(topic: string, text: string): CorpusFile {
  const statements: CorpusStatement[] = [];
  let draft = emptyDraft();
  for (const [index, line] of text.split('\n').entries()) {
    const directive = draft.sql.length === 0 ? DIRECTIVE.exec(line) : null;
    const [, kind, value = ''] = directive ?? [];
    if (kind === 'name') {
      draft.name = value;
      draft.line = index + 1;
    } else if (kind === 'params') draft.parameters = readParameters(value);
    else if (kind === 'limit') draft.limit = Number(value);
    else if (kind === 'unordered') draft.unordered = true;
    else if (line === ';') {
      if (draft.name === null) throw new Error(`${topic}.sql line ${index + 1}: a statement without a name`);
      statements.push({ ...draft, name: draft.name, sql: draft.sql.join('\n') });
      draft = emptyDraft();
    } else if (draft.sql.length > 0 || line.trim() !== '') draft.sql.push(line);
  }
  if (draft.sql.length > 0) throw new Error(`${topic}.sql ends within a statement`);
  const names = new Set(statements.map((statement) => statement.name));
  if (names.size !== statements.length) throw new Error(`${topic}.sql uses a name twice`);
  return { topic, statements };
}

/** All files of a folder beside this one, by topic. */
export function readCorpus(name = 'corpus'): CorpusFile[] {
  const folder = join(import.meta.dirname, name);
  return globSync('*.sql', { cwd: folder })
    .sort()
    .map((file) => parseCorpus(basename(file, '.sql'), readFileSync(join(folder, file), 'utf8')));
}
