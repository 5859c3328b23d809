import { expect } from 'chai';
import { failure, parse, plain } from './support.ts';

const UNSAID = { isolation: null, access: null, commitMode: null };

describe('transactions and settings in IRIS SQL', () => {
  const statements: readonly [string, object][] = [
    ['START TRANSACTION', { kind: 'startTransaction', ...UNSAID }],
    [
      'START TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY',
      { kind: 'startTransaction', isolation: 'READ COMMITTED', access: 'READ ONLY', commitMode: null },
    ],
    [
      'START TRANSACTION %COMMITMODE EXPLICIT',
      { kind: 'startTransaction', ...UNSAID, commitMode: 'EXPLICIT' },
    ],
    ['COMMIT', { kind: 'commit' }],
    ['commit work', { kind: 'commit' }],
    ['ROLLBACK WORK', { kind: 'rollback' }],
    ['SAVEPOINT "a b"', { kind: 'savepoint', name: 'a b' }],
    ['ROLLBACK TO SAVEPOINT s', { kind: 'rollbackToSavepoint', name: 's' }],
    [
      'SET TRANSACTION ISOLATION LEVEL READ VERIFIED',
      { kind: 'setTransaction', ...UNSAID, isolation: 'READ VERIFIED' },
    ],
    ['SET TRANSACTION %COMMITMODE IMPLICIT', { kind: 'setTransaction', ...UNSAID, commitMode: 'IMPLICIT' }],
    ['SET OPTION LOCK_TIMEOUT = 5', { kind: 'setOption', name: 'LOCK_TIMEOUT', value: '5' }],
    ['SET OPTION COMPILEMODE = NOCHECK', { kind: 'setOption', name: 'COMPILEMODE', value: 'NOCHECK' }],
    [
      'LOCK TABLE t IN EXCLUSIVE MODE WAIT 3',
      { kind: 'lockTable', table: { schema: null, name: 't' }, mode: 'EXCLUSIVE', waitSeconds: 3 },
    ],
    [
      'LOCK s.t IN SHARE MODE',
      { kind: 'lockTable', table: { schema: 's', name: 't' }, mode: 'SHARE', waitSeconds: null },
    ],
    ['CANCEL QUERY 4711', { kind: 'cancelQuery', processId: 4711, sqlId: null, timeoutSeconds: null }],
    [
      "cancel query 1 identified by 'a b' timeout 5",
      { kind: 'cancelQuery', processId: 1, sqlId: 'a b', timeoutSeconds: 5 },
    ],
    [
      'UNLOCK TABLE t IN SHARE MODE IMMEDIATE',
      { kind: 'unlockTable', table: { schema: null, name: 't' }, mode: 'SHARE', immediate: true },
    ],
    [
      'CALL s.p(?, 1)',
      {
        kind: 'call',
        procedure: { schema: 's', name: 'p' },
        arguments: [
          { kind: 'parameter', index: 0 },
          { kind: 'number', text: '1' },
        ],
      },
    ],
    ['CALL p()', { kind: 'call', procedure: { schema: null, name: 'p' }, arguments: [] }],
    ['%INTRANSACTION', { kind: 'inTransaction' }],
    [
      '%CHECKPRIV SELECT, UPDATE ON s.t',
      { kind: 'checkPrivilege', privileges: ['SELECT', 'UPDATE'], table: { schema: 's', name: 't' } },
    ],
  ];
  for (const [sql, tree] of statements) {
    it(`reads ${sql}`, () => {
      expect(plain(parse(sql))).to.deep.equal(tree);
    });
  }

  const failures: readonly [string, number][] = [
    ['BEGIN', -1],
    ['BEGIN TRANSACTION', -1],
    ['START', -1],
    ['START TRANSACTION ISOLATION LEVEL SERIALIZABLE', -96],
    ['START TRANSACTION ISOLATION LEVEL REPEATABLE READ', -96],
    ['START TRANSACTION READ ONLY, READ WRITE', -91],
    ['START TRANSACTION READ ONLY READ WRITE', -25],
    ['START TRANSACTION DEFERRABLE', -1],
    ['COMMIT TRANSACTION', -25],
    ['COMMIT AND CHAIN', -25],
    ['COMMIT PREPARED 1', -25],
    ['END', -1],
    ['ABORT', -1],
    ['ROLLBACK TO s', -1],
    ['ROLLBACK TRANSACTION', -25],
    ['RELEASE SAVEPOINT s', -1],
    ['SAVEPOINT', -1],
    ['SAVEPOINT select', -301],
    ['SAVEPOINT sys1', -302],
    ['SET TRANSACTION', -1],
    ['SET OPTION NO_SUCH = 1', -1],
    ["SET OPTION LOCK_TIMEOUT = 'x'", -129],
    ['SET OPTION LOCK_TIMEOUT 5', -1],
    ["SET TimeZone = 'UTC'", -1],
    ['SET search_path TO s', -1],
    ['SHOW server_version', -1],
    ['LOCK TABLE t', -1],
    ['LOCK TABLE t IN ACCESS EXCLUSIVE MODE', -1],
    ['LOCK TABLE t IN SHARE MODE NOWAIT', -25],
    ['CALL p', -1],
    ['PREPARE p AS SELECT 1', -1],
    ['DECLARE c CURSOR FOR SELECT 1', -1],
    ['LISTEN x', -1],
    ['DO $$ x $$', -372],
  ];
  for (const [sql, code] of failures) {
    it(`refuses ${sql} with ${code}`, () => {
      expect(failure(sql).sqlcode).to.equal(code);
    });
  }
});
