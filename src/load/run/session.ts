import { LinkError, type Answer } from '../../client/answer.ts';
import { ClientConnection } from '../../client/client-connection.ts';
import type { Credentials } from '../../client/credentials.ts';
import { query } from '../../client/frontend-messages.ts';
import type { ServerAddress } from '../../client/server-address.ts';
import type { LoadProtocol } from '../load-settings.ts';
import type { Scope, Value } from '../script/expression.ts';
import type { StatementStep } from '../script/script.ts';
import { addError, microseconds } from './measurement.ts';
import type { Repertoire } from './repertoire.ts';
import type { Run } from './run.ts';
import { isPreparable, preparingBytes, statementBytes } from './statement-bytes.ts';

/** Pauses before a connection is tried again: 0.1, 0.2, 0.4 ... s. */
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;

/** What all sessions with one server have in common. */
export interface SessionPlan {
  readonly address: ServerAddress;
  readonly credentials: Credentials;
  readonly repertoire: Repertoire;
  readonly protocol: LoadProtocol;
  /** Mean pause between two operations, in milliseconds. */
  readonly think: number;
  readonly variables: Readonly<Record<string, Value>>;
}

/** One simulated client: a connection, made again when it is lost, and its variables. */
export class Session {
  readonly #plan: SessionPlan;
  readonly #scope: Scope;
  readonly #prepared = new Set<string>();
  #connection: ClientConnection | null = null;
  /** For what is lost between two operations. */
  #run: Run | null = null;

  constructor(plan: SessionPlan, clientId: number) {
    this.#plan = plan;
    this.#scope = new Map<string, Value>([...Object.entries(plan.variables), ['client_id', clientId]]);
  }

  get connected(): boolean {
    return this.#connection !== null && this.#connection.failure === null;
  }

  /** Works until the run ends, after a pause at first; connections that fail are counted and tried again. */
  async work(run: Run, firstPauseMs: number): Promise<void> {
    this.#run = run;
    await run.pause(firstPauseMs);
    while (!run.ended) {
      if (!(await this.#connect(run))) break;
      const arrival = run.arrivals ? await run.arrivals.next() : { due: performance.now() };
      if (arrival === null || !run.take()) break;
      if (await this.#connect(run)) await this.#operation(run, arrival.due);
      else run.failed();
      if (this.#plan.think > 0) await run.pause(-Math.log(1 - Math.random()) * this.#plan.think);
    }
  }

  /** Connects, once; for sessions that are not to work yet. */
  async open(run: Run): Promise<void> {
    this.#run = run;
    await this.#attempt(run);
  }

  close(): void {
    this.#connection?.close();
    this.#connection = null;
  }

  /** False when the run ended before there was a connection. */
  async #connect(run: Run): Promise<boolean> {
    for (let pause = FIRST_RETRY_MS; !this.connected; pause = Math.min(pause * 2, LONGEST_RETRY_MS)) {
      if (run.ended) return false;
      if (!(await this.#attempt(run))) await run.pause(pause);
    }
    return true;
  }

  async #attempt(run: Run): Promise<boolean> {
    const { address, credentials } = this.#plan;
    const began = performance.now();
    this.#prepared.clear();
    try {
      const connection = await ClientConnection.open(address, credentials, {
        application_name: 'iris-pgwire load',
      });
      connection.onLost((error) => {
        if (this.#run) addError(this.#run.measurement.lost, error.sqlstate, error.message);
      });
      this.#connection = connection;
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      addError(run.measurement.lost, error.sqlstate, error.message);
      return false;
    }
    run.measurement.connects.recordValue(microseconds(performance.now() - began));
    return true;
  }

  async #operation(run: Run, due: number): Promise<void> {
    const drawn = this.#plan.repertoire.draw();
    for (const step of drawn.script.steps) {
      if (step.kind === 'set') this.#scope.set(step.name, step.value(this.#scope));
      else if (step.kind === 'sleep') await run.pause(Number(step.milliseconds(this.#scope)));
      else if (!(await this.#statement(run, step, drawn.firstStatement + step.number))) return;
    }
    run.succeeded(microseconds(performance.now() - due));
  }

  /** False when it failed: the operation ends. */
  async #statement(run: Run, step: StatementStep, number: number): Promise<boolean> {
    const began = performance.now();
    let answer: Answer;
    try {
      answer = await this.#ask(step, number);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      return this.#fails(run, error.sqlstate, error.message);
    }
    run.measurement.rows += answer.rows;
    run.measurement.bytes += answer.bytes;
    if (answer.error) {
      if (answer.status !== 'I') await this.#rollBack();
      return this.#fails(run, answer.error.sqlstate, answer.error.message);
    }
    if (step.expectedRows !== null && answer.rows !== step.expectedRows) {
      if (answer.status !== 'I') await this.#rollBack();
      return this.#fails(run, 'rows', `${answer.rows} rows instead of ${step.expectedRows}: ${step.text}`);
    }
    run.measurement.statements[number]?.recordValue(microseconds(performance.now() - began));
    return true;
  }

  async #ask(step: StatementStep, number: number): Promise<Answer> {
    const connection = this.#connection;
    if (!connection) throw new LinkError('08003', 'there is no connection');
    const { protocol } = this.#plan;
    const name = protocol === 'prepared' ? `load_${number}` : '';
    if (protocol === 'prepared' && isPreparable(step) && !this.#prepared.has(name)) {
      const answer = await connection.exchange(preparingBytes(step, name));
      if (answer.error) return answer;
      this.#prepared.add(name);
    }
    return connection.exchange(statementBytes(step, this.#scope, protocol, name));
  }

  #fails(run: Run, code: string, message: string): false {
    addError(run.measurement.errors, code, message);
    run.failed();
    return false;
  }

  /** A link that is lost meanwhile is seen by the next operation. */
  async #rollBack(): Promise<void> {
    await this.#connection?.exchange(query('ROLLBACK')).catch(() => undefined);
  }
}
