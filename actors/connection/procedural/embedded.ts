import { temporaryKey } from '../../../src/catalog/temporary.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { originalPosition } from '../../../src/sql/procedural/bind-variables.ts';
import type { EmbeddedStatement } from '../../../src/translation/api.ts';
import type { BlockRun } from './block-run.ts';
import { withLiterals } from './literals.ts';
import type { Query } from './run-query.ts';
import type { Scope } from './scope.ts';
import type { Value, ValueType } from './variable.ts';

/** SQL within a block. */
export interface Embedded {
  /** What it is remembered by, for as long as the block's tree is: the part of it that it stands in. */
  readonly key: object;
  /** A whole statement. */
  readonly text: string;
  /** What errors show of it, and how many characters `text` has before that. */
  readonly shown: string;
  readonly prefix: number;
  readonly as: 'SQL statement' | 'SQL expression' | 'PL/pgSQL assignment';
}

/** An expression, which is evaluated as SELECT. */
export function expression(part: { readonly text: string }): Embedded {
  return { key: part, text: `SELECT ${part.text}`, shown: part.text, prefix: 7, as: 'SQL expression' };
}

/** A statement as it stands. */
export function sqlStatement(key: object, text: string): Embedded {
  return { key, text, shown: text, prefix: 0, as: 'SQL statement' };
}

/** A statement with its variables bound. */
export interface Bound extends Query {
  readonly of: Embedded;
  readonly statement: EmbeddedStatement;
}

interface Remembered {
  readonly stamp: string;
  readonly statement: EmbeddedStatement;
}

const remembered = new WeakMap<object, Remembered>();

/** Puts the variables of this moment into a statement. What is found out about it is remembered while nothing changes. */
export async function bind(run: BlockRun, scope: Scope, of: Embedded): Promise<Bound> {
  const { translation } = run.session.services;
  const about = run.session.translationSession();
  const epoch = `${about.schema?.epoch ?? translation.epoch} ${temporaryKey(about.temporary)} ${about.searchPath}`;
  const known = remembered.get(of.key);
  if (known?.stamp.startsWith(epoch) === true) {
    const bound = valuesFor(run, of, known.statement, scope);
    if (bound !== null && stampOf(epoch, bound, scope) === known.stamp) return bound;
  }
  const statement = await explained(run, of, null, () =>
    translation.embeddedStatement(
      { text: of.text, scopes: scope.names(), conflict: run.conflict, unnamed: of.as !== 'SQL statement' },
      about,
    ),
  );
  const bound = valuesFor(run, of, statement, scope);
  if (bound === null) throw new GatewayError('XX000', 'a variable of PL/pgSQL was not found');
  remembered.set(of.key, { stamp: stampOf(epoch, bound, scope), statement });
  return bound;
}

function valuesFor(
  { session }: BlockRun,
  of: Embedded,
  statement: EmbeddedStatement,
  scope: Scope,
): Bound | null {
  const found: { readonly value: Value; readonly type: ValueType }[] = [];
  for (const { place } of statement.parameters) {
    const one = scope.valueAt(place);
    if (one === null) return null;
    found.push(one);
  }
  if (!statement.isQuery && found.length > 0) {
    const text = withLiterals(session, statement.text, found);
    return {
      of: { ...of, shown: text },
      statement: { ...statement, replaced: [] },
      text,
      types: [],
      values: [],
    };
  }
  return {
    of,
    statement,
    text: statement.text,
    types: found.map(({ type }) => type.oid),
    values: found.map(({ value }) => value),
  };
}

/** Another shape of a record is another statement. */
function stampOf(epoch: string, { types, statement }: Bound, scope: Scope): string {
  const records = statement.parameters.flatMap(({ place }) =>
    place.field === null ? [] : [scope.shapeAt(place)],
  );
  return `${epoch}\0${types.join()}\0${records.join('\0')}`;
}

/**
 * Runs a part of a statement so that its errors say where in the block's SQL they are (spi.c, _SPI_error_callback): with a
 * place in it, or the text as context. What PostgreSQL evaluates itself without SPI (`silent`) has neither.
 */
export async function explained<T>(
  run: BlockRun,
  of: Pick<Embedded, 'shown' | 'prefix' | 'as'>,
  statement: EmbeddedStatement | null,
  work: () => Promise<T>,
  silent = false,
): Promise<T> {
  const around = run.sql;
  const context = `${of.as} "${of.shown}"`;
  run.sql = silent ? null : context;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GatewayError) || run.told.has(error)) throw error;
    const { position, where } = error.fields;
    let placed: GatewayError;
    if (position !== undefined) {
      const at = originalPosition(position, statement?.replaced ?? []) - of.prefix;
      placed = error.with({
        position: undefined,
        internalPosition: Math.max(at, 1),
        internalQuery: of.shown,
      });
    } else if (silent) placed = error;
    else placed = error.with({ where: [where, context].filter(Boolean).join('\n') });
    run.told.add(placed);
    throw placed;
  } finally {
    run.sql = around;
  }
}
