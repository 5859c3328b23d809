import { createServer, type AddressInfo, type Server } from 'node:net';
import { Outbox, type BackendMessage } from '../../src/protocol/index.ts';

const READY: BackendMessage = { type: 'ReadyForQuery', status: 'I' };
const ROW: BackendMessage = { type: 'DataRow', values: [Buffer.from('label 4711'), Buffer.from('711.25')] };
const ANSWERS: Readonly<Record<string, Uint8Array>> = {
  '\0': bytes({ type: 'AuthenticationOk' }, READY),
  P: bytes({ type: 'ParseComplete' }, READY),
  B: bytes({ type: 'BindComplete' }, ROW, { type: 'CommandComplete', tag: 'SELECT 1' }, READY),
  Q: bytes(ROW, { type: 'CommandComplete', tag: 'SELECT 1' }, READY),
};

function bytes(...messages: readonly BackendMessage[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const outbox = new Outbox((part) => void parts.push(part));
  for (const message of messages) outbox.send(message);
  outbox.flush();
  return Buffer.concat(parts);
}

/**
 * A Node server that answers each chunk by its first byte: the least that anything in Node costs. It knows what the point
 * selects of workloads.ts send.
 */
export async function bareServer(): Promise<Server> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      const answer = ANSWERS[String.fromCharCode(chunk[0] ?? 0)];
      if (answer) socket.write(answer);
      else socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
