import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { Framer, decodeFrontend } from '../../../src/protocol/index.ts';
import type { Awaiting } from '../../../src/protocol/index.ts';
import { bytes, hex } from '../../support/bytes.ts';
import * as client from '../../support/frontend.ts';
import { errorOf } from '../../support/gateway-errors.ts';

/** What PostgreSQL 15.18 answered to the same bytes; recorded from a cluster of its own. */
const POSTGRESQL: [string, Awaiting, Buffer, string][] = [
  [
    'more formats than parameters',
    'ordinary',
    client.bind('', '', { parameterFormats: [0, 0], values: ['a', 'b', 'c'] }),
    'ERROR 08P01 bind message has 2 parameter formats but 3 parameters',
  ],
  [
    'parameter format 7',
    'ordinary',
    client.bind('', '', { parameterFormats: [7], values: ['a'] }),
    'ERROR 22023 unsupported format code: 7',
  ],
  [
    'result format 7',
    'ordinary',
    client.bind('', '', { resultFormats: [7] }),
    'ERROR 22023 unsupported format code: 7',
  ],
  [
    'value of length -2',
    'ordinary',
    client.raw('B', hex('0000 0000 0001 fffffffe 0000')),
    'ERROR 08P01 insufficient data left in message',
  ],
  [
    'value past the end',
    'ordinary',
    client.raw('B', hex('0000 0000 0001 0000270f 0000')),
    'ERROR 08P01 insufficient data left in message',
  ],
  [
    'value of length 2^31-1',
    'ordinary',
    client.raw('B', hex('0000 0000 0001 7fffffff 0000')),
    'ERROR 08P01 insufficient data left in message',
  ],
  [
    '65535 formats claimed',
    'ordinary',
    client.raw('B', hex('0000 ffff')),
    'ERROR 08P01 insufficient data left in message',
  ],
  [
    'a byte behind Bind',
    'ordinary',
    client.raw('B', hex('0000 0000 0000 0000 00')),
    'ERROR 08P01 invalid message format',
  ],
  ['an empty Bind', 'ordinary', client.raw('B', ''), 'ERROR 08P01 invalid string in message'],
  ['Describe of Z', 'ordinary', client.raw('D', 'Zx\0'), 'ERROR 08P01 invalid DESCRIBE message subtype 90'],
  ['an empty Describe', 'ordinary', client.raw('D', ''), 'ERROR 08P01 no data left in message'],
  ['Close of Z', 'ordinary', client.raw('C', 'Zx\0'), 'ERROR 08P01 invalid CLOSE message subtype 90'],
  ['Describe without NUL', 'ordinary', client.raw('D', 'Sx'), 'ERROR 08P01 invalid string in message'],
  [
    'more parameter types claimed than sent',
    'ordinary',
    client.raw('P', hex('00 00 0003 00000000')),
    'ERROR 08P01 insufficient data left in message',
  ],
  ['Query without NUL', 'ordinary', client.raw('Q', 'select 1'), 'ERROR 08P01 invalid string in message'],
  ['bytes behind Query', 'ordinary', client.raw('Q', 'select 1\0x'), 'ERROR 08P01 invalid message format'],
  [
    'a short Execute',
    'ordinary',
    client.raw('E', hex('00 0000')),
    'ERROR 08P01 insufficient data left in message',
  ],
  ['a byte behind Sync', 'ordinary', client.raw('S', 'x'), 'ERROR 08P01 invalid message format'],
  ['type y', 'ordinary', client.raw('y', ''), 'FATAL 08P01 invalid frontend message type 121'],
  ['a password', 'ordinary', client.password('x'), 'FATAL 08P01 invalid frontend message type 112'],
  [
    'function result format 7',
    'ordinary',
    client.functionCall(1598, { resultFormat: 7 }),
    'ERROR 22023 unsupported format code: 7',
  ],
  [
    'no user',
    'startup',
    client.startup({ database: 'x' }),
    'FATAL 28000 no PostgreSQL user name specified in startup packet',
  ],
  [
    'an empty user',
    'startup',
    client.startup({ user: '' }),
    'FATAL 28000 no PostgreSQL user name specified in startup packet',
  ],
  [
    'no terminator',
    'startup',
    hex('0000000f 00030000 7573657200 6100'),
    'FATAL 08P01 invalid startup packet layout: expected terminator as last byte',
  ],
  [
    'a name without value',
    'startup',
    hex('0000000d 00030000 7573657200'),
    'FATAL 08P01 invalid startup packet layout: expected terminator as last byte',
  ],
  [
    'a byte behind the terminator',
    'startup',
    hex('00000011 00030000 7573657200 6100 00 00'),
    'FATAL 08P01 invalid startup packet layout: expected terminator as last byte',
  ],
  [
    'a version and nothing else',
    'startup',
    hex('00000008 00030000'),
    'FATAL 08P01 invalid startup packet layout: expected terminator as last byte',
  ],
];

