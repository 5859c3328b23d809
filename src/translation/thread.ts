import { parentPort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { MirroredCatalog } from '../catalog/mirrored-catalog.ts';
import { ShadowBroken } from '../catalog/pglite/engine.ts';
import type { ShadowSession } from '../catalog/shadow-session.ts';
import { Shadow } from '../catalog/shadow.ts';
import { GatewayError, type ErrorFields } from '../errors/gateway-error.ts';
import { loadParser, ParserBroken } from '../sql/parse/parse.ts';
import type { SchemaFailure } from './api.ts';
import { receivedTask } from './sent-session.ts';
import { readSchema, type SharedSchema } from './shared-schema.ts';
import { StartBoard } from './start-board.ts';
import type { Answer, ShadowTask, WorkerSetup } from './tasks/messages.ts';
import type { LostThread, Seated } from './worker-pool.ts';

/** What one worker thread holds between its tasks. */
export interface ThreadCatalog {
  readonly shadow: Shadow;
  readonly catalog: MirroredCatalog;
}

const setup = Piscina.workerData as WorkerSetup;
const board = new StartBoard(setup.board);

/** The newest schema that all sessions share. */
let shared: SharedSchema | null = null;
/** The one that the shadow has: that, or a session's own. */
let laid: SharedSchema | null = null;
let failures: readonly SchemaFailure[] = [];

// Whoever needs one of them awaits it and fails then; a thread must not die of it while it is idle.
const parser = loadParser();
parser.catch(() => undefined);
const opening: Promise<ThreadCatalog> = open();
opening.catch(() => undefined);

async function open(): Promise<ThreadCatalog> {
  const { image, wasmModule, serverVersion, owner, operatorMap, answersQueries } = setup;
  const shadow = await Shadow.open({
    image,
    wasmModule,
    serverVersion,
    owner,
    operatorMap,
    answersQueries,
  });
  return { shadow, catalog: new MirroredCatalog(shadow) };
}

export const dialect = setup.dialect;

/** What of the schema this thread has last taken in PostgreSQL refused. */
export function schemaFailures(): readonly SchemaFailure[] {
  return failures;
}

/** A task that needs no shadow. */
export function parserTask<T, R>(body: (task: T) => R): (task: T & Seated) => Promise<Answer<R>> {
  return (task) =>
    answer(task, async () => {
      await parser;
      board.started(task.seat);
      return body(task);
    });
}

/** A task for the shadow, which is brought to the task's schema before its time limit begins. */
export function shadowTask<T extends ShadowTask, R>(
  body: (task: T, thread: ThreadCatalog) => R,
): (task: T & Seated) => Promise<Answer<R>> {
  return (task) =>
    answer(task, async () => {
      const thread = await opening.catch((error: unknown) => {
        throw new NotStarted(error);
      });
      await parser;
      catchUp(thread.catalog, task.schema);
      layTemporary(thread.catalog, task);
      board.started(task.seat);
      return body(receivedTask(task), thread);
    });
}

/** A task without a session leaves the temporary tables that are there. */
function layTemporary(catalog: MirroredCatalog, task: SessionTask): void {
  const session = task.session ?? task.request?.session;
  if (session !== undefined) catalog.layTemporary(session.temporary);
}

/** A task may be for a session, itself or in a request. */
interface SessionTask extends ShadowTask {
  readonly session?: ShadowSession;
  readonly request?: { readonly session: ShadowSession };
}

/**
 * Tasks sent before a schema was replaced may come after some with the new one: of the shared ones the thread never goes
 * back to an older one.
 */
function catchUp(catalog: MirroredCatalog, schema: SharedSchema): void {
  if (schema.own !== true && schema.epoch > (shared?.epoch ?? -1)) shared = schema;
  const wanted = schema.own === true ? schema : shared;
  if (wanted === null || wanted.epoch === laid?.epoch) return;
  failures = catalog.refresh(readSchema(wanted));
  laid = wanted;
}

async function answer<R>({ seat }: Seated, body: () => R | Promise<R>): Promise<Answer<R>> {
  try {
    return { value: await body() };
  } catch (error) {
    if (error instanceof GatewayError) return { error: error.fields };
    if (error instanceof ParserBroken) return giveUp(seat, error.answer.fields, error, false);
    if (error instanceof NotStarted) return giveUp(seat, SHADOW_LOST, error, true);
    if (error instanceof ShadowBroken) return giveUp(seat, SHADOW_LOST, error, true);
    if (error instanceof RangeError) return { error: TOO_DEEP };
    throw error;
  }
}

/** The thread has no shadow: the task has not been begun. */
class NotStarted extends Error {
  override readonly name = 'NotStarted';
  constructor(cause: unknown) {
    super('the shadow did not start', { cause });
  }
}

const SHADOW_LOST: ErrorFields = {
  severity: 'ERROR',
  sqlstate: '57P03',
  message: 'the catalog has to be restarted',
  hint: 'Try again in a moment.',
};

/** The translators recurse as deep as the expression is. */
const TOO_DEEP: ErrorFields = {
  severity: 'ERROR',
  sqlstate: '54001',
  message: 'stack depth limit exceeded',
};

/** Tells the pool the task's error and leaves the thread to be killed by it: no other task must reach this thread. */
function giveUp(seat: number, error: ErrorFields, reason: Error, again: boolean): Promise<never> {
  const lost: LostThread = { seat, error, why: causes(reason), again };
  parentPort?.postMessage(lost);
  return new Promise(() => undefined);
}

/** The error's message and those behind it. */
function causes(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${causes(error.cause)}` : error.message;
}
