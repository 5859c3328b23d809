import { query } from '../../../support/frontend.ts';
import { ready, type Step, type Topic } from '../conversation.ts';

function each(...texts: string[]): Step[] {
  return texts.flatMap((text) => [query(text), ready()]);
}

/** ReadyForQuery's status, tags, warnings and errors of transaction commands (manual 55.2.2, 55.7 and the commands' pages). */
export const TRANSACTIONS: Topic = {
  topic: 'transactions',
  setup: ['CREATE TABLE ledger (id integer PRIMARY KEY, amount integer)'],
  reset: ['DELETE FROM ledger'],
  conversations: [
    {
      name: 'BEGIN, COMMIT',
      steps: each('BEGIN', 'INSERT INTO ledger VALUES (1, 1)', 'COMMIT', 'SELECT * FROM ledger'),
    },
    {
      name: 'START TRANSACTION, ROLLBACK',
      steps: each(
        'START TRANSACTION',
        'INSERT INTO ledger VALUES (1, 1)',
        'ROLLBACK',
        'SELECT * FROM ledger',
      ),
    },
    { name: 'END and ABORT', steps: each('BEGIN WORK', 'END', 'BEGIN TRANSACTION', 'ABORT') },
    { name: 'BEGIN within a block', steps: each('BEGIN', 'BEGIN', 'COMMIT') },
    { name: 'COMMIT and ROLLBACK outside of a block', steps: each('COMMIT', 'ROLLBACK', 'END', 'ABORT') },
    {
      name: 'AND CHAIN',
      steps: each(
        'BEGIN ISOLATION LEVEL REPEATABLE READ',
        'COMMIT AND CHAIN',
        'SHOW transaction_isolation',
        'ROLLBACK AND CHAIN',
        'ROLLBACK',
      ),
    },
    { name: 'AND CHAIN outside of a block', steps: each('COMMIT AND CHAIN', 'ROLLBACK AND CHAIN') },
    {
      name: 'a failed block',
      steps: each('BEGIN', 'SELECT 1/0', 'SELECT 1', 'SAVEPOINT s', 'COMMIT', 'SELECT 2'),
    },
    {
      name: 'a failed block, AND CHAIN',
      steps: each('BEGIN', 'SELECT 1/0', 'COMMIT AND CHAIN', 'SELECT 1', 'ROLLBACK'),
    },
    { name: 'an empty query in a failed block', steps: each('BEGIN', 'SELECT 1/0', '', ';', 'ROLLBACK') },
    { name: 'a syntax error in a failed block', steps: each('BEGIN', 'SELECT 1/0', 'SELEKT', 'ROLLBACK') },
    {
      name: 'savepoints',
      steps: each(
        'BEGIN',
        'INSERT INTO ledger VALUES (1, 1)',
        'SAVEPOINT a',
        'INSERT INTO ledger VALUES (2, 2)',
        'SAVEPOINT b',
        'INSERT INTO ledger VALUES (3, 3)',
        'ROLLBACK TO SAVEPOINT a',
        'SELECT id FROM ledger',
        'RELEASE a',
        'COMMIT',
        'SELECT id FROM ledger',
      ),
    },
    {
      name: 'a savepoint after an error',
      steps: each(
        'BEGIN',
        'SAVEPOINT a',
        'INSERT INTO ledger VALUES (1, 1)',
        'INSERT INTO ledger VALUES (1, 2)',
        'SELECT 1',
        'ROLLBACK TO a',
        'SELECT count(*) FROM ledger',
        'COMMIT',
      ),
    },
    {
      name: 'savepoints of one name',
      steps: each(
        'BEGIN',
        'SAVEPOINT a',
        'INSERT INTO ledger VALUES (1, 1)',
        'SAVEPOINT a',
        'INSERT INTO ledger VALUES (2, 2)',
        'ROLLBACK TO a',
        'RELEASE a',
        'ROLLBACK TO a',
        'SELECT count(*) FROM ledger',
        'COMMIT',
      ),
    },
    {
      name: 'savepoints that nobody has',
      steps: each('BEGIN', 'ROLLBACK TO nobody', 'ROLLBACK', 'BEGIN', 'RELEASE nobody', 'ROLLBACK'),
    },
    {
      name: 'savepoint commands outside of a block',
      steps: each('SAVEPOINT a', 'ROLLBACK TO a', 'RELEASE a'),
    },
    {
      name: 'savepoint names are folded',
      steps: each('BEGIN', 'SAVEPOINT Abc', 'ROLLBACK TO abc', 'RELEASE "Abc"', 'ROLLBACK'),
    },
    {
      name: 'READ ONLY',
      steps: each(
        'BEGIN READ ONLY',
        'INSERT INTO ledger VALUES (1, 1)',
        'ROLLBACK',
        'BEGIN READ ONLY',
        'CREATE TABLE nothing (a integer)',
        'ROLLBACK',
      ),
    },
    {
      name: 'READ ONLY is no way back',
      steps: each('BEGIN READ ONLY', 'SELECT 1 FROM ledger', 'SET TRANSACTION READ WRITE', 'ROLLBACK'),
    },
    {
      name: 'SET TRANSACTION behind a query',
      steps: each('BEGIN', 'SELECT 1', 'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE', 'ROLLBACK'),
    },
    {
      name: 'SET TRANSACTION outside of a block',
      steps: each('SET TRANSACTION READ ONLY', 'SHOW transaction_read_only'),
    },
    {
      name: 'SET SESSION CHARACTERISTICS',
      steps: each(
        'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
        'INSERT INTO ledger VALUES (1, 1)',
        'BEGIN READ WRITE',
        'INSERT INTO ledger VALUES (1, 1)',
        'ROLLBACK',
      ),
    },
    {
      name: 'isolation levels',
      steps: each(
        'BEGIN ISOLATION LEVEL READ UNCOMMITTED',
        'SHOW transaction_isolation',
        'COMMIT',
        'BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE',
        'SHOW transaction_deferrable',
        'COMMIT',
      ),
    },
    {
      name: 'DDL in a transaction',
      steps: each(
        'BEGIN',
        'CREATE TABLE brief (a integer)',
        'SELECT * FROM brief',
        'DROP TABLE brief',
        'COMMIT',
      ),
    },
    { name: 'PREPARE TRANSACTION', steps: each('BEGIN', "PREPARE TRANSACTION 'x'", "COMMIT PREPARED 'x'") },
    {
      name: 'SET CONSTRAINTS',
      steps: each('SET CONSTRAINTS ALL DEFERRED', 'BEGIN', 'SET CONSTRAINTS ALL IMMEDIATE', 'COMMIT'),
    },
    { name: 'LOCK TABLE outside of a block', steps: each('LOCK TABLE ledger') },
  ],
};