/** Wording of PostgreSQL's sources where it answers something else first, closes in silence, or is newer than 15. */
const OURS: [string, Awaiting, Buffer, string][] = [
  [
    'function argument of length -7',
    'ordinary',
    client.raw('F', hex('0000063e 0000 0001 fffffff9 0000')),
    'ERROR 08P01 invalid argument size -7 in function call message',
  ],
  [
    'fewer function arguments than formats',
    'ordinary',
    client.functionCall(1598, { argumentFormats: [0, 0], values: ['a', 'b', 'c'] }),
    'ERROR 08P01 function call message contains 2 argument formats but 3 arguments',
  ],
  [
    'major version 2',
    'startup',
    client.startup({ user: 'a' }, 0x00020000),
    'FATAL 0A000 unsupported frontend protocol 2.0: server supports 3.0 to 3.2',
  ],
  [
    'major version 4',
    'startup',
    client.startup({ user: 'a' }, 0x00040000),
    'FATAL 0A000 unsupported frontend protocol 4.0: server supports 3.0 to 3.2',
  ],
  [
    'major version 65535',
    'startup',
    client.startup({ user: 'a' }, 0xffffffff),
    'FATAL 0A000 unsupported frontend protocol 65535.65535: server supports 3.0 to 3.2',
  ],
  [
    'a user that is not UTF-8',
    'startup',
    hex('0000000f 00030000 7573657200 e900 00'),
    'FATAL 22021 invalid byte sequence for encoding "UTF8": 0xe9',
  ],
  [
    'a byte within SSLRequest',
    'startup',
    hex('00000009 04d2162f 00'),
    'FATAL 08P01 invalid length of startup packet',
  ],
  [
    'CancelRequest without process',
    'startup',
    hex('00000008 04d2162e'),
    'FATAL 08P01 invalid length of cancel request packet',
  ],
  [
    'a cancel key of 3 bytes',
    'startup',
    client.cancelRequest(1, new Uint8Array(3)),
    'FATAL 08P01 invalid length of cancel key in cancel request packet',
  ],
  [
    'a cancel key of 257 bytes',
    'startup',
    client.cancelRequest(1, new Uint8Array(257)),
    'FATAL 08P01 invalid length of cancel key in cancel request packet',
  ],
  [
    'Query instead of a password',
    'password',
    client.query('select 1'),
    'FATAL 08P01 expected password response, got message type 81',
  ],
  [
    'Query instead of SASL',
    'sasl',
    client.query('select 1'),
    'FATAL 08P01 expected SASL response, got message type 81',
  ],
  [
    'a byte behind the password',
    'password',
    client.raw('p', 'a\0b'),
    'FATAL 08P01 invalid password packet size',
  ],
  [
    'SASL data longer than the message (CVE-2026-6664)',
    'sasl-initial',
    client.raw(
      'p',
      bytes((writer) => writer.cstring('SCRAM-SHA-256').int32(0x7fffffff)),
    ),
    'FATAL 08P01 insufficient data left in message',
  ],
  [
    'SASL data of length -2',
    'sasl-initial',
    client.raw(
      'p',
      bytes((writer) => writer.cstring('SCRAM-SHA-256').int32(-2)),
    ),
    'FATAL 08P01 insufficient data left in message',
  ],
  [
    'SASL data behind the announced',
    'sasl-initial',
    client.raw(
      'p',
      bytes((writer) => writer.cstring('SCRAM-SHA-256').int32(0).uint8(0)),
    ),
    'FATAL 08P01 invalid message format',
  ],
];

/** Within a literal, so that a replacement character would let the quote behind go astray (CVE-2025-1094). */
const INVALID_UTF8: [string, string][] = [
  ['e927', '0xe9 0x27'],
  ['e28227', '0xe2 0x82 0x27'],
  ['c3a9eda080', '0xed 0xa0 0x80'],
  ['ff', '0xff'],
  ['f888808080', '0xf8'],
  ['c080', '0xc0 0x80'],
  ['f09f', '0xf0 0x9f'],
  ['f4908080', '0xf4 0x90 0x80 0x80'],
  ['80', '0x80'],
];

function answerTo(input: Uint8Array, awaiting: Awaiting): string | null {
  return errorOf(() => {
    const framer = new Framer();
    framer.awaiting = awaiting;
    framer.push(input);
    const frame = framer.next();
    if (frame) decodeFrontend(frame.type, frame.body, awaiting);
  });
}

describe('malformed frontend messages', () => {
  for (const [name, awaiting, input, answer] of POSTGRESQL) {
    it(`${name}: as PostgreSQL answers`, () => {
      expect(answerTo(input, awaiting)).to.equal(answer);
    });
  }

  for (const [name, awaiting, input, answer] of OURS) {
    it(`${name} (${awaiting})`, () => {
      expect(answerTo(input, awaiting)).to.equal(answer);
    });
  }

  for (const [sequence, shown] of INVALID_UTF8) {
    const answer = `ERROR 22021 invalid byte sequence for encoding "UTF8": ${shown}`;
    const text = Buffer.concat([Buffer.from("select 'ä€😀"), hex(sequence), Buffer.alloc(1)]);

    it(`UTF-8 ${sequence} in Query and Parse`, () => {
      expect(answerTo(client.raw('Q', text), 'ordinary')).to.equal(answer);
      const parse = Buffer.concat([Buffer.alloc(1), text, Buffer.alloc(2)]);
      expect(answerTo(client.raw('P', parse), 'ordinary')).to.equal(answer);
    });
  }

  it('a message that ends early never reads what lies behind it', () => {
    const whole = client.bind('portal', 'statement', { values: ['abc', null], resultFormats: [1] });
    for (let length = 5; length < whole.length; length += 1) {
      expect(errorOf(() => decodeFrontend(0x42, whole.subarray(5, length), 'ordinary'))).to.match(
        /^ERROR 08P01 /,
      );
    }
  });
});
