import { translationContext, type ContextOptions } from '../../catalog/context.ts';
import type { ShadowSession } from '../../catalog/shadow-session.ts';
import { GatewayError, type ErrorFields } from '../../errors/gateway-error.ts';
import type { TranslationContext } from '../../sql/context.ts';
import { withElement } from '../../sql/expression/element.ts';
import type { OutputColumn } from '../../sql/plan.ts';
import type { Query } from '../../sql/tree/nodes.ts';
import { readTree } from '../../sql/tree/read.ts';
import { dialect, type ThreadCatalog } from '../thread.ts';
import { irisSpelled } from './iris-spelling.ts';

/** A query as PostgreSQL has analysed it. */
export interface AnalysedQuery {
  readonly text: string;
  readonly parameterTypes: readonly number[];
  readonly columns: readonly OutputColumn[] | null;
  readonly notices: readonly ErrorFields[];
  readonly query: Query;
  /** The catalog as a translation with these parameters pinned sees it. */
  context(pinned: ReadonlyMap<number, string | null>): TranslationContext;
}

/**
 * Asks the shadow; names in IRIS's own spelling are found, too, and are in the result's text as PostgreSQL has them.
 * @throws GatewayError PostgreSQL's own, with the position in `text`
 */
export function analyseQuery(
  { shadow, catalog }: Pick<ThreadCatalog, 'shadow' | 'catalog'>,
  text: string,
  parameterTypes: readonly number[],
  session: ShadowSession,
): AnalysedQuery {
  const analysis = shadow.analyse(text, parameterTypes, session);
  if (analysis.error !== null) {
    const spelled = irisSpelled(text, analysis.error, catalog.plan);
    if (spelled === null) throw GatewayError.fromFields(analysis.error);
    return analyseQuery({ shadow, catalog }, spelled, parameterTypes, session);
  }
  if (analysis.tree === null) throw new GatewayError('XX000', 'the catalog gave no tree of a query');
  const options = contextOptions(text, session);
  const context = translationContext(catalog, options);
  return {
    text,
    parameterTypes: analysis.parameterTypes,
    columns: analysis.columns?.map((column) => withElement(column, context)) ?? null,
    notices: analysis.notices,
    query: readTree(analysis.tree),
    context: (pinned) => ({
      ...translationContext(catalog, { ...options, pinned }),
      analyse: (own) => ownQuery(shadow, own, session),
    }),
  };
}

/**
 * The tree of a query of the gateway's own.
 * @throws GatewayError PostgreSQL's own, without a position
 */
export function ownQuery(shadow: ThreadCatalog['shadow'], text: string, session: ShadowSession): Query {
  const analysis = shadow.analyse(text, [], session);
  if (analysis.error !== null) throw GatewayError.fromFields({ ...analysis.error, position: undefined });
  if (analysis.tree === null) throw new GatewayError('XX000', 'the catalog gave no tree of a query');
  return readTree(analysis.tree);
}

/** What a translation of `text` is told beside the catalog. */
export function contextOptions(text: string, session: ShadowSession): ContextOptions {
  const { TimeZone: timeZone = 'UTC', search_path: searchPath = '' } = session.settings;
  return {
    dialect,
    sourceText: text,
    pinned: new Map(),
    timeZone,
    searchPath,
    user: session.user,
    ...(session.temporary === undefined ? {} : { temporaryPrefix: session.temporary.prefix }),
  };
}
