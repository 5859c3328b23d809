import { expect } from 'chai';
import { openEmbeddedSession } from '../../../src/backend/embedded/engine/session.ts';
import { IrisError, type IrisSession } from '../../../src/backend/iris-session.ts';
import type { Dialect } from '../../../src/sql/context.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';

/** A session of the embedded engine as specs use it. */
export interface TestSession {
  readonly session: IrisSession;
  /** All rows. */
  rows(sql: string, ...args: IrisValue[]): IrisValue[][];
  /** The only row's only value. */
  value(sql: string, ...args: IrisValue[]): IrisValue;
  /** The first column. */
  column(sql: string, ...args: IrisValue[]): IrisValue[];
  /** %ROWCOUNT */
  run(sql: string, ...args: IrisValue[]): number;
  /** The error; fails when there is none. */
  failure(sql: string, ...args: IrisValue[]): IrisError;
  /** SQLCODE of the error. */
  sqlcode(sql: string, ...args: IrisValue[]): number;
  close(): void;
}

export function openTestSession(path = ':memory:', version: Dialect['version'] = [2025, 3]): TestSession {
  const session = openEmbeddedSession({ path, dialect: { version } });
  const rows = (sql: string, ...args: IrisValue[]) => [...session.execute(sql, args).rows()];
  const failure = (sql: string, ...args: IrisValue[]): IrisError => {
    try {
      rows(sql, ...args);
    } catch (error) {
      if (error instanceof IrisError) return error;
      throw error;
    }
    return expect.fail(`no error from ${sql}`);
  };
  return {
    session,
    rows,
    value: (sql, ...args) => rows(sql, ...args)[0]?.[0] ?? null,
    column: (sql, ...args) => rows(sql, ...args).map((row) => row[0] ?? null),
    run: (sql, ...args) => session.execute(sql, args).rowCount,
    failure,
    sqlcode: (sql, ...args) => failure(sql, ...args).sqlcode,
    close: () => session.close(),
  };
}
