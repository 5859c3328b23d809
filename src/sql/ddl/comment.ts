import type { CommentStmt, ObjectType } from '@pgsql/types';
import type { RawStatement } from '../parse/raw-statement.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';

/** Kinds of objects whose comments the gateway keeps (catalog-facts.ts). */
const KEPT: readonly ObjectType[] = [
  'OBJECT_COLUMN',
  'OBJECT_DATABASE',
  'OBJECT_DOMAIN',
  'OBJECT_DOMCONSTRAINT',
  'OBJECT_INDEX',
  'OBJECT_SCHEMA',
  'OBJECT_SEQUENCE',
  'OBJECT_TABCONSTRAINT',
  'OBJECT_TABLE',
  'OBJECT_TYPE',
  'OBJECT_VIEW',
];

/** COMMENT ON: IRIS is told nothing; what is kept follows the catalog. */
export function planComment({ objtype }: CommentStmt, statement: RawStatement): DdlPlan {
  const steps = new DdlSteps();
  if (!KEPT.includes(objtype ?? 'OBJECT_TABLE')) steps.warning('comments on such objects are not kept');
  return steps.plan('COMMENT', statement.text);
}
