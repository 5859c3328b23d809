import { channel, type Channel } from 'node:diagnostics_channel';
import type { StatementFigures } from '../backend/statement-figures.ts';

/** What one statement of a client was and what it took. Times in milliseconds. */
export interface StatementReport {
  readonly processId: number;
  /** The name of the connection's actor: `conn-7`. */
  readonly connection: string;
  readonly user: string;
  readonly database: string;
  /** The client's text with its literals: whoever shows it takes them out (src/sql/lexer/without-literals.ts). */
  readonly text: string;
  /** The command, e.g. SELECT. */
  readonly operation: string;
  /** Who ran it: backend, remainder (PostgreSQL over rows of the backend), shadow, ddl, utility ... */
  readonly route: string;
  /** The plan cache knew it. */
  readonly cached: boolean;
  /** Since 1970 UTC. */
  readonly startedAt: number;
  /** Analysis and translation, when it was not prepared before. */
  readonly translation: number;
  /** Wait for a lane. */
  readonly leaseWait: number;
  /** From its start to its end, the wait included, translation not. */
  readonly execution: number;
  /** As the command tag counts them; null where it does not. */
  readonly rows: number | null;
  /** Of the error that ended it. */
  readonly sqlstate: string | null;
  /** What its statements in the backend have taken; empty unless `statementMeasured` is listened to. */
  readonly figures: readonly StatementFigures[];
}

/** A statement has ended. Published only while somebody listens. */
export const statementEnded = channel('iris-pgwire:statement.ended') as Channel<unknown, StatementReport>;

/** The same, of statements whose parts are measured, which costs more: published in the place of no other. */
export const statementMeasured = channel('iris-pgwire:statement.measured') as Channel<
  unknown,
  StatementReport
>;

/** An ErrorResponse was sent, whatever it was about; the message is its SQLSTATE. */
export const errorTold = channel('iris-pgwire:error.told') as Channel<unknown, string>;
