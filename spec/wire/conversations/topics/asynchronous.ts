import { bind, execute, flush, functionCall, parse, query, raw, sync } from '../../../support/frontend.ts';
import { cancel, other, pause, ready, until, type Topic } from '../conversation.ts';

/** Manual 55.2.5 Function Call, 55.2.7 Asynchronous Operations, 55.2.8 Canceling Requests in Progress. */
export const ASYNCHRONOUS: Topic = {
  topic: 'asynchronous operations and cancel',
  conversations: [
    {
      name: 'NOTIFY to oneself',
      steps: [query('LISTEN news'), ready(), query("NOTIFY news, 'mine'"), ready()],
    },
    {
      name: 'NOTIFY of another session',
      steps: [
        query('LISTEN news'),
        ready(),
        other(query("NOTIFY news, 'yours'")),
        until('NotificationResponse'),
      ],
    },
    {
      name: 'NOTIFY without payload, twice the same',
      steps: [
        query('LISTEN news'),
        ready(),
        query('BEGIN'),
        query('NOTIFY news'),
        query('NOTIFY news'),
        query("NOTIFY news, 'x'"),
        query('COMMIT'),
        ready(5),
      ],
    },
    {
      name: 'NOTIFY undone',
      steps: [query('LISTEN news'), query('BEGIN'), query('NOTIFY news'), query('ROLLBACK'), ready(4)],
    },
    {
      name: 'LISTEN undone',
      steps: [query('BEGIN'), query('LISTEN news'), query('ROLLBACK'), query('NOTIFY news'), ready(4)],
    },
    {
      name: 'a notification waits for the end of the transaction',
      steps: [
        query('LISTEN news'),
        query('BEGIN'),
        ready(2),
        other(query("NOTIFY news, 'late'")),
        query('SELECT 1'),
        ready(),
        query('COMMIT'),
        ready(),
      ],
    },
    {
      name: 'UNLISTEN',
      steps: [
        query('LISTEN news'),
        query('UNLISTEN news'),
        query('NOTIFY news'),
        query('LISTEN news'),
        query('UNLISTEN *'),
        query('NOTIFY news'),
        ready(6),
      ],
    },
    {
      name: 'pg_notify and pg_listening_channels',
      steps: [
        query('LISTEN "News"'),
        query('SELECT pg_listening_channels()'),
        query("SELECT pg_notify('News', 'f')"),
        ready(3),
      ],
    },
    {
      name: 'NOTIFY by the extended protocol',
      steps: [
        parse('', 'LISTEN news'),
        bind('', ''),
        execute(''),
        sync(),
        parse('', "NOTIFY news, 'x'"),
        bind('', ''),
        execute(''),
        flush(),
        until('CommandComplete'),
        sync(),
        ready(2),
      ],
    },
    { name: 'cancel with nothing to cancel', steps: [cancel(), query('SELECT 1'), ready()] },
    {
      name: 'cancel of a sleeping Query',
      steps: [query('SELECT pg_sleep(20)'), pause(300), cancel(), ready()],
    },
    {
      name: 'cancel by a wrong key',
      steps: [query('SELECT pg_sleep(0.6)'), pause(100), cancel('wrong key'), ready()],
    },
    {
      name: 'cancel of an Execute skips to Sync',
      steps: [
        parse('', 'SELECT pg_sleep(20)'),
        bind('', ''),
        execute(''),
        flush(),
        pause(300),
        cancel(),
        until('ErrorResponse'),
        query('SELECT 1'),
        sync(),
        ready(),
      ],
    },
    {
      name: 'cancel in a block',
      steps: [
        query('BEGIN'),
        ready(),
        query('SELECT pg_sleep(20)'),
        pause(300),
        cancel(),
        ready(),
        query('SELECT 1'),
        query('ROLLBACK'),
        ready(2),
      ],
    },
    {
      name: 'cancel stops the Query of several statements',
      steps: [query('SELECT 1; SELECT pg_sleep(20); SELECT 3'), pause(300), cancel(), ready()],
    },
    {
      name: 'statement_timeout',
      steps: [
        query('SET statement_timeout = 100'),
        query('SELECT pg_sleep(20)'),
        query('SELECT 1'),
        ready(3),
      ],
    },
    {
      name: 'statement_timeout of an Execute',
      steps: [
        query('SET statement_timeout = 100'),
        parse('', 'SELECT pg_sleep(20)'),
        bind('', ''),
        execute(''),
        sync(),
        ready(2),
      ],
    },
    {
      name: 'idle_in_transaction_session_timeout',
      closes: true,
      steps: [query('SET idle_in_transaction_session_timeout = 100'), query('BEGIN'), ready(2)],
    },
    { name: 'idle_session_timeout', closes: true, steps: [query('SET idle_session_timeout = 100'), ready()] },
    {
      name: 'pg_terminate_backend of oneself',
      closes: true,
      steps: [query('SELECT pg_terminate_backend(pg_backend_pid())')],
    },
    {
      name: 'pg_cancel_backend of oneself',
      steps: [query('SELECT pg_cancel_backend(pg_backend_pid())'), ready()],
    },
    { name: 'FunctionCall of a function that nobody has', steps: [functionCall(999_999), ready()] },
    { name: 'FunctionCall without contents', steps: [raw('F', ''), ready()] },
    {
      name: 'FunctionCall is skipped in a failed pipeline',
      steps: [parse('', 'SELEKT'), functionCall(999_999), sync(), ready()],
    },
  ],
};
