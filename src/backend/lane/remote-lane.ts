import type { CatalogSnapshot } from '../../catalog/snapshot.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type {
  CopyExecution,
  CopyFeed,
  Execution,
  Lane,
  Outcome,
  RowSink,
  TransactionModes,
} from '../backend.ts';
import { LostLane } from '../lost-lane.ts';
import { RefusedRow } from '../refused-row.ts';
import type { StatementDescription } from '../iris-session.ts';
import { CopySender } from './copy-sender.ts';
import { DictionaryMemory } from './dictionary-memory.ts';
import { SentPlans } from './known-plans.ts';
import type { FromLane, LaneRequest, ToLane } from './messages.ts';

/** The gateway's end of the channel to a lane's thread or process. */
export interface LaneChannel {
  post(message: ToLane, transfer?: ArrayBuffer): void;
  /** Called once, before anything is posted. */
  listen(onMessage: (message: FromLane) => void): void;
  /** Names request `id` as the one to stop; harmless when it is over. */
  interrupt(id: number): void;
  /** Ends thread or process at once. */
  terminate(): Promise<void>;
  /** Resolves when thread or process is gone, with the reason for the log. */
  readonly gone: Promise<unknown>;
}

type Answer = Exclude<FromLane, { say: 'rows' | 'ready' | 'taken' }>;

interface Pending {
  readonly id: number;
  readonly sink: RowSink | null;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  /** Rows are handed to the sink in order, those that wait for it by this; its failure is kept until the lane has answered. */
  delivery: Promise<void> | null;
  sinkError: unknown;
}

let lanes = 0;

/** A lane whose work happens in another thread or process; see LaneHost for the other end. */
export class RemoteLane implements Lane {
  readonly id: number;
  readonly ended: Promise<void>;
  readonly #channel: LaneChannel;
  readonly #plans = new SentPlans();
  readonly #dictionary: DictionaryMemory;
  #pending: Pending | null = null;
  #copy: CopySender | null = null;
  #requests = 0;
  #answered = 0;
  #gone = false;

