import { readCopyOptions, type CopyDirection, type CopyOptions } from '../../../src/copy/options.ts';
import { isUtf8 } from '../../../src/encoding/encoding.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import type { Session } from '../session.ts';

/**
 * The options of a COPY. The data are in the client's encoding unless ENCODING says otherwise; text in binary data always
 * is (manual, COPY).
 * @throws GatewayError what readCopyOptions throws; 0A000 for binary data in another encoding than UTF-8
 */
export function copyOptions(
  { settings }: Session,
  { options: stated }: StatementOf<'copy'>,
  direction: CopyDirection,
): CopyOptions {
  const options = readCopyOptions(stated, direction);
  const encoding = settings.get('client_encoding');
  if (isUtf8(encoding)) return options;
  if (options.format === 'binary') {
    throw new GatewayError(
      '0A000',
      `COPY in BINARY mode is not supported while client_encoding is ${encoding}`,
    );
  }
  return { ...options, encoding: options.encoding ?? encoding };
}
