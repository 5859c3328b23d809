import { scanTokens } from './scan-tokens.ts';
import type { ErrorFields } from '../../errors/gateway-error.ts';
import { MAX_BYTES, truncateIdentifier } from '../../types/name.ts';

/**
 * What PostgreSQL's scanner says of identifiers that are too long (scansup.c, truncate_identifier), in the order of the
 * text. The parser of the gateway cuts them too, but in silence.
 */
export function truncationNotices(text: string): ErrorFields[] {
  // No token of a shorter text is too long.
  if (Buffer.byteLength(text) <= MAX_BYTES) return [];
  return scanTokens(text)
    .filter(({ tokenName }) => tokenName === 'IDENT')
    .map((token) => identifierOf(token.text))
    .flatMap((name) => {
      const clipped = truncateIdentifier(name);
      return clipped === name ? [] : [notice(name, clipped)];
    });
}

/** As it is after folding, which in UTF-8 concerns ASCII alone (downcase_identifier), or between its quotes. */
function identifierOf(written: string): string {
  if (!written.startsWith('"')) return written.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return written.slice(1, -1).replaceAll('""', '"');
}

function notice(name: string, clipped: string): ErrorFields {
  return {
    severity: 'NOTICE',
    sqlstate: '42622',
    message: `identifier "${name}" will be truncated to "${clipped}"`,
  };
}
