import assert from 'node:assert/strict';
import { convertedEncodings } from '../../../src/encoding/encoding.ts';
import {
  decodeBackend,
  decodeFrontend,
  Framer,
  splitMessages,
  type Awaiting,
} from '../../../src/protocol/index.ts';
import * as client from '../../support/frontend.ts';
import { civil } from '../civil.ts';
import { cut, Input, seed, type FuzzTarget } from '../target.ts';

const STATES = ['startup', 'password', 'sasl-initial', 'sasl', 'ordinary'] as const;
const ENCODINGS = [null, null, ...convertedEncodings().slice(0, 3)];

/** Framer and decoders: what is read must not depend on how the stream is cut, and is a message or a refusal. */
export function frontend(): FuzzTarget {
  return {
    seeds: SEEDS,
    words: [
      'user\0',
      'database\0',
      'options\0',
      '_pq_.x\0',
      '\0\0',
      'SCRAM-SHA-256\0',
      'n,,n=,r=',
      '\0\0\0\u0008',
      'PX',
    ],
    run: (bytes) => {
      const input = new Input(bytes);
      const state = input.pick(STATES);
      const encoding = state === 'ordinary' ? input.pick(ENCODINGS) : null;
      const places = [input.byte(), input.byte(), input.byte()];
      const stream = input.rest();
      const whole = read([stream], state, encoding ?? null);
      assert.deepEqual(read(cut(stream, places), state, encoding ?? null), whole);
      civil(() => [...splitMessages(stream)].map(({ type, body }) => civil(() => decodeBackend(type, body))));
    },
  };
}

type Encoding = (typeof ENCODINGS)[number];

/** Everything that the stream says until it cannot be followed, as text. */
function read(chunks: readonly Uint8Array[], awaiting: Awaiting, encoding: Encoding): string[] {
  const framer = new Framer(2048);
  framer.awaiting = awaiting;
  const said: string[] = [];
  for (const chunk of chunks) {
    framer.push(chunk);
    for (;;) {
      const frame = civil(() => framer.next());
      if ('refused' in frame) return [...said, frame.refused];
      if (frame.value === null) break;
      const { type, body } = frame.value;
      const message = civil(() => decodeFrontend(type, body, awaiting, encoding));
      said.push('value' in message ? shown(message.value) : message.refused);
    }
  }
  return said;
}

function shown(message: object): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Uint8Array
      ? Buffer.from(value).toString('hex')
      : typeof value === 'bigint'
        ? `${value}n`
        : value,
  );
}

const BIND = client.bind('p', 's', {
  values: [Buffer.from('12'), null],
  resultFormats: [1],
  parameterFormats: [0, 1],
});

const SEEDS = [
  seed([0, 0, 0, 0], client.startup({ user: 'ann', database: 'USER', options: '-c x=1' })),
  seed([0, 0, 0, 0], client.startup({ user: 'ann', '_pq_.protocol': '1' }, 196610)),
  seed([0, 3, 7, 9], client.sslRequest()),
  seed([0, 3, 7, 9], client.gssencRequest()),
  seed([0, 3, 7, 9], client.cancelRequest(1, Buffer.from('abcd'))),
  seed([1, 0, 0, 0], client.password('secret')),
  seed([2, 0, 0, 0], client.saslInitialResponse('SCRAM-SHA-256', Buffer.from('n,,n=,r=abc'))),
  seed([3, 0, 0, 0], client.saslResponse('c=biws,r=abc,p=AAAA')),
  ...[
    client.query('select 1'),
    client.parse('s', 'select $1', [23, 25]),
    BIND,
    client.describe('S', 's'),
    client.close('P', 'p'),
    client.execute('p', 5),
    client.copyData('1\ta\n'),
    client.copyFail('why'),
    client.functionCall(1, {}),
    Buffer.concat([
      client.parse('', 'select 1'),
      BIND,
      client.execute(''),
      client.sync(),
      client.flush(),
      client.copyDone(),
      client.terminate(),
    ]),
  ].flatMap((bytes) => [seed([4, 0, 1, 7, 30], bytes), seed([4, 2, 1, 7, 30], bytes)]),
];
