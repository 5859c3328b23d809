import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';

/** 22P04, bad_copy_file_format. */
export function badFormat(message: string, hint?: string): GatewayError {
  return new GatewayError(SQLSTATE.badCopyFileFormat, message, hint === undefined ? {} : { hint });
}
