import type { TableRows } from '../catalog/table-rows.ts';
import type { Format } from '../types/codec.ts';
import { refreshThreads } from './analyser.ts';
import type { BoundParameter, ShadowRows, TranslationSession } from './api.ts';
import type { Source } from './prepared.ts';
import { shadowSession } from './shadow-session.ts';
import type { SharedSchema } from './shared-schema.ts';
import type { QueryEntry } from './statement-entry.ts';
import type { Answer, RunTask } from './tasks/messages.ts';
import { unwrap } from './unwrap.ts';
import type { WorkerPool } from './worker-pool.ts';

/** The threads that run queries on the catalog. */
export class QueryRunner {
  readonly #pool: WorkerPool;

  constructor(pool: WorkerPool) {
    this.#pool = pool;
  }

  get restarts(): number {
    return this.#pool.restarts;
  }

  /** Runs a query with the client's parameters as they came, lifted literals as text behind them. */
  async run(
    schema: SharedSchema,
    { entry, literals }: Source<QueryEntry>,
    parameters: readonly BoundParameter[],
    resultFormats: readonly Format[],
    session: TranslationSession,
    signal: AbortSignal | undefined,
    tables: readonly TableRows[],
  ): Promise<ShadowRows> {
    const task: RunTask = {
      schema,
      text: entry.shape.text,
      parameterTypes: entry.shape.parameterTypes,
      parameterFormats: [...parameters.map(({ format }) => format), ...literals.map(() => 0 as const)],
      parameters: [
        ...parameters.map(({ bytes }) => bytes),
        ...literals.map(({ value }) => Buffer.from(value, 'utf8')),
      ],
      resultFormats,
      session: shadowSession(session),
      tables,
    };
    return unwrap(await this.#pool.run<Answer<ShadowRows>>('run', task, signal));
  }

  /** Nobody waits for it, since a thread may be busy with a long query: each takes the schema in with its next task. */
  refresh(schema: SharedSchema): void {
    refreshThreads(this.#pool, schema).catch(() => undefined);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
