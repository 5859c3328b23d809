import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { Writer, decodeBackend, encodeBackend, splitMessages } from '../../../src/protocol/index.ts';
import type { BackendMessage } from '../../../src/protocol/index.ts';
import { bytes, hex } from '../../support/bytes.ts';
import { errorOf } from '../../support/gateway-errors.ts';

function encode(message: BackendMessage): Buffer {
  return bytes((writer) => encodeBackend(writer, message));
}

function decode(input: Uint8Array): BackendMessage[] {
  return [...splitMessages(input)].map(({ type, body }) => decodeBackend(type, body));
}

/** Recorded from PostgreSQL 15.18: `\d`-like table t(id int primary key, n numeric(10,2), c text), COPY, LISTEN ... */
const RECORDED: [string, BackendMessage][] = [
  [
    '760000000c0003000000000000',
    { type: 'NegotiateProtocolVersion', version: 0x00030000, unrecognizedOptions: [] },
  ],
  ['520000000800000000', { type: 'AuthenticationOk' }],
  [
    '5300000019636c69656e745f656e636f64696e67005554463800',
    { type: 'ParameterStatus', name: 'client_encoding', value: 'UTF8' },
  ],
  ['4b0000000c000023b9287f06ea', { type: 'BackendKeyData', processId: 9145, secretKey: hex('287f06ea') }],
  ['5a0000000549', { type: 'ReadyForQuery', status: 'I' }],
  ['5a0000000554', { type: 'ReadyForQuery', status: 'T' }],
  ['430000000f494e534552542030203200', { type: 'CommandComplete', tag: 'INSERT 0 2' }],
  ['3100000004', { type: 'ParseComplete' }],
  ['740000000a000100000017', { type: 'ParameterDescription', parameterTypes: [23] }],
  [
    '540000005e0004696400000040020001000000170004ffffffff00016e00000040020002000006a4ffff000a00060000630000004002000300000019ffffffffffff00003f636f6c756d6e3f00000000000000000000170004ffffffff0001',
    {
      type: 'RowDescription',
      fields: [
        { name: 'id', tableOid: 16386, attribute: 1, typeOid: 23, typeSize: 4, typmod: -1, format: 1 },
        { name: 'n', tableOid: 16386, attribute: 2, typeOid: 1700, typeSize: -1, typmod: 655_366, format: 0 },
        { name: 'c', tableOid: 16386, attribute: 3, typeOid: 25, typeSize: -1, typmod: -1, format: 0 },
        { name: '?column?', tableOid: 0, attribute: 0, typeOid: 23, typeSize: 4, typmod: -1, format: 1 },
      ],
    },
  ],
  ['3200000004', { type: 'BindComplete' }],
  [
    '44000000240004000000040000000100000004312e353000000002c3a90000000400000002',
    {
      type: 'DataRow',
      values: [hex('00000001'), Buffer.from('1.50'), Buffer.from('é'), hex('00000002')],
    },
  ],
  [
    '440000001e00040000000400000002ffffffff000000000000000400000002',
    { type: 'DataRow', values: [hex('00000002'), null, Buffer.alloc(0), hex('00000002')] },
  ],
  ['7300000004', { type: 'PortalSuspended' }],
  ['3300000004', { type: 'CloseComplete' }],
  ['480000000d000003000000000000', { type: 'CopyOutResponse', format: 0, columnFormats: [0, 0, 0] }],
  ['640000000a32095c4e090a', { type: 'CopyData', data: Buffer.from('2\t\\N\t\n') }],
  ['6300000004', { type: 'CopyDone' }],
  ['470000000d000003000000000000', { type: 'CopyInResponse', format: 0, columnFormats: [0, 0, 0] }],
  ['4900000004', { type: 'EmptyQueryResponse' }],
  [
    '410000000c000023b961006200',
    { type: 'NotificationResponse', processId: 9145, channel: 'a', payload: 'b' },
  ],
  ['74000000060000', { type: 'ParameterDescription', parameterTypes: [] }],
  ['6e00000004', { type: 'NoData' }],
  [
    '560000001a00000012302e32323532383132313838353933353136',
    { type: 'FunctionCallResponse', value: Buffer.from('0.2252812188593516') },
  ],
];

