import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DictionaryChanges } from '../../../src/backend/embedded/dictionary/changes.ts';
import { openEmbeddedSession } from '../../../src/backend/embedded/engine/session.ts';
import { IrisError, type IrisSession } from '../../../src/backend/iris-session.ts';

/** Two sessions on one file that count its dictionary's changes together. */
describe('changes of the dictionary that sessions count in shared memory', () => {
  let folder = '';
  let one: IrisSession;
  let other: IrisSession;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pgwire-changes-'));
    const { memory } = new DictionaryChanges();
    const open = (): IrisSession =>
      openEmbeddedSession({
        path: join(folder, 'iris.sqlite'),
        dialect: { version: [2025, 3] },
        changes: new DictionaryChanges(memory),
      });
    one = open();
    other = open();
  });

  afterEach(() => {
    one.close();
    other.close();
    rmSync(folder, { recursive: true });
  });

  function run(session: IrisSession, sql: string): unknown {
    try {
      const result = session.execute(sql, []);
      const rows = [...result.rows()];
      result.close();
      return rows;
    } catch (error) {
      if (error instanceof IrisError) return error.sqlcode;
      throw error;
    }
  }

  it('are seen by the other session with its next statement', () => {
    expect(run(other, 'SELECT a FROM t')).to.equal(-30);
    run(one, 'CREATE TABLE t (a INTEGER)');
    expect(run(other, 'SELECT a FROM t')).to.deep.equal([]);
    run(other, 'ALTER TABLE t ADD COLUMN b INTEGER');
    run(other, 'INSERT INTO t (a, b) VALUES (1, 2)');
    expect(run(one, 'SELECT * FROM t')).to.deep.equal([[1, 2]]);
    run(one, 'DROP TABLE t');
    expect(run(other, 'SELECT a FROM t')).to.equal(-30);
  });

  it('within a transaction are seen when it is over', () => {
    run(one, 'START TRANSACTION');
    run(one, 'CREATE TABLE t (a INTEGER)');
    expect(run(one, 'SELECT a FROM t')).to.deep.equal([]);
    expect(run(other, 'SELECT a FROM t')).to.equal(-30);
    run(one, 'COMMIT');
    expect(run(other, 'SELECT a FROM t')).to.deep.equal([]);
  });

  it('that fail are seen by nobody, the session itself included', () => {
    run(one, 'CREATE TABLE t (a INTEGER)');
    run(one, 'INSERT INTO t (a) VALUES (1)');
    run(one, 'INSERT INTO t (a) VALUES (1)');
    run(one, 'START TRANSACTION');
    expect(run(one, 'CREATE UNIQUE INDEX u ON t (a)')).to.be.a('number');
    expect(run(one, 'SELECT a FROM t')).to.deep.equal([[1], [1]]);
    run(one, 'INSERT INTO t (a) VALUES (1)');
    run(one, 'ROLLBACK');
    expect(run(one, 'SELECT COUNT(*) FROM t')).to.deep.equal([[2]]);
    expect(run(other, 'INSERT INTO t (a) VALUES (1)')).to.deep.equal([]);
  });

  it('outlive the rollback of their transaction, as in IRIS', () => {
    run(one, 'START TRANSACTION');
    run(one, 'CREATE TABLE t (a INTEGER)');
    run(one, 'INSERT INTO t (a) VALUES (1)');
    run(one, 'ROLLBACK');
    expect(run(one, 'SELECT a FROM t')).to.deep.equal([]);
    expect(run(other, 'SELECT a FROM t')).to.deep.equal([]);
  });
});
