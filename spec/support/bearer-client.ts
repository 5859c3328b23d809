import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as secureConnect } from 'node:tls';
import { decodeBackend, splitMessages, type BackendMessage } from '../../src/protocol/index.ts';
import * as frontend from './frontend.ts';

const MECHANISM = 'OAUTHBEARER';

/** The client's side of OAUTHBEARER (RFC 7628, PostgreSQL 18's manual 54.3.2), for psql of PostgreSQL 15 does not know it. */
export interface BearerOptions {
  readonly port: number;
  readonly user: string;
  /** null asks where the issuer is, as libpq does that has no token yet. */
  readonly token: string | null;
  readonly encrypted?: boolean;
  /** In the place of the first message that the token would make. */
  readonly first?: Uint8Array;
  /** The first message is sent as an answer to an empty challenge. */
  readonly late?: boolean;
}

/** What the server said until ReadyForQuery or the end of the connection. */
export async function logInWithBearer(options: BearerOptions): Promise<BackendMessage[]> {
  const socket = await open(options);
  socket.write(frontend.startup({ user: options.user, database: 'USER' }));
  const auth = options.token === null ? '' : `Bearer ${options.token}`;
  const first = options.first ?? Buffer.from(`n,,\u0001auth=${auth}\u0001\u0001`);
  const said: BackendMessage[] = [];
  for await (const message of messages(socket)) {
    said.push(message);
    if (message.type === 'AuthenticationSASL') {
      socket.write(
        frontend.saslInitialResponse(MECHANISM, options.late === true ? null : Buffer.from(first)),
      );
    } else if (message.type === 'AuthenticationSASLContinue') {
      socket.write(frontend.saslResponse(message.data.length === 0 ? first : Buffer.of(1)));
    } else if (message.type === 'ReadyForQuery') break;
  }
  socket.destroy();
  return said;
}

async function open({ port, encrypted = true }: BearerOptions): Promise<Socket> {
  const raw = connect(port, '127.0.0.1');
  await once(raw, 'connect');
  if (!encrypted) return raw;
  raw.write(frontend.sslRequest());
  await once(raw, 'data');
  const secure = secureConnect({ socket: raw, rejectUnauthorized: false, ALPNProtocols: ['postgresql'] });
  await once(secure, 'secureConnect');
  return secure;
}

async function* messages(socket: Socket): AsyncGenerator<BackendMessage> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk as Buffer]);
    let end = 0;
    while (end + 5 <= bytes.length && end + 1 + bytes.readInt32BE(end + 1) <= bytes.length) {
      end += 1 + bytes.readInt32BE(end + 1);
    }
    for (const { type, body } of splitMessages(bytes.subarray(0, end))) yield decodeBackend(type, body);
    bytes = bytes.subarray(end);
  }
}
