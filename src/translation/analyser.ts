import type { ShadowRequest } from '../catalog/shadow-requests.ts';
import type { ErrorFields } from '../errors/gateway-error.ts';
import type { Lifted } from '../sql/lexer/lift.ts';
import type { RegistryOptions } from '../types/index.ts';
import type { Procedure } from '../sql/procedural/tree.ts';
import type {
  CodeBlock,
  CopyRequest,
  CopyTarget,
  EmbeddedRequest,
  EmbeddedStatement,
  SchemaFailure,
  StatementPart,
  TranslationSession,
} from './api.ts';
import { shadowSession } from './shadow-session.ts';
import type { SharedSchema } from './shared-schema.ts';
import type {
  Answer,
  CodeBlockTask,
  CopyTargetTask,
  EmbeddedTask,
  LiftedStatement,
  PinnedValue,
  PlanTask,
  PrepareTask,
  QueryShape,
  RefusedValueTask,
  ShadowTask,
  SplitTask,
  StatementShape,
  Translated,
  ValidateTask,
} from './tasks/messages.ts';
import { unwrap } from './unwrap.ts';
import type { WorkerPool } from './worker-pool.ts';

/** The threads that parse, describe and translate: one method for each of their tasks. */
export class Analyser {
  readonly #pool: WorkerPool;
  #visits = 0;
  #milliseconds = 0;

  constructor(pool: WorkerPool) {
    this.#pool = pool;
  }

  /** Visits that analysed or translated a statement. */
  get visits(): number {
    return this.#visits;
  }

  /** Their time together, waiting included. */
  get seconds(): number {
    return this.#milliseconds / 1000;
  }

  get restarts(): number {
    return this.#pool.restarts;
  }

  async split(text: string): Promise<readonly StatementPart[]> {
    const task: SplitTask = { text };
    return unwrap(await this.#pool.run<Answer<readonly StatementPart[]>>('split', task));
  }

  async prepare(
    schema: SharedSchema,
    text: string,
    parameterTypes: readonly number[],
    session: TranslationSession,
    lifted: Lifted | null,
  ): Promise<StatementShape> {
    const task: PrepareTask = {
      schema,
      text,
      parameterTypes,
      session: shadowSession(session),
      lifted: lifted === null ? null : liftedStatement(lifted),
    };
    return unwrap(await this.#timed<Answer<StatementShape>>('prepare', task));
  }

  /** Translates a query that was analysed before with these values pinned. */
  async plan(
    schema: SharedSchema,
    { text, parameterTypes }: QueryShape,
    session: TranslationSession,
    pinned: readonly PinnedValue[],
  ): Promise<Translated> {
    const task: PlanTask = { schema, text, parameterTypes, session: shadowSession(session), pinned };
    return unwrap(await this.#timed<Answer<Translated>>('plan', task));
  }

  async validate(
    schema: SharedSchema,
    text: string,
    session: TranslationSession,
  ): Promise<readonly ErrorFields[]> {
    const task: ValidateTask = { schema, text, session: shadowSession(session) };
    return unwrap(await this.#pool.run<Answer<readonly ErrorFields[]>>('validate', task));
  }

  async copyTarget(
    schema: SharedSchema,
    { direction, relation, columns, where }: CopyRequest,
    session: TranslationSession,
  ): Promise<CopyTarget> {
    const task: CopyTargetTask = {
      schema,
      direction,
      relation,
      columns,
      where,
      session: shadowSession(session),
    };
    return unwrap(await this.#pool.run<Answer<CopyTarget>>('copyTarget', task));
  }

  async codeBlock(
    schema: SharedSchema,
    { literal, source }: CodeBlock,
    session: TranslationSession,
  ): Promise<Procedure> {
    const task: CodeBlockTask = { schema, literal, source, session: shadowSession(session) };
    return unwrap(await this.#pool.run<Answer<Procedure>>('codeBlock', task));
  }

  async embeddedStatement(
    schema: SharedSchema,
    request: EmbeddedRequest,
    session: TranslationSession,
  ): Promise<EmbeddedStatement> {
    const task: EmbeddedTask = { schema, ...request, session: shadowSession(session) };
    return unwrap(await this.#pool.run<Answer<EmbeddedStatement>>('embeddedStatement', task));
  }

  async refusedValue(schema: SharedSchema, error: ErrorFields, request: ShadowRequest): Promise<ErrorFields> {
    const task: RefusedValueTask = { schema, error, request };
    return unwrap(await this.#pool.run<Answer<ErrorFields>>('refusedValue', task));
  }

  /** Brings all idle threads up to a schema. */
  refresh(schema: SharedSchema): Promise<readonly SchemaFailure[]> {
    return refreshThreads(this.#pool, schema);
  }

  async imageTypes(schema: SharedSchema): Promise<RegistryOptions> {
    const task: ShadowTask = { schema };
    return unwrap(await this.#pool.run<Answer<RegistryOptions>>('imageTypes', task));
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #timed<R>(name: string, task: object): Promise<R> {
    const start = performance.now();
    try {
      return await this.#pool.run<R>(name, task);
    } finally {
      this.#visits += 1;
      this.#milliseconds += performance.now() - start;
    }
  }
}

/**
 * One task for each thread, so that idle ones take the schema in before they are needed. Those that are busy, or are
 * being replaced, do so with their next task: every task carries its schema.
 * @throws what went wrong when no thread could take it
 */
export async function refreshThreads(
  pool: WorkerPool,
  schema: SharedSchema,
): Promise<readonly SchemaFailure[]> {
  const task: ShadowTask = { schema };
  const runs = Array.from({ length: pool.threads }, () =>
    pool.run<Answer<readonly SchemaFailure[]>>('refresh', task),
  );
  const ends = await Promise.allSettled(runs);
  const done = ends.find((end) => end.status === 'fulfilled');
  if (done !== undefined) return unwrap(done.value);
  throw ends.find((end) => end.status === 'rejected')?.reason;
}

function liftedStatement({ text, parameters, literals }: Lifted): LiftedStatement {
  return {
    text,
    parameters,
    types: literals.map(({ typeOid }) => typeOid),
    values: literals.map(({ value }) => value),
  };
}