/** Messages that session did not have. */
const FURTHER: BackendMessage[] = [
  { type: 'AuthenticationCleartextPassword' },
  { type: 'AuthenticationMD5Password', salt: hex('01020304') },
  { type: 'AuthenticationSASL', mechanisms: ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'] },
  { type: 'AuthenticationSASLContinue', data: Buffer.from('r=x,s=y,i=4096') },
  { type: 'AuthenticationSASLFinal', data: Buffer.from('v=z') },
  { type: 'BackendKeyData', processId: -1, secretKey: Buffer.alloc(256, 7) },
  { type: 'CopyOutResponse', format: 1, columnFormats: [1, 1] },
  { type: 'FunctionCallResponse', value: null },
  { type: 'NegotiateProtocolVersion', version: 0x00030002, unrecognizedOptions: ['_pq_.a', '_pq_.b'] },
  { type: 'ReadyForQuery', status: 'E' },
  { type: 'RowDescription', fields: [] },
  {
    type: 'ErrorResponse',
    fields: {
      severity: 'ERROR',
      sqlstate: '23505',
      message: 'duplicate key value violates unique constraint "t_pkey"',
      detail: 'Key (id)=(1) already exists.',
      hint: 'Take another.',
      position: 17,
      where: 'COPY t, line 1',
      schema: 'public',
      table: 't',
      column: 'id',
      dataType: 'd',
      constraint: 't_pkey',
    },
  },
  { type: 'NoticeResponse', fields: { severity: 'NOTICE', sqlstate: '00000', message: 'é' } },
];

/** A unique violation of that session. */
const RECORDED_ERROR =
  '45000000ab534552524f5200564552524f5200433233353035004d6475706c6963617465206b65792076616c75652076696f6c6174657320756e6971756520636f6e73747261696e742022745f706b65792200444b657920286964293d28312920616c7265616479206578697374732e007370675f74656d705f33007474006e745f706b657900466e6274696e736572742e63004c36363400525f62745f636865636b5f756e697175650000';

describe('backend messages', () => {
  for (const [recorded, message] of RECORDED) {
    it(`${message.type} is written and read as PostgreSQL does: ${recorded.slice(0, 32)}`, () => {
      expect(encode(message).toString('hex')).to.equal(recorded);
      expect(decode(hex(recorded))).to.deep.equal([message]);
    });
  }

  for (const message of FURTHER) {
    it(`${message.type} is read as it was written`, () => {
      expect(decode(encode(message))).to.deep.equal([message]);
    });
  }

  it('authentication requests have the codes of the manual', () => {
    expect(encode({ type: 'AuthenticationCleartextPassword' })).to.deep.equal(hex('52 00000008 00000003'));
    expect(encode({ type: 'AuthenticationMD5Password', salt: hex('01020304') })).to.deep.equal(
      hex('52 0000000c 00000005 01020304'),
    );
    expect(encode({ type: 'AuthenticationSASL', mechanisms: ['X'] })).to.deep.equal(
      hex('52 0000000b 0000000a 5800 00'),
    );
    expect(encode({ type: 'AuthenticationSASLContinue', data: hex('aa') })).to.deep.equal(
      hex('52 00000009 0000000b aa'),
    );
    expect(encode({ type: 'AuthenticationSASLFinal', data: hex('aa') })).to.deep.equal(
      hex('52 00000009 0000000c aa'),
    );
  });

  it("ErrorResponse has PostgreSQL's fields in its order, without the places in its source", () => {
    const [message] = decode(hex(RECORDED_ERROR));
    expect(message).to.deep.equal({
      type: 'ErrorResponse',
      fields: {
        severity: 'ERROR',
        sqlstate: '23505',
        message: 'duplicate key value violates unique constraint "t_pkey"',
        detail: 'Key (id)=(1) already exists.',
        schema: 'pg_temp_3',
        table: 't',
        constraint: 't_pkey',
      },
    });
    const ours = message ? encode(message).subarray(5, -1) : Buffer.alloc(0);
    expect(hex(RECORDED_ERROR).subarray(5, 5 + ours.length)).to.deep.equal(ours);
    expect(
      hex(RECORDED_ERROR)
        .subarray(5 + ours.length)
        .toString(),
    ).to.equal('Fnbtinsert.c\0L664\0R_bt_check_unique\0\0');
  });

  it('an error text with a NUL is still one message', () => {
    const fields = { severity: 'ERROR', sqlstate: 'XX000', message: 'a\0Mb', table: 'c\0' } as const;
    expect(decode(encode({ type: 'ErrorResponse', fields }))).to.deep.equal([
      { type: 'ErrorResponse', fields: { ...fields, message: 'aMb', table: 'c' } },
    ]);
  });

  it('an error without SQLSTATE is XX000 (CVE-2026-6666)', () => {
    expect(decodeBackend(0x45, Buffer.from('SERROR\0Mbad\0\0'))).to.deep.equal({
      type: 'ErrorResponse',
      fields: { severity: 'ERROR', sqlstate: 'XX000', message: 'bad' },
    });
  });

  describe('what cannot be encoded leaves nothing behind', () => {
    const field = { tableOid: 0, attribute: 0, typeOid: 25, typeSize: -1, typmod: -1, format: 0 } as const;

    it('a column name with a NUL', () => {
      const writer = new Writer();
      encodeBackend(writer, { type: 'ParseComplete' });
      const message = { type: 'RowDescription', fields: [{ name: 'a\0b', ...field }] } as const;
      expect(errorOf(() => encodeBackend(writer, message))).to.equal(
        'ERROR 22021 invalid byte sequence for encoding "UTF8": 0x00',
      );
      expect(Buffer.from(writer.take())).to.deep.equal(hex('31 00000004'));
    });

    it('more columns than a row can count', () => {
      const writer = new Writer();
      const values = Array<null>(65_536).fill(null);
      expect(() => encodeBackend(writer, { type: 'DataRow', values })).to.throw(RangeError);
      expect(writer.length).to.equal(0);
    });
  });

  describe('malformed', () => {
    const MALFORMED: [string, string, string][] = [
      ['DataRow with a value of length -2', 'D', '0001 fffffffe'],
      ['DataRow with a value past the end', 'D', '0001 00000005 00'],
      ['DataRow with more values claimed than sent', 'D', 'ffff'],
      ['DataRow with a byte behind', 'D', '0000 00'],
      ['RowDescription that ends early', 'T', '0001 6100 00000000'],
      ['RowDescription with more fields claimed than sent', 'T', 'ffff 00'],
      ['ReadyForQuery with status X', 'Z', '58'],
      ['an unknown authentication request', 'R', '00000063'],
      ['an authentication request without code', 'R', ''],
      ['an unknown type', '?', ''],
      ['ErrorResponse without end', 'E', '5345 00'],
      ['ErrorResponse of an unknown severity', 'E', '5658 00 00'],
      ['NegotiateProtocolVersion with 2^31-1 options', 'v', '00030000 7fffffff 00'],
      ['NegotiateProtocolVersion with -1 options', 'v', '00030000 ffffffff'],
      ['CopyInResponse of format 2', 'G', '02 0000'],
    ];
    for (const [name, letter, body] of MALFORMED) {
      it(`${name} is 08P01`, () => {
        expect(errorOf(() => decodeBackend(letter.charCodeAt(0), hex(body)))).to.match(/^ERROR 08P01 /);
      });
    }

    for (const input of ['5a', '5a000000', '5a00000005', '5a0000000349', '5affffffff49', '5a7fffffff49']) {
      it(`${input} is not a run of messages`, () => {
        expect(errorOf(() => [...splitMessages(hex(input))])).to.equal('ERROR 08P01 invalid message length');
      });
    }
  });

  it('splitMessages gives each message as it was', () => {
    const stream = Buffer.concat(RECORDED.map(([recorded]) => hex(recorded)));
    const split = [...splitMessages(stream)];
    expect(split.map(({ raw }) => Buffer.from(raw).toString('hex'))).to.deep.equal(
      RECORDED.map(([recorded]) => recorded),
    );
  });
});
