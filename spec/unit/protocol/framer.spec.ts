import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { DEFAULT_MAXIMUM_MESSAGE, Framer } from '../../../src/protocol/index.ts';
import type { Awaiting } from '../../../src/protocol/index.ts';
import { hex } from '../../support/bytes.ts';
import * as client from '../../support/frontend.ts';
import { errorOf } from '../../support/gateway-errors.ts';

function framer(awaiting: Awaiting, maximum?: number): Framer {
  const made = new Framer(maximum);
  made.awaiting = awaiting;
  return made;
}

function answerTo(input: Uint8Array, awaiting: Awaiting, maximum?: number): string | null {
  const under = framer(awaiting, maximum);
  under.push(input);
  return errorOf(() => under.next());
}

/** A header that claims `length` bytes, nothing behind it. */
function header(letter: string, length: number): Buffer {
  const bytes = Buffer.alloc(letter.length + 4);
  bytes.write(letter);
  bytes.writeInt32BE(length, letter.length);
  return bytes;
}

const INVALID = 'FATAL 08P01 invalid message length';
const INVALID_STARTUP = 'FATAL 08P01 invalid length of startup packet';

describe('framer', () => {
  it('gives the frames of one chunk as views of it', () => {
    const chunk = Buffer.concat([client.query('a'), client.sync()]);
    const under = framer('ordinary');
    under.push(chunk);
    const first = under.next();
    expect(first).to.deep.equal({ type: 0x51, body: hex('6100') });
    expect(first?.body.buffer).to.equal(chunk.buffer);
    expect(under.bufferedBytes).to.equal(5);
    expect(under.next()).to.deep.equal({ type: 0x53, body: Buffer.alloc(0) });
    expect(under.next()).to.equal(null);
    expect(under.bufferedBytes).to.equal(0);
  });

  it('assembles frames byte by byte', () => {
    const under = framer('startup');
    const seen: (number | string)[] = [];
    const stream = Buffer.concat([
      client.startup({ user: 'a' }),
      client.query('x'.repeat(300)),
      client.sync(),
    ]);
    for (const byte of stream) {
      under.push(Buffer.of(byte));
      for (let frame = under.next(); frame; frame = under.next()) {
        seen.push(frame.type, frame.body.length);
        under.awaiting = 'ordinary';
      }
    }
    expect(seen).to.deep.equal([0, 12, 0x51, 301, 0x53, 0]);
  });

  it('does not change a frame handed out before when the next chunk comes', () => {
    const under = framer('ordinary');
    const stream = Buffer.concat([client.query('first'), client.query('second')]);
    under.push(stream.subarray(0, 3));
    under.push(stream.subarray(3, 14));
    const first = under.next();
    under.push(stream.subarray(14));
    expect(under.next()?.body.toString()).to.equal(Buffer.from('second\0').toString());
    expect(first?.body.toString()).to.equal(Buffer.from('first\0').toString());
  });

  it('takes the state the owner sets between two frames of one chunk', () => {
    const under = framer('startup');
    under.push(Buffer.concat([client.startup({ user: 'a' }), client.password('x')]));
    expect(under.next()?.type).to.equal(0);
    under.awaiting = 'password';
    expect(under.next()?.type).to.equal(0x70);
  });

  it('shows bytes pipelined behind SSLRequest (CVE-2021-23214, -23222, -3935)', () => {
    const under = framer('startup');
    under.push(Buffer.concat([client.sslRequest(), client.startup({ user: 'a' })]));
    under.next();
    expect(under.bufferedBytes).to.equal(17 - 1);
  });

  describe('refuses lengths before the bytes come', () => {
    for (const length of [0, 3, -1, -2_147_483_648]) {
      it(`${length} in every state`, () => {
        expect(answerTo(header('', length), 'startup')).to.equal(INVALID_STARTUP);
        expect(answerTo(header('p', length), 'password')).to.equal(INVALID);
        expect(answerTo(header('p', length), 'sasl-initial')).to.equal(INVALID);
        expect(answerTo(header('p', length), 'sasl')).to.equal(INVALID);
        for (const letter of 'QPBFdDCEHSXcf') {
          expect(answerTo(header(letter, length), 'ordinary')).to.equal(INVALID);
        }
      });
    }

    const LIMITS: [Awaiting, string, number][] = [
      ['startup', '', 10_004],
      ['password', 'p', 65_535],
      ['sasl-initial', 'p', 1024],
      ['sasl', 'p', 1024],
      ...Array.from('DCEHSXcf').map((letter): [Awaiting, string, number] => ['ordinary', letter, 10_000]),
      ...Array.from('QPBFd').map((letter): [Awaiting, string, number] => [
        'ordinary',
        letter,
        DEFAULT_MAXIMUM_MESSAGE,
      ]),
    ];
    for (const [awaiting, letter, limit] of LIMITS) {
      it(`${letter || 'a packet'} (${awaiting}) above ${limit}`, () => {
        expect(answerTo(header(letter, limit), awaiting)).to.equal(null);
        const refusal = awaiting === 'startup' ? INVALID_STARTUP : INVALID;
        for (const length of [limit + 1, 0x7fffffff]) {
          expect(answerTo(header(letter, length), awaiting)).to.equal(refusal);
        }
      });
    }

    it('keeps large messages to the configured maximum', () => {
      expect(answerTo(header('Q', 5000), 'ordinary', 5000)).to.equal(null);
      expect(answerTo(header('Q', 5001), 'ordinary', 5000)).to.equal(INVALID);
      expect(answerTo(header('S', 5001), 'ordinary', 5000)).to.equal(INVALID);
    });

    it('a type byte that cannot come, without waiting for its length', () => {
      expect(answerTo(Buffer.from('!'), 'ordinary')).to.equal('FATAL 08P01 invalid frontend message type 33');
      expect(answerTo(Buffer.from('Q'), 'password')).to.equal(
        'FATAL 08P01 expected password response, got message type 81',
      );
    });
  });

  it('keeps refusing: nothing behind a bad length is read as a message', () => {
    const under = framer('ordinary');
    under.push(header('Q', 2));
    expect(errorOf(() => under.next())).to.equal(INVALID);
    under.push(client.query('drop table t'));
    expect(errorOf(() => under.next())).to.equal(INVALID);
  });

  it('a 20 MB Bind stays one message (CVE-2024-27304)', () => {
    const under = framer('ordinary');
    const stream = client.bind('', '', { values: ['Q'.repeat(20 * 1024 * 1024)] });
    for (let offset = 0; offset < stream.length; offset += 65_536) {
      expect(under.next()).to.equal(null);
      under.push(stream.subarray(offset, offset + 65_536));
    }
    expect(under.next()?.body.length).to.equal(stream.length - 5);
    expect(under.next()).to.equal(null);
    expect(under.bufferedBytes).to.equal(0);
  });

  it('does not allocate on the claim: a header of 200 MB holds what came', () => {
    const under = framer('ordinary');
    const before = process.memoryUsage().arrayBuffers;
    for (const byte of header('d', 200 * 1024 * 1024)) under.push(Buffer.of(byte));
    under.push(Buffer.alloc(100_000));
    expect(under.next()).to.equal(null);
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(2_000_000);
  });

  it('an HTTP request is refused (immudb#1063)', () => {
    expect(answerTo(Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'startup')).to.equal(INVALID_STARTUP);
  });

  it('a TLS ClientHello without SSLRequest is refused and named', () => {
    const under = framer('startup');
    under.push(hex('1603010200 01'));
    expect(() => under.next())
      .to.throw('invalid length of startup packet')
      .with.nested.property('fields.detail', 'The client began a TLS handshake without an SSLRequest.');
  });
});
