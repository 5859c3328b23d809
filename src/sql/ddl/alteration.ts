import type { AlterTableCmd } from '@pgsql/types';
import type { Relation } from '../context.ts';
import { fragment } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import type { Tokens } from '../parse/tokens.ts';
import type { DdlContext } from './ddl-context.ts';
import type { DdlSteps } from './ddl-plan.ts';
import type { TableKey } from './gateway-tables.ts';

/** One action of ALTER TABLE with what planning it needs. */
export interface Alteration {
  readonly table: Relation;
  readonly action: AlterTableCmd;
  /** First token of the action in the statement. */
  readonly start: number;
  readonly tokens: Tokens;
  readonly steps: DdlSteps;
  readonly context: DdlContext;
}

/** `ALTER TABLE "s"."t" action`: IRIS takes one kind of action for each statement (iris-sql.md 3.4). */
export function alter(table: Relation, action: Fragment): Fragment {
  return fragment`ALTER TABLE ${tableName(table)} ${action}`;
}

/** The table in the gateway's own tables. */
export function tableKey({ irisSchema, irisName }: Relation): TableKey {
  return { irisSchema, irisName };
}
