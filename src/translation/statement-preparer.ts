import { GatewayError } from '../errors/gateway-error.ts';
import type { Statement } from '../sql/classify.ts';
import type { Literal } from '../sql/lexer/lift.ts';
import type { Plan } from '../sql/plan.ts';
import type { TypeRegistry } from '../types/registry.ts';
import type { Analyser } from './analyser.ts';
import type { Prepared, TranslationSession, TranslatorStatistics } from './api.ts';
import { clientParameters, noClientValue, preparedFrom, valuesOf, type Source } from './prepared.ts';
import type { ValueOf } from './query-plans.ts';
import type { SharedSchema } from './shared-schema.ts';
import { StatementCache, type Located } from './statement-cache.ts';
import { entryOf, type QueryEntry, type StatementEntry } from './statement-entry.ts';
import { plainKey, type StatementKey } from './statement-key.ts';

/** What preparing needs of the threads. */
export type StatementAnalyser = Pick<Analyser, 'prepare' | 'plan'>;

/** A statement as the client sent it. */
interface Sent {
  readonly text: string;
  readonly parameterTypes: readonly number[];
  readonly session: TranslationSession;
}

/** Prepares statements: from the plan cache, or by a visit to an analyser thread, which the cache then remembers. */
export class StatementPreparer {
  readonly #analyser: StatementAnalyser;
  readonly #registry: TypeRegistry;
  readonly #cache: StatementCache;
  /** Statements being analysed: who comes meanwhile with the same waits, because the cache will know it then. */
  readonly #pending = new Map<string, Promise<void>>();
  #schema: SharedSchema;
  #hits = 0;
  #misses = 0;

  constructor(analyser: StatementAnalyser, registry: TypeRegistry, cacheSize: number, schema: SharedSchema) {
    this.#analyser = analyser;
    this.#registry = registry;
    this.#cache = new StatementCache(cacheSize);
    this.#schema = schema;
  }

  get statistics(): Pick<TranslatorStatistics, 'hits' | 'misses' | 'size'> {
    return { hits: this.#hits, misses: this.#misses, size: this.#cache.size };
  }

  /** Another schema: nothing that was remembered holds any more. */
  use(schema: SharedSchema): void {
    this.#schema = schema;
    this.#cache.clear();
  }

  #schemaFor({ schema }: TranslationSession): SharedSchema {
    return schema ?? this.#schema;
  }

  /** What a text is when it is one statement that the cache knows. */
  classification(text: string, session: TranslationSession): Statement | null {
    const shape = this.#cache.locate(text, [], session).entry?.shape;
    return shape === undefined || shape.kind === 'empty' ? null : shape.classification;
  }

  prepareCached(
    text: string,
    parameterTypes: readonly number[],
    session: TranslationSession,
  ): Prepared | null {
    const located = this.#cache.locate(text, parameterTypes, session);
    return this.#known({ text, parameterTypes, session }, located);
  }

  async prepare(
    text: string,
    parameterTypes: readonly number[],
    session: TranslationSession,
  ): Promise<Prepared> {
    const sent: Sent = { text, parameterTypes, session };
    for (;;) {
      const located = this.#cache.locate(text, parameterTypes, session);
      const known = this.#known(sent, located);
      if (known !== null) return known;
      const pending = this.#pending.get(located.key.key);
      if (pending === undefined) return this.#visit(sent, located);
      await pending;
    }
  }

