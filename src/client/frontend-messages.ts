import { Buffer } from 'node:buffer';
import { PROTOCOL_3_0, SSL_REQUEST_CODE } from '../protocol/protocol-version.ts';
import { Writer } from '../protocol/writer.ts';

/** The client's messages (manual 55.7), each as its bytes. */

function message(letter: string | undefined, contents: (writer: Writer) => void): Uint8Array {
  const writer = new Writer(64).begin(letter);
  contents(writer);
  return writer.finish().take();
}

function nothing(): void {
  // A message without contents.
}

export function startup(parameters: Readonly<Record<string, string>>): Uint8Array {
  return message(undefined, (writer) => {
    writer.uint32(PROTOCOL_3_0);
    for (const [name, value] of Object.entries(parameters)) writer.cstring(name).cstring(value);
    writer.uint8(0);
  });
}

export function sslRequest(): Uint8Array {
  return message(undefined, (writer) => writer.uint32(SSL_REQUEST_CODE));
}

export function password(text: string): Uint8Array {
  return message('p', (writer) => writer.cstring(text));
}

export function saslInitialResponse(mechanism: string, data: string): Uint8Array {
  return message('p', (writer) => writer.cstring(mechanism).textValue(data));
}

export function saslResponse(data: string): Uint8Array {
  return message('p', (writer) => writer.text(data));
}

export function query(text: string): Uint8Array {
  return message('Q', (writer) => writer.cstring(text));
}

/** Types are left to the server. */
export function parse(statement: string, text: string): Uint8Array {
  return message('P', (writer) => writer.cstring(statement).cstring(text).uint16(0));
}

/** Parameters and results as text. */
export function bind(statement: string, values: readonly string[]): Uint8Array {
  return message('B', (writer) => {
    writer.cstring('').cstring(statement).uint16(0).uint16(values.length);
    for (const value of values) writer.textValue(value);
    writer.uint16(0);
  });
}

export function execute(): Uint8Array {
  return message('E', (writer) => writer.cstring('').int32(0));
}

export function sync(): Uint8Array {
  return message('S', nothing);
}

export function terminate(): Uint8Array {
  return message('X', nothing);
}

export function copyData(data: string): Uint8Array {
  return message('d', (writer) => writer.bytes(Buffer.from(data)));
}

export function copyDone(): Uint8Array {
  return message('c', nothing);
}
