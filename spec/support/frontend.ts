import { Buffer } from 'node:buffer';
import {
  CANCEL_REQUEST_CODE,
  GSSENC_REQUEST_CODE,
  PROTOCOL_3_0,
  SSL_REQUEST_CODE,
} from '../../src/protocol/protocol-version.ts';
import { Writer } from '../../src/protocol/writer.ts';

/** The client's side of the protocol for specs: each function gives the bytes of one frontend message. */

type Value = Uint8Array | string | null;

function message(letter: string | undefined, contents: (writer: Writer) => void = () => {}): Buffer {
  const writer = new Writer().begin(letter);
  contents(writer);
  const bytes = writer.finish().take();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function writeFormats(writer: Writer, formats: readonly number[]): void {
  writer.uint16(formats.length);
  for (const format of formats) writer.int16(format);
}

function writeValues(writer: Writer, values: readonly Value[]): void {
  writer.uint16(values.length);
  for (const value of values) writer.value(typeof value === 'string' ? Buffer.from(value) : value);
}

/** Raw bytes as a message of that type: for malformed contents. */
export function raw(letter: string, body: Uint8Array | string): Buffer {
  return message(letter, (writer) => writer.bytes(Buffer.from(body)));
}

export function startup(parameters: Record<string, string>, version: number = PROTOCOL_3_0): Buffer {
  return message(undefined, (writer) => {
    writer.uint32(version);
    for (const [name, value] of Object.entries(parameters)) writer.cstring(name).cstring(value);
    writer.uint8(0);
  });
}

export function sslRequest(): Buffer {
  return message(undefined, (writer) => writer.uint32(SSL_REQUEST_CODE));
}

export function gssencRequest(): Buffer {
  return message(undefined, (writer) => writer.uint32(GSSENC_REQUEST_CODE));
}

export function cancelRequest(processId: number, secretKey: Uint8Array): Buffer {
  return message(undefined, (writer) => writer.uint32(CANCEL_REQUEST_CODE).int32(processId).bytes(secretKey));
}

export function password(text: string): Buffer {
  return message('p', (writer) => writer.cstring(text));
}

export function saslInitialResponse(mechanism: string, data: Value): Buffer {
  return message('p', (writer) => {
    writer.cstring(mechanism).value(typeof data === 'string' ? Buffer.from(data) : data);
  });
}

export function saslResponse(data: Uint8Array | string): Buffer {
  return raw('p', data);
}

export function query(text: string): Buffer {
  return message('Q', (writer) => writer.cstring(text));
}

export function parse(statement: string, text: string, parameterTypes: readonly number[] = []): Buffer {
  return message('P', (writer) => {
    writer.cstring(statement).cstring(text).uint16(parameterTypes.length);
    for (const oid of parameterTypes) writer.uint32(oid);
  });
}

export interface BindOptions {
  readonly parameterFormats?: readonly number[];
  readonly values?: readonly Value[];
  readonly resultFormats?: readonly number[];
}

export function bind(portal: string, statement: string, options: BindOptions = {}): Buffer {
  return message('B', (writer) => {
    writer.cstring(portal).cstring(statement);
    writeFormats(writer, options.parameterFormats ?? []);
    writeValues(writer, options.values ?? []);
    writeFormats(writer, options.resultFormats ?? []);
  });
}

function target(letter: string, kind: string, name: string): Buffer {
  return message(letter, (writer) => writer.text(kind).cstring(name));
}

export function describe(kind: 'S' | 'P', name: string): Buffer {
  return target('D', kind, name);
}

export function close(kind: 'S' | 'P', name: string): Buffer {
  return target('C', kind, name);
}

export function execute(portal: string, limit = 0): Buffer {
  return message('E', (writer) => writer.cstring(portal).int32(limit));
}

export function flush(): Buffer {
  return message('H');
}

export function sync(): Buffer {
  return message('S');
}

export function terminate(): Buffer {
  return message('X');
}

export function copyData(data: Uint8Array | string): Buffer {
  return raw('d', data);
}

export function copyDone(): Buffer {
  return message('c');
}

export function copyFail(reason: string): Buffer {
  return message('f', (writer) => writer.cstring(reason));
}

export interface FunctionCallOptions {
  readonly argumentFormats?: readonly number[];
  readonly values?: readonly Value[];
  readonly resultFormat?: number;
}

export function functionCall(functionOid: number, options: FunctionCallOptions = {}): Buffer {
  return message('F', (writer) => {
    writer.uint32(functionOid);
    writeFormats(writer, options.argumentFormats ?? []);
    writeValues(writer, options.values ?? []);
    writer.int16(options.resultFormat ?? 0);
  });
}
