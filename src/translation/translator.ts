import { fileURLToPath } from 'node:url';
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { SequenceInput } from '../catalog/sequence-laying.ts';
import type { TableRows } from '../catalog/table-rows.ts';
import { withoutTemporary } from '../catalog/temporary.ts';
import { GatewayError, type ErrorFields } from '../errors/gateway-error.ts';
import type { Plan } from '../sql/plan.ts';
import type { Procedure } from '../sql/procedural/tree.ts';
import type { Codec, Format } from '../types/codec.ts';
import { productFile } from '../files/product-files.ts';
import { threadEntry } from '../threads/thread-entry.ts';
import { createRegistry, type TypeRegistry } from '../types/registry.ts';
import { Analyser } from './analyser.ts';
import type {
  BackendPrepared,
  BoundParameter,
  ChangeRows,
  CodeBlock,
  CopyRequest,
  CopyTarget,
  EmbeddedRequest,
  EmbeddedStatement,
  GatewayFunctionPrepared,
  Prepared,
  SchemaFailure,
  RemainderPrepared,
  ShadowPrepared,
  ShadowRows,
  StatementPart,
  Translation,
  TranslationSession,
  TranslatorOptions,
  TranslatorStatistics,
} from './api.ts';
import { capturedChange } from './captured-change.ts';
import { sourceOf, type Source } from './prepared.ts';
import { QueryRunner } from './query-runner.ts';
import { shadowSession } from './shadow-session.ts';
import { isSameSchema, shareSchema, type SharedSchema } from './shared-schema.ts';
import type { QueryEntry } from './statement-entry.ts';
import { StatementPreparer } from './statement-preparer.ts';
import { userCodecs } from './user-codecs.ts';
import { WorkerPool } from './worker-pool.ts';
import { workerSetup } from './worker-setup.ts';

/** A new thread loads the image (0.6 s) and makes the schema's tables (2.5 s for 1000; measurements.md A). */
const START_TIMEOUT_MS = 120_000;

/** Tasks that may wait for a pool's threads: every client has one at most. */
const MOST_WAITING = 10_000;

const NO_SCHEMA: CatalogSnapshot = { schemas: [], tables: [] };

/**
 * Translates statements: what the plan cache knows in the caller's tick, everything else in a thread that holds
 * PostgreSQL's parser, the shadow catalog and the translators. Queries for the shadow run in threads of their own, so
 * that a heavy one delays nobody's Parse.
 */
export class Translator implements Translation {
  readonly registry: TypeRegistry;
  readonly #analyser: Analyser;
  readonly #runner: QueryRunner;
  readonly #preparer: StatementPreparer;
  #schema: SharedSchema;
  #lastEpoch = 0;
  /** Codecs of the types that all see. */
  #types: readonly Codec[] = [];

  private constructor(
    analyser: Analyser,
    runner: QueryRunner,
    registry: TypeRegistry,
    schema: SharedSchema,
    cacheSize: number,
  ) {
    this.#analyser = analyser;
    this.#runner = runner;
    this.registry = registry;
    this.#schema = schema;
    this.#preparer = new StatementPreparer(analyser, registry, cacheSize, schema);
  }

  /**
   * Starts the threads; the first start of a version makes the shadow's image (10 s).
   * @throws the file system's error when the image folder cannot be used
   */
  static async create(options: TranslatorOptions): Promise<Translator> {
    const [setup, entry] = await Promise.all([
      workerSetup(options),
      threadEntry(productFile('translationWorker')),
    ]);
    const pool = (threads: number, workerData: object): WorkerPool =>
      new WorkerPool({
        filename: fileURLToPath(entry),
        threads,
        workerData,
        timeoutMs: options.timeoutMs,
        startTimeoutMs: START_TIMEOUT_MS,
        maxQueue: MOST_WAITING,
        report: options.report,
      });
    const analyser = new Analyser(pool(options.analysers, { ...setup, answersQueries: false }));
    const runner = new QueryRunner(pool(options.queries, { ...setup, answersQueries: true }));
    const schema = shareSchema(0, NO_SCHEMA);
    try {
      const { maxDimensions } = options.dialect;
      const registry = createRegistry({
        ...(await analyser.imageTypes(schema)),
        ...(maxDimensions === undefined ? {} : { maxDimensions }),
      });
      return new Translator(analyser, runner, registry, schema, options.cacheSize);
    } catch (error) {
      await Promise.all([analyser.close(), runner.close()]);
      throw error;
    }
  }

  get epoch(): number {
    return this.#schema.epoch;
  }

  get statistics(): TranslatorStatistics {
    return {
      ...this.#preparer.statistics,
      translations: this.#analyser.visits,
      seconds: this.#analyser.seconds,
      restarts: this.#analyser.restarts + this.#runner.restarts,
    };
  }

  splitCached(text: string, session: TranslationSession): readonly StatementPart[] | null {
    const classification = this.#preparer.classification(text, session);
    return classification === null ? null : [{ text, offset: 0, classification }];
  }

  async split(text: string, session: TranslationSession): Promise<readonly StatementPart[]> {
    return this.splitCached(text, session) ?? this.#analyser.split(text);
  }

  prepareCached(
    text: string,
    parameterTypes: readonly number[],
    session: TranslationSession,
  ): Prepared | null {
    return this.#preparer.prepareCached(text, parameterTypes, session);
  }

  prepare(text: string, parameterTypes: readonly number[], session: TranslationSession): Promise<Prepared> {
    return this.#preparer.prepare(text, parameterTypes, session);
  }

