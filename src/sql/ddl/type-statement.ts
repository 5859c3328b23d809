import type { ObjectType } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { ddlTag } from '../classify/ddl-tag.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';

/** Enums, domains and their constraints as the parser names them. */
export function isUserType(object: ObjectType | undefined): boolean {
  return object === 'OBJECT_TYPE' || object === 'OBJECT_DOMAIN' || object === 'OBJECT_DOMCONSTRAINT';
}

/**
 * CREATE, ALTER and DROP of enums and domains: IRIS has none. What is to be remembered of them follows from PostgreSQL's
 * catalog after the statement (src/translation/tasks/changed-types.ts).
 */
export function planTypeStatement(statement: RawStatement): DdlPlan {
  return new DdlSteps().plan(ddlTag(statement.node) ?? '', statement.text);
}

/** @throws GatewayError 0A000: no column of IRIS could hold the type's values */
export function refuseType(what: string): never {
  throw new GatewayError('0A000', `${what} are not supported`, {
    detail: 'InterSystems IRIS has no column type to hold their values.',
  });
}
