import { GatewayError } from '../../errors/gateway-error.ts';
import type { RelationColumn, RelationKey, TranslationContext } from '../context.ts';
import { unsupported } from '../expression/unsupported.ts';
import { body } from '../parse/node.ts';
import { parseStatements } from '../parse/parse.ts';
import type { OnConflictExpr } from '../tree/nodes.ts';
import { columnByNumber } from './target.ts';
import type { Target } from './target.ts';

/**
 * The columns of the key that ON CONFLICT names; null when it names none.
 * @throws GatewayError 0A000 for expressions, 42704 for an unknown constraint, 42P10 when no key has these columns
 */
export function conflictKey(target: Target, onConflict: OnConflictExpr): RelationColumn[] | null {
  const { relation, scope } = target;
  const { context } = scope.statement;
  if (onConflict.constraint !== 0) return constraintColumns(target, context);
  const elements = onConflict.arbiterElems ?? [];
  if (elements.length === 0) return null;
  const columns = elements.map(({ expr }) => {
    if (expr.kind !== 'VAR') throw unsupported('ON CONFLICT on an expression', context);
    return columnByNumber(relation, expr.varattno);
  });
  if (!relation.keys.some((key) => hasColumns(key, columns))) throw noSuchKey();
  return columns;
}

/** Order and repetition make no difference (infer_arbiter_indexes in plancat.c). */
function hasColumns({ attnums }: RelationKey, columns: readonly RelationColumn[]): boolean {
  const wanted = new Set(columns.map(({ attnum }) => attnum));
  return attnums.length === wanted.size && attnums.every((attnum) => wanted.has(attnum));
}

/** PostgreSQL looks for the key when it plans, so the analysis by the catalog does not find this. */
function noSuchKey(): GatewayError {
  return new GatewayError(
    '42P10',
    'there is no unique or exclusion constraint matching the ON CONFLICT specification',
  );
}

/** The tree has the constraint's OID, which says nothing to IRIS: its name is in the client's text. */
function constraintColumns({ relation }: Target, context: TranslationContext): RelationColumn[] {
  const [statement] = parseStatements(context.sourceText);
  const name = body(statement?.node, 'InsertStmt')?.onConflictClause?.infer?.conname;
  const key = relation.keys.find((candidate) => candidate.name === name);
  if (key === undefined) {
    throw new GatewayError('42704', `constraint "${name}" for table "${relation.name}" does not exist`);
  }
  return key.attnums.map((attnum) => columnByNumber(relation, attnum));
}