  resolvePlan(
    prepared: BackendPrepared,
    textOf: (index: number) => string | null,
    session: TranslationSession,
  ): Plan | Promise<Plan> {
    return prepared.plan ?? this.#preparer.resolvePlan(sourceOf(prepared), textOf, session);
  }

  async run(
    prepared: ShadowPrepared | RemainderPrepared | GatewayFunctionPrepared,
    parameters: readonly BoundParameter[],
    resultFormats: readonly Format[],
    session: TranslationSession,
    signal?: AbortSignal,
    tables: readonly TableRows[] = [],
    sequences?: SequenceInput,
  ): Promise<ShadowRows> {
    if (prepared.kind !== 'gateway-function') refuseUnlaid(prepared, sequences);
    const source = sourceOf(prepared);
    const request = {
      schema: this.#schemaFor(session),
      source,
      parameters,
      resultFormats,
      session,
      tables,
      sequences,
    };
    return this.#checkingLiterals(source, session, () => this.#runner.run(request, signal));
  }

  explain(
    options: string,
    prepared: ShadowPrepared | RemainderPrepared | GatewayFunctionPrepared,
    parameters: readonly BoundParameter[],
    session: TranslationSession,
    signal: AbortSignal,
  ): Promise<ShadowRows> {
    const source = sourceOf(prepared);
    const request = {
      schema: this.#schemaFor(session),
      source,
      parameters,
      resultFormats: [],
      session,
      tables: [],
    };
    return this.#runner.explain(options, { ...request, sequences: undefined }, signal);
  }

  runChange(
    prepared: RemainderPrepared,
    parameters: readonly BoundParameter[],
    resultFormats: readonly Format[],
    session: TranslationSession,
    signal: AbortSignal,
    tables: readonly TableRows[],
    stored: readonly (readonly Uint8Array[] | null)[],
    sequences?: SequenceInput,
  ): Promise<ChangeRows> {
    refuseUnlaid(prepared, sequences);
    const source = sourceOf(prepared);
    const request = {
      schema: this.#schemaFor(session),
      source,
      parameters,
      resultFormats,
      session,
      tables,
      sequences,
    };
    const changes = prepared.changes.map((part, index) => capturedChange(part, stored[index] ?? null));
    return this.#checkingLiterals(source, session, () => this.#runner.change(request, changes, signal));
  }

  /** PostgreSQL refuses a bad literal at Parse, with its position; lifted, it is refused later. */
  async #checkingLiterals<T>(
    source: Source<QueryEntry>,
    session: TranslationSession,
    run: () => Promise<T>,
  ): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (source.literals.length === 0 || !(error instanceof GatewayError)) throw error;
      await this.#preparer.checkLiterals(source, session);
      throw error;
    }
  }

  async refresh(snapshot: CatalogSnapshot): Promise<readonly SchemaFailure[]> {
    const shared = withoutTemporary(snapshot);
    const schema = shareSchema(this.#lastEpoch + 1, shared);
    this.#types = userCodecs(shared, this.registry);
    this.registry.useTypes(this.#types);
    if (isSameSchema(schema, this.#schema)) return [];
    this.#lastEpoch += 1;
    this.#schema = schema;
    this.#preparer.use(this.#schema);
    this.#runner.refresh(this.#schema);
    return this.#analyser.refresh(this.#schema);
  }

  own(snapshot: CatalogSnapshot): SharedSchema {
    const visible = withoutTemporary(snapshot);
    this.#lastEpoch += 1;
    // OIDs follow from names: codecs of types that are not committed are in nobody's way.
    this.registry.useTypes([...userCodecs(visible, this.registry), ...this.#types]);
    return { ...shareSchema(this.#lastEpoch, visible), own: true };
  }

  #schemaFor({ schema }: TranslationSession): SharedSchema {
    return schema ?? this.#schema;
  }

  validateDdl(text: string, session: TranslationSession): Promise<readonly ErrorFields[]> {
    return this.#analyser.validate(this.#schemaFor(session), text, session);
  }

  copyTarget(request: CopyRequest, session: TranslationSession): Promise<CopyTarget> {
    return this.#analyser.copyTarget(this.#schemaFor(session), request, session);
  }

  codeBlock(code: CodeBlock, session: TranslationSession): Promise<Procedure> {
    return this.#analyser.codeBlock(this.#schemaFor(session), code, session);
  }

  embeddedStatement(request: EmbeddedRequest, session: TranslationSession): Promise<EmbeddedStatement> {
    return this.#analyser.embeddedStatement(this.#schemaFor(session), request, session);
  }

  refusedValue(
    error: ErrorFields,
    { text, parameterTypes }: BackendPrepared,
    parameters: readonly BoundParameter[],
    session: TranslationSession,
  ): Promise<ErrorFields> {
    return this.#analyser.refusedValue(this.#schemaFor(session), error, {
      text,
      parameterTypes,
      parameterFormats: parameters.map(({ format }) => format),
      parameters: parameters.map(({ bytes }) => bytes),
      resultFormats: [],
      session: shadowSession(session),
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#analyser.close(), this.#runner.close()]);
  }
}

/** The shadow's own sequences count for nobody. */
function refuseUnlaid(
  { sequences: use }: ShadowPrepared | RemainderPrepared,
  laid: SequenceInput | undefined,
): void {
  if (use !== null && laid === undefined)
    throw new GatewayError('0A000', 'sequences are not supported in this place');
}
