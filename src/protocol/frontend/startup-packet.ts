import {
  CANCEL_REQUEST_CODE,
  GSSENC_REQUEST_CODE,
  SSL_REQUEST_CODE,
  checkMajorVersion,
} from '../protocol-version.ts';
import type { Reader } from '../reader.ts';
import { violation } from '../violation.ts';
import { decodeCancelRequest } from './cancel-request.ts';
import type { CancelRequest } from './cancel-request.ts';
import type { GSSENCRequest } from './gssenc-request.ts';
import type { SSLRequest } from './ssl-request.ts';
import { decodeStartupMessage } from './startup-message.ts';
import type { StartupMessage } from './startup-message.ts';

/** The packets without a type byte, told apart by the number they begin with. */
export type StartupPacket = StartupMessage | SSLRequest | GSSENCRequest | CancelRequest;

/** A request that is nothing but its code. */
function bare<Request>(request: Request, reader: Reader): Request {
  if (reader.remaining > 0) throw violation('invalid length of startup packet');
  return request;
}

export function decodeStartupPacket(reader: Reader): StartupPacket {
  const code = reader.uint32();
  switch (code) {
    case SSL_REQUEST_CODE:
      return bare({ type: 'SSLRequest' }, reader);
    case GSSENC_REQUEST_CODE:
      return bare({ type: 'GSSENCRequest' }, reader);
    case CANCEL_REQUEST_CODE:
      return decodeCancelRequest(reader);
    default:
      // Before the rest is looked at: other major versions have another layout.
      checkMajorVersion(code);
      return decodeStartupMessage(code, reader);
  }
}
