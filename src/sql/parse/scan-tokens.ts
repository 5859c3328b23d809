import { scanSync } from 'libpg-query';

type ScannedToken = ReturnType<typeof scanSync>['tokens'][number];

/** Of ASCII's control characters libpg-query 18.1.5 escapes only these in its JSON; the others make it none. */
const ESCAPED: ReadonlySet<string> = new Set(['\t', '\n', '\r']);

/**
 * The tokens of a text by PostgreSQL's scanner, with offsets in UTF-8 bytes. Control characters stand in literals, names
 * between quotes and comments, where a blank takes the same place; tokens have the text as it was written.
 */
export function scanTokens(text: string): ScannedToken[] {
  const scannable = text.replaceAll(/\p{Cc}/gu, (control) =>
    control < ' ' && !ESCAPED.has(control) ? ' ' : control,
  );
  const { tokens } = scanSync(scannable);
  if (scannable === text) return tokens;
  const bytes = Buffer.from(text);
  return tokens.map((token) => ({ ...token, text: bytes.subarray(token.start, token.end).toString() }));
}
