import assert from 'node:assert/strict';
import { bearerToken, readBearerMessage } from '../../../src/auth/oauth/bearer-message.ts';
import { scramSha256 } from '../../../src/auth/scram-sha-256.ts';
import { ProxyHeaderError, readProxyHeader } from '../../../src/net/proxy-header.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { civil } from '../civil.ts';
import { Input, seed, type FuzzTarget } from '../target.ts';

const NOBODY = scramSha256({ find: () => undefined }, Buffer.alloc(32));

/** What is read before anybody is known: PROXY headers, messages of OAUTHBEARER and SCRAM. */
export function handshake(): FuzzTarget {
  const READERS: readonly ((input: Input) => void | Promise<void>)[] = [
    proxy,
    (input) => {
      const read = civil(() => readBearerMessage(input.rest()));
      const token = 'value' in read ? bearerToken(read.value.auth) : null;
      if (token !== null) assert.match(token, /^[\w\-.~+/]+=*$/);
    },
    scram,
  ];
  return {
    seeds: SEEDS,
    words: WORDS,
    run: async (bytes) => {
      const input = new Input(bytes);
      await input.pick(READERS)?.(input);
    },
  };
}

/** A header is the same whatever follows it, and none before its last byte is there. */
function proxy(input: Input): void {
  const bytes = input.rest();
  const header = headerOf(bytes);
  if (header === null || header === 'refused') return;
  assert.ok(header.length <= bytes.length);
  assert.deepEqual(headerOf(bytes.subarray(0, header.length)), header);
  assert.equal(headerOf(bytes.subarray(0, header.length - 1)), null);
}

function headerOf(bytes: Uint8Array): ReturnType<typeof readProxyHeader> | 'refused' {
  try {
    return readProxyHeader(bytes);
  } catch (error) {
    if (error instanceof ProxyHeaderError) return 'refused';
    throw error;
  }
}

/** Nobody comes in who has no secret, whatever he says. */
async function scram(input: Input): Promise<void> {
  const length = input.byte();
  const bytes = input.rest();
  const exchange = NOBODY.begin('ann', null);
  try {
    const data = bytes.subarray(0, length);
    await exchange.answer({ type: 'sasl-initial', mechanism: 'SCRAM-SHA-256', data });
    await exchange.answer({ type: 'sasl', data: bytes.subarray(length) });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    assert.match(error.sqlstate, /^(?:08P01|28P01|28000|0A000)$/);
    return;
  }
  assert.fail('somebody came in');
}

const FIRST = 'n,,n=,r=abcdefgh';

const SEEDS = [
  seed([0], 'PROXY TCP4 203.0.113.7 10.0.0.1 50000 5432\r\n'),
  seed([0], 'PROXY TCP6 2001:db8::7 ::1 1 2\r\nrest'),
  seed([0], 'PROXY UNKNOWN\r\n'),
  seed([0], Buffer.from('0d0a0d0a000d0a515549540a2111000ccb0071070a000001c3501538', 'hex')),
  seed([0], Buffer.from('0d0a0d0a000d0a515549540a20000000', 'hex')),
  seed([0], Buffer.from(`0d0a0d0a000d0a515549540a21210024${'20010db8'.repeat(8)}c3501538`, 'hex')),
  seed([1], 'n,,\u0001auth=Bearer abc.def\u0001\u0001'),
  seed([1], 'y,,\u0001host=h\u0001port=1\u0001auth=\u0001\u0001'),
  seed([2, FIRST.length], `${FIRST}c=biws,r=abcdefgh,p=AAAA`),
];

const WORDS = [
  'PROXY ',
  'TCP4 ',
  'TCP6 ',
  'UNKNOWN',
  '\r\n',
  '::',
  '65536',
  '\u0001',
  'auth=',
  'Bearer ',
  'n,,',
  'p=',
  'r=',
  'c=biws',
  ',m=',
  ',x=',
  'a=',
];
