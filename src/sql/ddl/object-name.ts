import type { NodeBody } from '../parse/node.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation } from '../context.ts';
import { fragment, identifier } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { DdlContext } from './ddl-context.ts';

/** PostgreSQL's default schema and the IRIS one it stands for (iris-sql.md 3.3: PUBLIC is reserved in IRIS). */
export const PUBLIC_SCHEMA = 'public';
export const IRIS_PUBLIC_SCHEMA = 'SQLUser';

/** The IRIS schema of a PostgreSQL schema; the spelling is kept. */
export function irisSchemaName(schema: string): string {
  return schema === PUBLIC_SCHEMA ? IRIS_PUBLIC_SCHEMA : schema;
}

/** A table to be made, by its names on both sides. */
export interface NewRelation {
  readonly schema: string;
  readonly name: string;
  readonly irisSchema: string;
}

/** Where CREATE puts a relation. */
export function newRelation(relation: NodeBody<'RangeVar'>, context: DdlContext): NewRelation {
  const schema = relation.schemaname ?? context.currentSchema;
  return { schema, name: relation.relname ?? '', irisSchema: irisSchemaName(schema) };
}

/** `"schema"."name"` in IRIS. */
export function irisTable(relation: NewRelation): Fragment {
  return fragment`${identifier(relation.irisSchema)}.${identifier(relation.name)}`;
}

/** The relation a RangeVar means, undefined when there is none. */
export function findRelation(
  relation: NodeBody<'RangeVar'> | undefined,
  context: DdlContext,
): Relation | undefined {
  return context.relationByName(relation?.schemaname ?? null, relation?.relname ?? '');
}

/**
 * The relation a RangeVar means.
 * @throws GatewayError 42P01
 */
export function relationOf(relation: NodeBody<'RangeVar'> | undefined, context: DdlContext): Relation {
  const found = findRelation(relation, context);
  if (found !== undefined) return found;
  const name = [relation?.schemaname, relation?.relname].filter((part) => part !== undefined).join('.');
  throw new GatewayError('42P01', `relation "${name}" does not exist`);
}

/** The IRIS name of a column; one that the same statement adds is not in `relation` and keeps its name. */
export function irisColumnName(relation: Relation, name: string): string {
  return relation.columns.find((column) => column.name === name)?.irisName ?? name;
}

/** The delimited IRIS name of a column. */
export function irisColumn(relation: Relation, name: string): Fragment {
  return identifier(irisColumnName(relation, name));
}
