import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { Framer, decodeFrontend } from '../../../src/protocol/index.ts';
import type { Awaiting, FrontendMessage } from '../../../src/protocol/index.ts';
import * as client from '../../support/frontend.ts';
import { hex } from '../../support/bytes.ts';

function decode(bytes: Uint8Array, awaiting: Awaiting): FrontendMessage {
  const framer = new Framer();
  framer.awaiting = awaiting;
  framer.push(bytes);
  const frame = framer.next();
  if (!frame) throw new Error('the frame is not complete');
  expect(framer.bufferedBytes).to.equal(0);
  return decodeFrontend(frame.type, frame.body, awaiting);
}

const ROUND_TRIPS: [Awaiting, Buffer, FrontendMessage][] = [
  [
    'startup',
    client.startup({ user: 'ada', database: 'USER', '_pq_.x': '1' }, 0x00030002),
    {
      type: 'StartupMessage',
      version: 0x00030002,
      user: 'ada',
      parameters: new Map([
        ['user', 'ada'],
        ['database', 'USER'],
      ]),
      protocolOptions: ['_pq_.x'],
    },
  ],
  ['startup', client.sslRequest(), { type: 'SSLRequest' }],
  ['startup', client.gssencRequest(), { type: 'GSSENCRequest' }],
  [
    'startup',
    client.cancelRequest(-2, hex('01020304')),
    { type: 'CancelRequest', processId: -2, secretKey: hex('01020304') },
  ],
  ['password', client.password('sesam é'), { type: 'PasswordMessage', password: 'sesam é' }],
  [
    'sasl-initial',
    client.saslInitialResponse('SCRAM-SHA-256', 'n,,n=,r=x'),
    { type: 'SASLInitialResponse', mechanism: 'SCRAM-SHA-256', data: Buffer.from('n,,n=,r=x') },
  ],
  [
    'sasl-initial',
    client.saslInitialResponse('OAUTHBEARER', null),
    { type: 'SASLInitialResponse', mechanism: 'OAUTHBEARER', data: null },
  ],
  ['sasl', client.saslResponse('c=biws'), { type: 'SASLResponse', data: Buffer.from('c=biws') }],
  ['ordinary', client.query('SELECT 1'), { type: 'Query', query: 'SELECT 1' }],
  [
    'ordinary',
    client.parse('s', 'SELECT $1', [23, 0, 4_000_000_000]),
    { type: 'Parse', statement: 's', query: 'SELECT $1', parameterTypes: [23, 0, 4_000_000_000] },
  ],
  [
    'ordinary',
    client.bind('p', 's', {
      parameterFormats: [0, 1, 0],
      values: ['', hex('00000001'), null],
      resultFormats: [1],
    }),
    {
      type: 'Bind',
      portal: 'p',
      statement: 's',
      parameterFormats: [0, 1, 0],
      values: [Buffer.alloc(0), hex('00000001'), null],
      resultFormats: [1],
    },
  ],
  ['ordinary', client.describe('S', 's'), { type: 'Describe', target: 'S', name: 's' }],
  ['ordinary', client.describe('P', ''), { type: 'Describe', target: 'P', name: '' }],
  ['ordinary', client.execute('p', 100), { type: 'Execute', portal: 'p', limit: 100 }],
  ['ordinary', client.execute('', -1), { type: 'Execute', portal: '', limit: 0 }],
  ['ordinary', client.close('P', 'p'), { type: 'Close', target: 'P', name: 'p' }],
  ['ordinary', client.flush(), { type: 'Flush' }],
  ['ordinary', client.sync(), { type: 'Sync' }],
  ['ordinary', client.terminate(), { type: 'Terminate' }],
  ['ordinary', client.copyData('1\ta\n'), { type: 'CopyData', data: Buffer.from('1\ta\n') }],
  ['ordinary', client.copyDone(), { type: 'CopyDone' }],
  ['ordinary', client.copyFail('no more'), { type: 'CopyFail', message: 'no more' }],
  [
    'ordinary',
    client.functionCall(1598, { argumentFormats: [1], values: [hex('07'), null], resultFormat: 1 }),
    {
      type: 'FunctionCall',
      functionOid: 1598,
      argumentFormats: [1],
      values: [hex('07'), null],
      resultFormat: 1,
    },
  ],
];

describe('frontend messages', () => {
  for (const [awaiting, bytes, message] of ROUND_TRIPS) {
    it(`${message.type} is read as it was written: ${bytes.toString('hex', 0, 16)}`, () => {
      expect(decode(bytes, awaiting)).to.deep.equal(message);
    });
  }

  it('the builders write the layouts of the manual (55.7)', () => {
    expect(client.sslRequest()).to.deep.equal(hex('00000008 04d2162f'));
    expect(client.startup({ user: 'a' })).to.deep.equal(hex('00000010 00030000 7573657200 6100 00'));
    expect(client.query('é')).to.deep.equal(hex('51 00000007 c3a9 00'));
    expect(client.execute('', 2)).to.deep.equal(hex('45 00000009 00 00000002'));
    expect(client.sync()).to.deep.equal(hex('53 00000004'));
  });

  it('the last of two start-up parameters counts', () => {
    const body = Buffer.from('\0\x03\0\0user\0first\0user\0second\0__proto__\0x\0\0', 'latin1');
    const message = decodeFrontend(0, body, 'startup');
    expect(message).to.include({ type: 'StartupMessage', user: 'second' });
    if (message.type === 'StartupMessage') {
      expect([...message.parameters]).to.deep.equal([
        ['user', 'second'],
        ['__proto__', 'x'],
      ]);
    }
  });

  it('keeps a byte order mark: it is part of the text', () => {
    expect(decode(client.query('\ufeffSELECT 1'), 'ordinary')).to.deep.equal({
      type: 'Query',
      query: '\ufeffSELECT 1',
    });
  });

  it('values are views of the body, not copies', () => {
    const bytes = client.bind('', '', { values: ['abc'] });
    const message = decode(bytes, 'ordinary');
    if (message.type !== 'Bind') throw new Error('not a Bind');
    expect(message.values[0]?.buffer).to.equal(bytes.buffer);
  });
});
