import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';

/** What an answer may take, in milliseconds. */
const LIMIT_MS = 5000;

function open(port: number, path: string, asked: IncomingMessage): ClientRequest {
  const query = asked.url?.includes('?') === true ? asked.url.slice(asked.url.indexOf('?')) : '';
  const { method = 'GET', headers } = asked;
  return httpRequest({ host: '127.0.0.1', port, path: path + query, method, headers });
}

/** A worker's answer to the request, with the asker's headers: the worker knows the same token. */
export function ask(
  port: number,
  path: string,
  asked: IncomingMessage,
  method: 'GET' | 'POST' = 'GET',
): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const { authorization, host } = asked.headers;
  const headers = { host: host ?? 'localhost', ...(authorization === undefined ? {} : { authorization }) };
  const asking = httpRequest(
    { host: '127.0.0.1', port, path, method, headers, timeout: LIMIT_MS },
    (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      answer.on('error', reject);
    },
  );
  asking.on('timeout', () => asking.destroy(new Error('a worker process did not answer in time')));
  asking.on('error', reject);
  asking.end();
  return promise;
}

/** Hands a request on and its answer back. */
export function forward(
  port: number,
  path: string,
  asked: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const asking = open(port, path, asked);
  asking.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', reject);
    response.on('close', () => {
      answer.destroy();
      resolve();
    });
  });
  asking.on('error', reject);
  asked.pipe(asking);
  return promise;
}

/** The same for a connection that becomes another protocol (WebSocket). */
export function forwardUpgrade(
  port: number,
  path: string,
  asked: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const asking = open(port, path, asked);
  const give = (): void => void socket.destroy();
  socket.on('error', give);
  asking.on('error', give);
  asking.on('response', give);
  asking.on('upgrade', (answer: IncomingMessage, other: Socket, first: Buffer) => {
    const headers = answer.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1] ?? ''}\r\n`] : [],
    );
    socket.write(`HTTP/1.1 101 ${answer.statusMessage ?? ''}\r\n${headers.join('')}\r\n`);
    if (first.length > 0) socket.write(first);
    if (head.length > 0) other.write(head);
    other.on('error', give);
    other.pipe(socket).pipe(other);
  });
  asking.end();
}
