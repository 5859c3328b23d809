import { expect } from 'chai';
import fc from 'fast-check';
import { Buffer } from 'node:buffer';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import {
  Framer,
  decodeBackend,
  decodeFrontend,
  encodeBackend,
  splitMessages,
} from '../../src/protocol/index.ts';
import type { Awaiting, BackendMessage, FrontendMessage } from '../../src/protocol/index.ts';
import { bytes } from '../support/bytes.ts';
import * as client from '../support/frontend.ts';

const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', ''));
const octets = fc.uint8Array({ maxLength: 300 }).map((value) => Buffer.from(value));
const value = fc.option(octets);
const target = fc.constantFrom('S' as const, 'P' as const);
const oid = fc.nat(0xffffffff);
const format = fc.constantFrom(0 as const, 1 as const);

/** Any message of an authenticated client, as bytes. */
const frontend: fc.Arbitrary<Buffer> = fc.oneof(
  text.map(client.query),
  fc.tuple(text, text, fc.array(oid)).map((parts) => client.parse(...parts)),
  fc
    .tuple(text, text, fc.array(value), fc.array(format), fc.option(format))
    .map(([portal, statement, values, resultFormats, single]) =>
      client.bind(portal, statement, {
        values,
        resultFormats,
        parameterFormats: single === null ? [] : [single],
      }),
    ),
  fc.tuple(target, text).map((parts) => client.describe(...parts)),
  fc.tuple(target, text).map((parts) => client.close(...parts)),
  fc.tuple(text, fc.nat()).map((parts) => client.execute(...parts)),
  octets.map(client.copyData),
  text.map(client.copyFail),
  fc.constantFrom(client.sync(), client.flush(), client.copyDone(), client.terminate()),
);

const fields = fc.record(
  {
    severity: fc.constantFrom('ERROR' as const, 'FATAL' as const, 'NOTICE' as const),
    sqlstate: fc.stringMatching(/^[0-9A-Z]{5}$/),
    message: text,
    detail: text,
    hint: text,
    position: fc.nat(),
    constraint: text,
  },
  { requiredKeys: ['severity', 'sqlstate', 'message'], noNullPrototype: true },
);

const backend: fc.Arbitrary<BackendMessage> = fc.oneof(
  fc.array(value).map((values) => ({ type: 'DataRow' as const, values })),
  fields.map((error) => ({ type: 'ErrorResponse' as const, fields: error })),
  fc.tuple(text, text).map(([name, setting]) => ({ type: 'ParameterStatus' as const, name, value: setting })),
  text.map((tag) => ({ type: 'CommandComplete' as const, tag })),
  fc.array(oid).map((parameterTypes) => ({ type: 'ParameterDescription' as const, parameterTypes })),
  fc
    .array(
      fc.record(
        {
          name: text,
          tableOid: oid,
          attribute: fc.integer({ min: -7, max: 1600 }),
          typeOid: oid,
          typeSize: fc.integer({ min: -2, max: 64 }),
          typmod: fc.integer({ min: -1 }),
          format,
        },
        { noNullPrototype: true },
      ),
    )
    .map((columns) => ({ type: 'RowDescription' as const, fields: columns })),
);

function readAll(chunks: readonly Uint8Array[]): FrontendMessage[] {
  const framer = new Framer();
  framer.awaiting = 'ordinary';
  const messages: FrontendMessage[] = [];
  for (const chunk of chunks) {
    framer.push(chunk);
    for (let frame = framer.next(); frame; frame = framer.next()) {
      messages.push(decodeFrontend(frame.type, frame.body, 'ordinary'));
    }
  }
  expect(framer.bufferedBytes).to.equal(0);
  return messages;
}

function cut(stream: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set(at.map((place) => place % (stream.length + 1)))].sort((a, b) => a - b);
  const ends = [...places, stream.length];
  return ends.map((end, index) => Buffer.from(stream.subarray(ends[index - 1] ?? 0, end)));
}

/** Whatever it does, it does not throw anything but a GatewayError. */
function staysCivil(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
  }
}

describe('protocol', () => {
  it('gives the same messages however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(frontend), fc.array(fc.nat()), (sent, at) => {
        const stream = Buffer.concat(sent);
        const whole = readAll([stream]);
        expect(whole).to.have.lengthOf(sent.length);
        expect(readAll(cut(stream, at))).to.deep.equal(whole);
      }),
    );
  });

  it('gives the same messages byte by byte', () => {
    fc.assert(
      fc.property(fc.array(frontend, { maxLength: 5 }), (sent) => {
        const stream = Buffer.concat(sent);
        expect(readAll(Array.from(stream, (byte) => Buffer.of(byte)))).to.deep.equal(readAll([stream]));
      }),
    );
  });

  it('reads the backend messages it writes', () => {
    fc.assert(
      fc.property(fc.array(backend), (messages) => {
        const written = bytes((writer) => {
          for (const message of messages) encodeBackend(writer, message);
        });
        const read = [...splitMessages(written)].map(({ type, body }) => decodeBackend(type, body));
        expect(read).to.deep.equal(messages);
      }),
    );
  });

  const states: Awaiting[] = ['startup', 'password', 'sasl-initial', 'sasl', 'ordinary'];

  it('answers any stream with messages or a GatewayError', () => {
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.array(octets), (awaiting, chunks) => {
        const framer = new Framer(1024);
        framer.awaiting = awaiting;
        staysCivil(() => {
          for (const chunk of chunks) {
            framer.push(chunk);
            for (let frame = framer.next(); frame; frame = framer.next()) {
              decodeFrontend(frame.type, frame.body, awaiting);
            }
          }
        });
      }),
    );
  });

  it('answers any contents of any message with a message or a GatewayError', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Array.from('QPBDCEFdcfHSXp')),
        fc.constantFrom(...states),
        octets,
        (letter, awaiting, body) => {
          staysCivil(() => decodeFrontend(letter.charCodeAt(0), body, awaiting));
        },
      ),
    );
  });

  it('answers damaged messages with a message or a GatewayError', () => {
    fc.assert(
      fc.property(frontend, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), (sent, damages) => {
        const damaged = Buffer.from(sent);
        for (const [at, byte] of damages) damaged[1 + (at % (damaged.length - 1))] = byte;
        staysCivil(() => decodeFrontend(damaged[0] ?? 0, damaged.subarray(5), 'ordinary'));
      }),
    );
  });

  it('answers any backend bytes with a message or a GatewayError', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Array.from('RKSvZTnDCI123stENAGHcdV?')), octets, (letter, body) => {
        staysCivil(() => decodeBackend(letter.charCodeAt(0), body));
        staysCivil(() => [...splitMessages(body)]);
      }),
    );
  });
});