  #known({ text, session }: Sent, { key, entry }: Located): Prepared | null {
    if (entry === undefined) return null;
    const source = sourceFrom(text, key, entry, this.#schemaFor(session).epoch);
    const known = preparedFrom(source, this.#registry, session);
    if (known !== null) this.#hits += 1;
    return known;
  }

  async #visit(sent: Sent, located: Located): Promise<Prepared> {
    this.#misses += 1;
    const { key } = located.key;
    const end = Promise.withResolvers<void>();
    this.#pending.set(key, end.promise);
    try {
      const source = await this.#analyse(sent, located);
      const prepared = preparedFrom(source, this.#registry, sent.session);
      return prepared ?? (await this.#prepareForLiterals(sent, source as Source<QueryEntry>));
    } finally {
      this.#pending.delete(key);
      end.resolve();
    }
  }

  async #analyse({ text, parameterTypes, session }: Sent, { key, entry }: Located): Promise<Source> {
    const schema = this.#schemaFor(session);
    if (entry !== undefined) return sourceFrom(text, key, entry, schema.epoch);
    const shape = await this.#analyser.prepare(schema, text, parameterTypes, session, key.lifted);
    const made = entryOf(shape);
    const asItStands = key.lifted !== null && !(shape.kind === 'query' && shape.lifted);
    const own = asItStands ? plainKey(text, parameterTypes, session) : key;
    // the schema may have been replaced meanwhile
    if (schema === this.#schemaFor(session)) {
      if (asItStands) this.#cache.rememberAsItStands(key);
      this.#cache.remember(own, made);
    }
    return sourceFrom(text, own, made, schema.epoch);
  }

  /** The literals of this text need a plan of their own. */
  async #prepareForLiterals(sent: Sent, source: Source<QueryEntry>): Promise<Prepared> {
    try {
      await this.#translate(source, null, sent.session);
      const prepared = preparedFrom(source, this.#registry, sent.session);
      if (prepared !== null) return prepared;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
    }
    // The client's own text gives the error with its right position, if it is one at all.
    return this.#prepareAsItStands(sent);
  }

  async #prepareAsItStands({ text, parameterTypes, session }: Sent): Promise<Prepared> {
    const schema = this.#schemaFor(session);
    const entry = entryOf(await this.#analyser.prepare(schema, text, parameterTypes, session, null));
    const source: Source = { text, entry, literals: [], epoch: schema.epoch };
    const prepared = preparedFrom(source, this.#registry, session);
    if (prepared === null) throw new GatewayError('XX000', 'a statement without literals waits for them');
    return prepared;
  }

  /** The plan of a statement whose IRIS SQL depends on the client's values. */
  resolvePlan(
    source: Source<QueryEntry>,
    textOf: ValueOf,
    session: TranslationSession,
  ): Plan | Promise<Plan> {
    return source.entry.plans.find(valuesOf(source, textOf)) ?? this.#resolve(source, textOf, session);
  }

  async #resolve(source: Source<QueryEntry>, textOf: ValueOf, session: TranslationSession): Promise<Plan> {
    try {
      const plan = await this.#translate(source, textOf, session);
      if (plan !== null) return plan;
    } catch (error) {
      // positions are those of the lifted text
      if (error instanceof GatewayError && source.literals.length > 0)
        throw error.with({ position: undefined });
      throw error;
    }
    throw new GatewayError('XX000', 'a translation came to no plan');
  }

  /**
   * Asks for a plan, pinning what turns out to matter until there is one. Without values of the client's parameters
   * (`textOf` null) there may be none before execution: null.
   */
  async #translate(
    source: Source<QueryEntry>,
    textOf: ValueOf | null,
    session: TranslationSession,
  ): Promise<Plan | null> {
    const { shape, plans } = source.entry;
    const values = valuesOf(source, textOf ?? noClientValue);
    const own = clientParameters(source);
    for (;;) {
      if (textOf === null && plans.pinned.some((index) => index < own)) return null;
      const pinned = plans.values(values);
      const translated = await this.#analyser.plan(this.#schemaFor(session), shape, session, pinned);
      plans.learn(translated);
      if (translated.plan !== null) return translated.plan;
      if (plans.pinned.length === pinned.length) {
        throw new GatewayError('XX000', 'a translation asks for parameters it was given');
      }
    }
  }

  /**
   * For a query that failed with its literals as parameters: whether PostgreSQL refuses them where they stand.
   * @throws the error of the client's own text, which is more exact
   */
  async checkLiterals(source: Source<QueryEntry>, session: TranslationSession): Promise<void> {
    const { text, entry } = source;
    const own = entry.shape.parameterTypes.slice(0, clientParameters(source));
    await this.#analyser.prepare(this.#schemaFor(session), text, own, session, null);
  }
}

function sourceFrom(text: string, key: StatementKey, entry: StatementEntry, epoch: number): Source {
  return { text, entry, literals: literalsOf(key, entry), epoch };
}

function literalsOf(key: StatementKey, entry: StatementEntry): readonly Literal[] {
  return entry.kind === 'query' && entry.shape.lifted ? (key.lifted?.literals ?? []) : [];
}
