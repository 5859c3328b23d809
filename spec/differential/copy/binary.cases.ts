import { Buffer } from 'node:buffer';
import type { CopyGroup } from './copy-case.ts';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

const HEADER = Buffer.concat([SIGNATURE, int32(0), int32(0)]);
const TRAILER = int16(-1);

function row(...fields: readonly (Buffer | null)[]): Buffer {
  const parts = fields.map((field) =>
    field === null ? int32(-1) : Buffer.concat([int32(field.length), field]),
  );
  return Buffer.concat([int16(fields.length), ...parts]);
}

const ONE = row(int32(1), Buffer.from('one'));
const TWO = row(int32(2), null);
const IN = 'copy y (a, b) from stdin (format binary)';

/** The binary format, good and bad. */
export const BINARY: CopyGroup = {
  topic: 'binary format in',
  setup: ['create table y (a int primary key, b text)'],
  reset: ['delete from y'],
  look: ['select a, b from y order by a'],
  cases: [
    { name: 'rows', sql: IN, data: [HEADER, ONE, TWO, TRAILER] },
    { name: 'one message', sql: IN, data: [Buffer.concat([HEADER, ONE, TWO, TRAILER])] },
    {
      name: 'byte by byte',
      sql: IN,
      data: Array.from(Buffer.concat([HEADER, ONE, TWO, TRAILER]), (byte) => Buffer.of(byte)),
    },
    { name: 'without trailer', sql: IN, data: [HEADER, ONE] },
    { name: 'data behind the trailer', sql: IN, data: [HEADER, ONE, TRAILER, Buffer.from('x')] },
    { name: 'no data', sql: IN, data: [] },
    { name: 'text', sql: IN, data: ['1\tone\n2\ttwo and more text to be long enough\n'] },
    { name: 'short header', sql: IN, data: [SIGNATURE] },
    { name: 'no extension length', sql: IN, data: [SIGNATURE, int32(0)] },
    { name: 'oids', sql: IN, data: [SIGNATURE, int32(1 << 16), int32(0), ONE] },
    { name: 'critical flag', sql: IN, data: [SIGNATURE, int32(1 << 17), int32(0), ONE] },
    { name: 'other flag', sql: IN, data: [SIGNATURE, int32(1), int32(0), ONE, TRAILER] },
    { name: 'extension', sql: IN, data: [SIGNATURE, int32(0), int32(3), Buffer.from('abc'), ONE, TRAILER] },
    { name: 'extension cut', sql: IN, data: [SIGNATURE, int32(0), int32(30), Buffer.from('abc')] },
    { name: 'too few fields', sql: IN, data: [HEADER, row(int32(1))] },
    { name: 'too many fields', sql: IN, data: [HEADER, ONE, row(int32(1), null, null)] },
    { name: 'cut in a field', sql: IN, data: [HEADER, ONE.subarray(0, 13)] },
    { name: 'cut before a field', sql: IN, data: [HEADER, ONE.subarray(0, 10)] },
    {
      name: 'negative size',
      sql: IN,
      data: [HEADER, Buffer.concat([int16(2), int32(-2), Buffer.alloc(20)])],
    },
    { name: 'integer of two bytes', sql: IN, data: [HEADER, row(int16(1), null), TRAILER] },
    {
      name: 'integer of five bytes',
      sql: IN,
      data: [HEADER, row(Buffer.concat([int32(1), Buffer.of(0)]), null), TRAILER],
    },
    { name: 'text that is none', sql: IN, data: [HEADER, ONE, row(int32(3), Buffer.from([0xff])), TRAILER] },
    { name: 'null in key', sql: IN, data: [HEADER, row(null, null), TRAILER] },
    { name: 'key twice', sql: IN, data: [HEADER, ONE, TWO, ONE, TRAILER] },
    { name: 'copy fail', sql: IN, data: [HEADER, ONE], end: 'fail' },
    { name: 'copy fail at once', sql: IN, data: [], end: 'fail' },
    { name: 'extended', sql: IN, data: [HEADER, ONE, TRAILER], extended: true },
  ],
};
