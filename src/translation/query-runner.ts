import type { CapturedChange } from '../catalog/change-capture.ts';
import type { SessionDataName } from '../catalog/session-data.ts';
import type { ShadowSession } from '../catalog/shadow-session.ts';
import type { SequenceInput } from '../catalog/sequence-laying.ts';
import type { TableRows } from '../catalog/table-rows.ts';
import type { Format } from '../types/codec.ts';
import { refreshThreads } from './analyser.ts';
import type { BoundParameter, ChangeRows, ShadowRows, TranslationSession } from './api.ts';
import type { Source } from './prepared.ts';
import { shadowSession } from './shadow-session.ts';
import type { SharedSchema } from './shared-schema.ts';
import type { QueryEntry } from './statement-entry.ts';
import type { Answer, ChangeAnswer, ChangeTask, RunTask } from './tasks/messages.ts';
import { unwrap } from './unwrap.ts';
import type { WorkerPool } from './worker-pool.ts';

/** A statement to run with the client's parameters as they came. */
export interface RunRequest {
  readonly schema: SharedSchema;
  readonly source: Source<QueryEntry>;
  readonly parameters: readonly BoundParameter[];
  readonly resultFormats: readonly Format[];
  readonly session: TranslationSession;
  readonly tables: readonly TableRows[];
  readonly sequences: SequenceInput | undefined;
}

/** Lifted literals go as text behind the client's parameters. */
async function runTask(request: RunRequest): Promise<RunTask> {
  const { schema, source, parameters, resultFormats, session, tables, sequences } = request;
  const { entry, literals } = source;
  return {
    schema,
    text: entry.shape.text,
    parameterTypes: entry.shape.parameterTypes,
    parameterFormats: [...parameters.map(({ format }) => format), ...literals.map(() => 0 as const)],
    parameters: [
      ...parameters.map(({ bytes }) => bytes),
      ...literals.map(({ value }) => Buffer.from(value, 'utf8')),
    ],
    resultFormats,
    session: { ...shadowSession(session), ...(await sessionDataOf(session, entry.shape.sessionData)) },
    tables,
    ...(sequences === undefined ? {} : { sequences }),
  };
}

async function sessionDataOf(
  { sessionData }: TranslationSession,
  names: readonly SessionDataName[],
): Promise<Pick<ShadowSession, 'data' | 'users'>> {
  if (sessionData === undefined || names.length === 0) return {};
  const visible = await Promise.all(names.map(async (name) => [name, await sessionData(name)] as const));
  return {
    data: Object.fromEntries(visible.map(([name, { json }]) => [name, json])),
    users: [...new Set(visible.flatMap(([, { users }]) => users))],
  };
}

/** The threads that run queries on the catalog. */
export class QueryRunner {
  readonly #pool: WorkerPool;

  constructor(pool: WorkerPool) {
    this.#pool = pool;
  }

  get restarts(): number {
    return this.#pool.restarts;
  }

  async run(request: RunRequest, signal: AbortSignal | undefined): Promise<ShadowRows> {
    return unwrap(await this.#pool.run<Answer<ShadowRows>>('run', await runTask(request), signal));
  }

  async explain(options: string, request: RunRequest, signal: AbortSignal): Promise<ShadowRows> {
    const task = await runTask(request);
    const explained: RunTask = { ...task, text: `${options} ${task.text}` };
    return unwrap(await this.#pool.run<Answer<ShadowRows>>('run', explained, signal));
  }

  async change(
    request: RunRequest,
    changes: readonly CapturedChange[],
    signal: AbortSignal,
  ): Promise<ChangeRows> {
    const task: ChangeTask = { ...(await runTask(request)), changes };
    return unwrap(await this.#pool.run<ChangeAnswer>('change', task, signal));
  }

  /** Nobody waits for it, since a thread may be busy with a long query: each takes the schema in with its next task. */
  refresh(schema: SharedSchema): void {
    refreshThreads(this.#pool, schema).catch(() => undefined);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
