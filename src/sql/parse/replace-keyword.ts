import { scanTokens } from './scan-tokens.ts';
import { SourceText } from './source-text.ts';

/** The text with every unquoted `keyword` (lower case) replaced: VALUE in a domain's CHECK stands for the value. */
export function replaceKeyword(text: string, keyword: string, replacement: string): string {
  const source = new SourceText(text);
  let replaced = '';
  let at = 0;
  for (const token of scanTokens(text)) {
    if (token.text.toLowerCase() !== keyword) continue;
    replaced += source.slice(at, token.start) + replacement;
    at = token.end;
  }
  return replaced + source.slice(at, Buffer.byteLength(text));
}
