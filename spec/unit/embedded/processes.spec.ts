import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedSession } from '../../../src/backend/embedded/engine/session.ts';
import { IrisError } from '../../../src/backend/iris-session.ts';

const dialect = { version: [2025, 3] } as const;

describe('embedded engine: processes', () => {
  it('tell who works in them', () => {
    const identity = { processId: 4711, username: 'alice', namespace: 'SALES' };
    const session = openEmbeddedSession({ path: ':memory:', dialect, identity });
    const sql = 'SELECT $JOB, $USERNAME, $NAMESPACE, CURRENT_USER, DATABASE()';
    expect([...session.execute(sql, []).rows()]).to.deep.equal([[4711, 'alice', 'SALES', 'alice', 'SALES']]);
    session.close();
  });

  it('are reached by CANCEL QUERY', () => {
    const asked: number[] = [];
    const processes = {
      cancelQuery: (processId: number): boolean => {
        asked.push(processId);
        return processId === 7;
      },
    };
    const session = openEmbeddedSession({ path: ':memory:', dialect, processes });
    session.execute("CANCEL QUERY 7 IDENTIFIED BY 'x' TIMEOUT 5", []);
    expect(() => session.execute('CANCEL QUERY 8', [])).to.throw(
      IrisError,
      'Process 8 is not running a query',
    );
    expect(asked).to.deep.equal([7, 8]);
    session.close();
  });

  describe('that write in turns', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgwire-turns-'));
    const events: string[] = [];
    let refuse = false;
    const session = openEmbeddedSession({
      path: join(folder, 'iris.sqlite'),
      dialect,
      writeTurn: {
        take: (seconds) => {
          events.push(`take ${seconds}`);
          if (refuse) throw new IrisError(-110, 'Locking conflict in filing');
        },
        give: () => events.push('give'),
      },
    });
    const run = (sql: string): string => {
      events.length = 0;
      session.execute(sql, []).close();
      return events.join(', ');
    };

    before(() => run('CREATE TABLE t (a INTEGER)'));
    after(() => {
      session.close();
      rmSync(folder, { recursive: true });
    });

    it('take one for each statement', () => {
      expect(run('INSERT INTO t VALUES (1)')).to.equal('take 10, give');
      expect(run('SELECT a FROM t')).to.equal('');
      expect(run('CREATE TABLE u (a INTEGER)')).to.equal('take 10, give');
    });

    it('take one for a transaction, at its first change, and give it at the end', () => {
      for (const end of ['COMMIT', 'ROLLBACK']) {
        expect(run('START TRANSACTION')).to.equal('');
        expect(run('SELECT a FROM t')).to.equal('');
        expect(run('INSERT INTO t VALUES (2)')).to.equal('take 10');
        expect(run('UPDATE t SET a = 3')).to.equal('');
        expect(run(end)).to.equal('give');
      }
    });

    it('wait as long as LOCK_TIMEOUT or LOCK TABLE ... WAIT', () => {
      run('SET OPTION LOCK_TIMEOUT = 3');
      expect(run('DELETE FROM t')).to.equal('take 3, give');
      expect(run('LOCK TABLE t IN EXCLUSIVE MODE WAIT 1')).to.equal('take 1, give');
    });

    it('fail without one, and change nothing', () => {
      refuse = true;
      expect(() => run('INSERT INTO t VALUES (5)')).to.throw(IrisError, 'Locking conflict');
      run('START TRANSACTION');
      expect(() => run('INSERT INTO t VALUES (5)')).to.throw(IrisError, 'Locking conflict');
      refuse = false;
      expect(run('INSERT INTO t VALUES (6)')).to.equal('take 3');
      run('COMMIT');
      expect([...session.execute('SELECT a FROM t', []).rows()]).to.deep.equal([[6]]);
    });
  });
});
