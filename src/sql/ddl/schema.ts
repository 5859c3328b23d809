import type { CreateSchemaStmt } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { fragment, identifier, raw } from '../iris/fragment.ts';
import { irisSchemaName } from '../iris/spelling.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { dropForeignKeys } from './alter-constraint.ts';
import type { DdlContext } from './ddl-context.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import { schemaObject } from './definition-effect.ts';
import type { Drop } from './drop.ts';
import {
  CREATE_COLUMN_TYPE,
  CREATE_VIEW_DEFINITION,
  forgetSchema,
  GATEWAY_SCHEMA,
} from './gateway-tables.ts';
import { IRIS_PUBLIC_SCHEMA, PUBLIC_SCHEMA } from './object-name.ts';

/** CREATE SCHEMA [IF NOT EXISTS] */
export function planCreateSchema(
  create: CreateSchemaStmt,
  statement: RawStatement,
  context: DdlContext,
): DdlPlan {
  if ((create.schemaElts ?? []).length > 0) {
    throw new GatewayError('0A000', 'CREATE SCHEMA with objects in it is not supported', {
      hint: 'Create them with statements of their own.',
    });
  }
  const steps = new DdlSteps();
  const name = create.schemaname ?? create.authrole?.rolename ?? '';
  refuseReserved(name);
  if (context.schemaExists(name)) {
    if (create.if_not_exists !== true) throw new GatewayError('42P06', `schema "${name}" already exists`);
  } else {
    steps.command(fragment`CREATE SCHEMA ${identifier(irisSchemaName(name))}`, {
      does: 'make',
      object: schemaObject(irisSchemaName(name)),
    });
  }
  return steps.plan('CREATE SCHEMA', statement.text);
}

/** DROP SCHEMA: with CASCADE, foreign keys that point into it go first. */
export function dropSchema(drop: Drop): void {
  const { names, ifExists, cascade, steps, context } = drop;
  for (const { name } of names) {
    if (!context.schemaExists(name)) {
      if (!ifExists) throw new GatewayError('3F000', `schema "${name}" does not exist`);
      continue;
    }
    if (name === PUBLIC_SCHEMA) {
      throw new GatewayError('0A000', `schema "${name}" cannot be dropped`, {
        detail: `It stands for ${IRIS_PUBLIC_SCHEMA}, the default schema of InterSystems IRIS.`,
      });
    }
    if (cascade) {
      const inside = context.relationsIn(name);
      dropForeignKeys(
        inside.flatMap((table) => context.referencedBy(table)).filter((key) => key.table.schema !== name),
        steps,
      );
    }
    steps.command(CREATE_COLUMN_TYPE);
    steps.command(CREATE_VIEW_DEFINITION);
    steps.command(
      fragment`DROP SCHEMA ${identifier(irisSchemaName(name))}${raw(cascade ? ' CASCADE' : '')}`,
      { does: 'drop', object: schemaObject(irisSchemaName(name)) },
    );
    steps.steps.push(...forgetSchema(irisSchemaName(name)));
  }
}

/** Schemas a client cannot make: PostgreSQL's own, and those that IRIS calls otherwise. */
function refuseReserved(name: string): void {
  if ([IRIS_PUBLIC_SCHEMA, GATEWAY_SCHEMA].some((own) => own.toLowerCase() === name.toLowerCase())) {
    throw new GatewayError('42939', `unacceptable schema name "${name}"`, {
      detail: 'The name is reserved by the gateway.',
    });
  }
  if (name.startsWith('pg_')) {
    throw new GatewayError('42939', `unacceptable schema name "${name}"`, {
      detail: 'The prefix "pg_" is reserved for system schemas.',
    });
  }
}
