import { Buffer } from 'node:buffer';
import { query, raw, sslRequest, startup, sync, terminate } from '../../../support/frontend.ts';
import { oneByte, ready, until, type Topic } from '../conversation.ts';

const ME = { user: '_SYSTEM', database: 'USER' };

/** A startup packet with a body of these bytes. */
function packet(body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}

/** Manual 55.2.1 Start-up, 55.2.9 Termination, 55.2.10 SSL. GSSAPI depends on how PostgreSQL was built. */
export const START_UP: Topic = {
  topic: 'start-up',
  conversations: [
    { name: 'user and database', login: 'none', steps: [startup(ME), ready()] },
    {
      name: 'a query behind the startup packet',
      login: 'none',
      steps: [startup(ME), query('SELECT 1'), ready(2)],
    },
    { name: 'SSL declined', login: 'none', steps: [sslRequest(), oneByte, startup(ME), ready()] },
    {
      name: 'SSL asked for twice',
      login: 'none',
      closes: true,
      steps: [sslRequest(), oneByte, sslRequest()],
    },
    { name: 'no user', login: 'none', closes: true, steps: [startup({ database: 'USER' })] },
    { name: 'an empty user', login: 'none', closes: true, steps: [startup({ user: '', database: 'USER' })] },
    {
      name: 'application_name and options',
      login: {
        application_name: 'conversations',
        options: '-c DateStyle=German,DMY -c extra_float_digits=0',
      },
      steps: [query('SHOW DateStyle'), query('SHOW extra_float_digits'), ready(2)],
    },
    {
      name: 'options of other forms',
      login: { options: '--statement_timeout=5s -clock_timeout=7s -c application_name=a\\ b' },
      steps: [
        query('SHOW statement_timeout'),
        query('SHOW lock_timeout'),
        query('SHOW application_name'),
        ready(3),
      ],
    },
    {
      name: 'settings as parameters',
      login: { TimeZone: 'Europe/Berlin', IntervalStyle: 'iso_8601', DateStyle: 'SQL, DMY' },
      steps: [query("SELECT '2024-05-06 07:08:09+00'::timestamptz, '1 day 2 hours'::interval"), ready()],
    },
    {
      name: 'a database that nobody has',
      login: 'none',
      closes: true,
      steps: [startup({ user: '_SYSTEM', database: 'nobody' })],
    },
    { name: 'an unknown setting', login: 'none', closes: true, steps: [startup({ ...ME, nonsense: '1' })] },
    {
      name: 'a setting with a bad value',
      login: 'none',
      closes: true,
      steps: [startup({ ...ME, statement_timeout: 'soon' })],
    },
    {
      name: 'an unknown setting in options',
      login: 'none',
      closes: true,
      steps: [startup({ ...ME, options: '-c nonsense=1' })],
    },
    {
      name: 'a setting with a dot',
      login: { 'my.setting': 'mine' },
      steps: [query('SHOW my.setting'), ready()],
    },
    {
      name: 'a newer minor version',
      login: 'none',
      steps: [startup(ME, 0x0003_0009), ready()],
    },
    {
      name: 'protocol options nobody knows',
      login: 'none',
      steps: [startup({ ...ME, '_pq_.one': '1', '_pq_.two': '2' }), ready()],
    },
    { name: 'protocol 2', login: 'none', closes: true, steps: [startup(ME, 0x0002_0000)] },
    { name: 'protocol 4', login: 'none', closes: true, steps: [startup(ME, 0x0004_0000)] },
    {
      name: 'no terminator behind the parameters',
      login: 'none',
      closes: true,
      steps: [packet(Buffer.from('\0\x03\0\0user\0_SYSTEM\0database\0USER\0', 'latin1'))],
    },
    {
      name: 'bytes behind the terminator',
      login: 'none',
      closes: true,
      steps: [packet(Buffer.from('\0\x03\0\0user\0_SYSTEM\0database\0USER\0\0rest', 'latin1'))],
    },
    { name: 'Terminate', closes: true, steps: [terminate()] },
    { name: 'Terminate behind a query', closes: true, steps: [query('SELECT 1'), terminate()] },
    { name: 'Terminate within a transaction', closes: true, steps: [query('BEGIN'), ready(), terminate()] },
    { name: 'a message of no known type', closes: true, steps: [raw('z', 'what')] },
    {
      name: 'a message of no known type behind a query',
      closes: true,
      steps: [query('SELECT 1'), raw('y', '')],
    },
    { name: 'a password nobody has asked for', closes: true, steps: [raw('p', 'secret\0')] },
    { name: 'Sync as the first message', steps: [sync(), until('ReadyForQuery')] },
  ],
};