  /** @param dictionary what the lanes of one backend have read of it */
  constructor(channel: LaneChannel, dictionary = new DictionaryMemory()) {
    this.#dictionary = dictionary;
    lanes += 1;
    this.id = lanes;
    this.#channel = channel;
    channel.listen((message) => this.#receive(message));
    this.ended = channel.gone.then((reason) => this.#onGone(reason));
  }

  get answered(): number {
    return this.#answered;
  }

  execute(portal: string, execution: Execution, sink: RowSink): Promise<Outcome> {
    const { plan, ...rest } = execution;
    const reference = this.#plans.reference(plan);
    return this.#ask({ ask: 'execute', portal, plan: reference, execution: rest }, sink).then(outcomeOf);
  }

  resume(portal: string, limit: number, sink: RowSink): Promise<Outcome> {
    return this.#ask({ ask: 'resume', portal, limit }, sink).then(outcomeOf);
  }

  async copyIn({ plan, ...copy }: CopyExecution, feed: CopyFeed): Promise<number> {
    if (this.#gone) throw new LostLane(false);
    const sender = new CopySender(feed, (piece, transfer) => this.#channel.post({ copy: piece }, transfer));
    const answer = this.#ask({ ask: 'copyIn', plan: this.#plans.reference(plan), copy });
    this.#copy = sender;
    const sending = sender.send();
    try {
      return outcomeOf(await answer).count;
    } catch (error) {
      // What was taken from the client cannot be had again.
      if (error instanceof LostLane) throw new LostLane(true, error.cause);
      throw error;
    } finally {
      this.#copy = null;
      sender.end();
      await sending;
    }
  }

  async closePortal(portal: string): Promise<void> {
    await this.#ask({ ask: 'closePortal', portal });
  }

  async begin(modes: TransactionModes): Promise<void> {
    await this.#ask({ ask: 'begin', modes });
  }

  async commit(): Promise<void> {
    await this.#ask({ ask: 'commit' });
  }

  async rollback(): Promise<void> {
    await this.#ask({ ask: 'rollback' });
  }

  async savepoint(name: string): Promise<void> {
    await this.#ask({ ask: 'savepoint', name });
  }

  async rollbackTo(name: string): Promise<void> {
    await this.#ask({ ask: 'rollbackTo', name });
  }

  async release(name: string): Promise<void> {
    await this.#ask({ ask: 'release', name });
  }

  async describe(sql: string): Promise<StatementDescription> {
    const answer = await this.#ask({ ask: 'describe', sql });
    if (answer.say !== 'described') throw new GatewayError('XX000', 'a lane gave the wrong answer');
    return answer.description;
  }

  async dictionaryVersion(): Promise<string> {
    const answer = await this.#ask({ ask: 'dictionaryVersion' });
    if (answer.say !== 'dictionaryVersion') throw new GatewayError('XX000', 'a lane gave the wrong answer');
    return answer.version;
  }

  async snapshot(): Promise<CatalogSnapshot> {
    const reading = this.#dictionary.begin();
    const answer = await this.#ask({ ask: 'snapshot', known: reading.known });
    if (answer.say !== 'snapshot') throw new GatewayError('XX000', 'a lane gave the wrong answer');
    return reading.finish(answer.changes);
  }

  cancel(): void {
    if (this.#pending) this.#channel.interrupt(this.#pending.id);
  }

  async close(): Promise<void> {
    await this.#channel.terminate();
    await this.ended;
  }

  #ask(request: LaneRequest, sink: RowSink | null = null): Promise<Answer> {
    if (this.#gone) return Promise.reject(new LostLane(false));
    if (this.#pending) return Promise.reject(new GatewayError('XX000', 'a lane was asked while it was busy'));
    this.#requests = (this.#requests % 0x7fff_ffff) + 1;
    const id = this.#requests;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.#pending = { id, sink, resolve, reject, delivery: null, sinkError: undefined };
    this.#channel.post({ id, request });
    return promise;
  }

  #receive(message: FromLane): void {
    const pending = this.#pending;
    if (!pending || message.say === 'ready') return;
    if (message.say === 'taken') {
      this.#copy?.taken(message.notices);
      return;
    }
    if (message.say === 'rows') {
      this.#deliver(pending, message.frames, message.rows);
      this.#afterDelivery(pending, () => this.#channel.post({ credit: 1 }));
      return;
    }
    if (message.say === 'done' && message.frames) this.#deliver(pending, message.frames, message.rows);
    this.#afterDelivery(pending, () => this.#settle(pending, message));
  }

  #deliver(pending: Pending, frames: Uint8Array, rows: number): void {
    const { delivery } = pending;
    pending.delivery = delivery
      ? delivery.then(() => this.#give(pending, frames, rows) ?? undefined)
      : this.#give(pending, frames, rows);
  }

  /** Null when the sink takes more at once. */
  #give(pending: Pending, frames: Uint8Array, rows: number): Promise<void> | null {
    if (pending.sinkError !== undefined) return null;
    try {
      const taken = pending.sink?.(frames, rows);
      return taken ? taken.catch((error: unknown) => this.#sinkFailed(pending, error)) : null;
    } catch (error) {
      this.#sinkFailed(pending, error);
      return null;
    }
  }

  /** The client is gone: the rest of the rows is dropped and the statement stopped. */
  #sinkFailed(pending: Pending, error: unknown): void {
    pending.sinkError = error;
    this.#channel.interrupt(pending.id);
  }

  #afterDelivery(pending: Pending, work: () => void): void {
    if (pending.delivery) pending.delivery = pending.delivery.then(work);
    else work();
  }

  #settle(pending: Pending, answer: Answer): void {
    if (this.#pending !== pending) return;
    this.#pending = null;
    if (answer.say !== 'failed' || answer.lost !== 'before') this.#answered += 1;
    if (pending.sinkError !== undefined) pending.reject(pending.sinkError);
    else if (answer.say === 'failed') pending.reject(failureOf(answer));
    else pending.resolve(answer);
  }

  #onGone(reason: unknown): void {
    this.#gone = true;
    const pending = this.#pending;
    this.#pending = null;
    pending?.reject(lost(reason));
  }
}

/** Why a request got no answer: 53200 when the lane's thread had no memory left, else 08006. */
function lost(cause: unknown): GatewayError {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    const detail = 'The statement needed more memory than a backend connection may use.';
    return new GatewayError('53200', 'out of memory', { detail }, { cause });
  }
  return new LostLane(true, cause);
}

function failureOf({ error, refused, lost: when }: Extract<Answer, { say: 'failed' }>): GatewayError {
  if (when !== undefined) return new LostLane(when === 'after');
  return refused === undefined ? GatewayError.fromFields(error) : new RefusedRow(error, refused);
}

function outcomeOf(answer: Answer): Outcome {
  if (answer.say !== 'done') throw new GatewayError('XX000', 'a lane gave the wrong answer');
  return answer.outcome;
}
