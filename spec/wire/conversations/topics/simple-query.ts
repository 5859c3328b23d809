import { query, raw } from '../../../support/frontend.ts';
import { ready, type Topic } from '../conversation.ts';

/** Manual 55.2.2 Simple Query, 55.2.2.1 Multiple Statements in a Simple Query. */
export const SIMPLE_QUERY: Topic = {
  topic: 'simple query',
  setup: [
    'CREATE TABLE fruit (id integer PRIMARY KEY, name varchar(20), price numeric(8,2), picked date)',
    "INSERT INTO fruit VALUES (1, 'apple', 1.50, '2024-01-02'), (2, 'pear', NULL, NULL), (3, '', 0, '1999-12-31')",
    'CREATE TABLE basket (id integer PRIMARY KEY, amount integer CHECK (amount > 0))',
  ],
  reset: ['DELETE FROM basket'],
  conversations: [
    { name: 'a row without a table', steps: [query('SELECT 1'), ready()] },
    { name: 'columns of a table', steps: [query('SELECT * FROM fruit ORDER BY id'), ready()] },
    {
      name: 'columns and expressions',
      steps: [
        query('SELECT f.id, name AS title, price * 2, count(*) OVER () FROM fruit f ORDER BY 1'),
        ready(),
      ],
    },
    { name: 'no row', steps: [query('SELECT id FROM fruit WHERE id > 99'), ready()] },
    { name: 'no column', steps: [query('SELECT FROM fruit'), ready()] },
    { name: 'an empty string', steps: [query(''), ready()] },
    { name: 'blanks and semicolons', steps: [query(' ; ;; '), ready()] },
    { name: 'a comment', steps: [query('-- nothing\n/* at /* all */ */'), ready()] },
    { name: 'an empty statement between two', steps: [query('SELECT 1;;SELECT 2'), ready()] },
    {
      name: 'INSERT, UPDATE, DELETE',
      steps: [
        query('INSERT INTO basket VALUES (1, 1), (2, 2)'),
        query('UPDATE basket SET amount = 5 WHERE id = 2'),
        query('DELETE FROM basket'),
        ready(3),
      ],
    },
    {
      name: 'RETURNING',
      steps: [
        query('INSERT INTO basket VALUES (1, 4) RETURNING id, amount + 1 AS more'),
        query('DELETE FROM basket RETURNING *'),
        ready(2),
      ],
    },
    { name: 'two statements', steps: [query("SELECT 1; SELECT 'two'"), ready()] },
    {
      name: 'two statements of which the second fails undo the first',
      steps: [
        query('INSERT INTO basket VALUES (1, 1); SELECT 1/0'),
        query('SELECT count(*) FROM basket'),
        ready(2),
      ],
    },
    {
      name: 'the first of two fails: the second is not run',
      steps: [query('SELECT 1/0; SELECT 2'), ready()],
    },
    {
      name: 'a syntax error in the second: the first is not run',
      steps: [
        query('INSERT INTO basket VALUES (1, 1); SELEKT 2'),
        query('SELECT count(*) FROM basket'),
        ready(2),
      ],
    },
    {
      name: 'an unknown table in the second: the first is undone',
      steps: [
        query('INSERT INTO basket VALUES (1, 1); SELECT * FROM nowhere'),
        query('SELECT count(*) FROM basket'),
        ready(2),
      ],
    },
    {
      name: 'BEGIN in the middle joins what came before',
      steps: [
        query('INSERT INTO basket VALUES (1, 1); BEGIN; INSERT INTO basket VALUES (2, 2)'),
        query('ROLLBACK'),
        query('SELECT count(*) FROM basket'),
        ready(3),
      ],
    },
    {
      name: 'COMMIT in the middle keeps what came before',
      steps: [
        query(
          'BEGIN; INSERT INTO basket VALUES (1, 1); COMMIT; INSERT INTO basket VALUES (2, 2); SELECT 1/0',
        ),
        query('SELECT id FROM basket'),
        ready(2),
      ],
    },
    {
      name: 'COMMIT without BEGIN among several',
      steps: [
        query('INSERT INTO basket VALUES (1, 1); COMMIT; SELECT 1/0'),
        query('SELECT id FROM basket'),
        ready(2),
      ],
    },
    {
      name: 'ROLLBACK without BEGIN among several',
      steps: [
        query('INSERT INTO basket VALUES (1, 1); ROLLBACK; INSERT INTO basket VALUES (2, 2)'),
        query('SELECT id FROM basket'),
        ready(2),
      ],
    },
    {
      name: 'statements behind an error in a block are refused',
      steps: [query('BEGIN; SELECT 1/0; SELECT 2'), query('SELECT 3'), query('COMMIT'), ready(3)],
    },
    {
      name: 'SAVEPOINT among several outside of a block',
      steps: [query('SELECT 1; SAVEPOINT s; SELECT 2'), ready()],
    },
    { name: 'SAVEPOINT alone outside of a block', steps: [query('SAVEPOINT s'), ready()] },
    { name: 'VACUUM among several', steps: [query('SELECT 1; VACUUM fruit'), ready()] },
    {
      name: 'CREATE DATABASE in a block',
      steps: [query('BEGIN'), query('CREATE DATABASE other'), query('ROLLBACK'), ready(3)],
    },
    {
      name: 'an error with its position in several statements',
      steps: [query('SELECT 1; SELECT 2; SELECT nothing FROM fruit'), ready()],
    },
    { name: 'a position counts characters, not bytes', steps: [query("SELECT 'äöü€😀', nothing"), ready()] },
    { name: 'a parameter, which a simple query has not', steps: [query('SELECT $1'), ready()] },
    { name: 'a check constraint', steps: [query('INSERT INTO basket VALUES (1, 0)'), ready()] },
    {
      name: 'a key that is taken',
      steps: [query('INSERT INTO basket VALUES (1, 1)'), query('INSERT INTO basket VALUES (1, 2)'), ready(2)],
    },
    { name: 'a null that may not be', steps: [query('INSERT INTO basket VALUES (NULL, 1)'), ready()] },
    {
      name: 'a string cut off',
      steps: [query("INSERT INTO fruit (id, name) VALUES (9, 'longer than twenty characters')"), ready()],
    },
    {
      name: 'a number out of range',
      steps: [query('SELECT 2147483647 + 1'), query('SELECT 99999999999::int4'), ready(2)],
    },
    {
      name: 'a text that is no number',
      steps: [query("SELECT 'x'::integer"), query("SELECT * FROM fruit WHERE id = 'x'"), ready(2)],
    },
    {
      name: 'a hint and a detail',
      steps: [
        query('SELECT nam FROM fruit'),
        query("SELECT 'a' + 1::date"),
        query('SELECT upper(1)'),
        ready(3),
      ],
    },
    {
      name: 'several queries in one write',
      steps: [query('SELECT 1'), query('SELECT 1/0'), query(''), query('SELECT 4'), ready(4)],
    },
    {
      name: 'DDL',
      steps: [
        query('CREATE TABLE shelf (id integer)'),
        query('CREATE TABLE IF NOT EXISTS shelf (id integer)'),
        query('ALTER TABLE shelf ADD note text'),
        query('DROP TABLE shelf'),
        query('DROP TABLE IF EXISTS shelf'),
        query('DROP TABLE shelf'),
        ready(6),
      ],
    },
    {
      name: 'CREATE TABLE AS and SELECT INTO',
      steps: [
        query('CREATE TABLE copy1 AS SELECT id FROM fruit'),
        query('SELECT id INTO copy2 FROM fruit WHERE id < 3'),
        query('DROP TABLE copy1, copy2'),
        ready(3),
      ],
    },
    {
      name: 'VALUES and TABLE',
      steps: [query("VALUES (1, 'a'), (2, NULL)"), query('TABLE basket'), ready(2)],
    },
    { name: 'no terminator behind the text', steps: [raw('Q', 'SELECT 1'), ready()] },
    { name: 'bytes behind the text', steps: [raw('Q', 'SELECT 1\0rest'), ready()] },
    { name: 'bytes that are no UTF-8', steps: [raw('Q', Buffer.from("SELECT '\xff'\0", 'latin1')), ready()] },
    { name: 'an empty body', steps: [raw('Q', ''), ready()] },
    {
      name: 'MERGE',
      steps: [
        query('INSERT INTO basket VALUES (1, 1)'),
        query(
          'MERGE INTO basket b USING fruit f ON b.id = f.id WHEN MATCHED THEN UPDATE SET amount = 7 WHEN NOT MATCHED THEN INSERT VALUES (f.id, 9)',
        ),
        query('SELECT * FROM basket ORDER BY id'),
        ready(3),
      ],
    },
    {
      name: 'ON CONFLICT',
      steps: [
        query('INSERT INTO basket VALUES (1, 1) ON CONFLICT DO NOTHING'),
        query(
          'INSERT INTO basket VALUES (1, 3) ON CONFLICT (id) DO UPDATE SET amount = excluded.amount RETURNING amount',
        ),
        query('INSERT INTO basket VALUES (1, 1) ON CONFLICT DO NOTHING'),
        ready(3),
      ],
    },
    { name: 'EXPLAIN of nothing', steps: [query('EXPLAIN SELECT nothing'), ready()] },
  ],
};
