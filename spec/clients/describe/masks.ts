/** What may differ between the gateway's answers to psql and PostgreSQL's, each with its reason. */

interface Mask {
  readonly pattern: RegExp;
  readonly replacement: string;
  readonly reason: string;
}

/** Replaced in every line of both sides. */
const MASKS: readonly Mask[] = [
  { pattern: /(port )"?\d+"?/, replacement: '$1PORT', reason: 'each listens on its own' },
  {
    pattern: /\b\d+ (?:bytes|kB|MB)\b/g,
    replacement: 'SIZE',
    reason: 'sizes of files; IRIS stores tables in another way',
  },
];

/** Left out on both sides. */
const IRRELEVANT: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /^\(\d+ rows?\)$/, reason: 'follows from the rows' },
  {
    pattern: /\b(?:halfvec|hamming|hnsw|ivfflat|jaccard|sparsevec|vector)/i,
    reason: 'pgvector is part of the gateway; Debian 12 has none for PostgreSQL 15',
  },
  { pattern: /\bpg_toast_\d+/, reason: 'names of TOAST tables are made of OIDs' },
];

/** Lines of PostgreSQL 15 that release 18, which the catalog is of, has otherwise. */
const OTHERWISE_IN_18: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /\|(?:jsonb?_object_agg|string_agg)\||^pg_catalog\|(?:jsonb?_object_agg|string_agg)\|/,
    reason: 'arguments have names since release 16 (pg_proc.dat)',
  },
];

const QUALIFIER = /(?:"[^"]+"|[a-z_]\w*)\.(?=["a-z_])/g;

/**
 * In view definitions PostgreSQL 15 qualifies columns with their table where release 18 sees that there is only one. Names of
 * schemas go with it; \d tells them of every relation.
 */
function withoutQualifiers(line: string): string {
  return line.replaceAll(QUALIFIER, '');
}

const VIEW_LINE = /^(?:\d+ +)?(?: ?SELECT| {4}\S| {2} FROM| {2}WHERE)/;

/** The lines of an answer that are compared. */
export function comparable(answer: readonly string[]): string[] {
  return answer
    .filter((line) => !IRRELEVANT.some(({ pattern }) => pattern.test(line)))
    .map((line) => {
      const masked = MASKS.reduce(
        (text, { pattern, replacement }) => text.replace(pattern, replacement),
        line,
      );
      return VIEW_LINE.test(masked) ? withoutQualifiers(masked) : masked;
    });
}

/** Lines of PostgreSQL's answer that the gateway's does not have, as often as they are missing. */
export function missingLines(expected: readonly string[], actual: readonly string[]): string[] {
  const left = [...actual];
  return expected.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0 && !OTHERWISE_IN_18.some(({ pattern }) => pattern.test(line));
  });
}
