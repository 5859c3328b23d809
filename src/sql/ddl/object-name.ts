import type { NodeBody } from '../parse/node.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation } from '../context.ts';
import { fragment, identifier } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { irisSchemaName, irisSpelling } from '../iris/spelling.ts';
import type { DdlContext } from './ddl-context.ts';
import { IRIS_TEMPORARY_SCHEMA, TEMPORARY_SCHEMA } from './temporary-schema.ts';

/** PostgreSQL's default schema and the IRIS one it stands for (iris-sql.md 3.3: PUBLIC is reserved in IRIS). */
export const PUBLIC_SCHEMA = 'public';
export const IRIS_PUBLIC_SCHEMA = 'SQLUser';

/** A table to be made, by its names on both sides. */
export interface NewRelation {
  readonly schema: string;
  readonly name: string;
  readonly irisSchema: string;
  readonly irisName: string;
}

/** Where CREATE puts a relation. */
export function newRelation(relation: NodeBody<'RangeVar'>, context: DdlContext): NewRelation {
  const name = relation.relname ?? '';
  if (relation.relpersistence === 't' || relation.schemaname === TEMPORARY_SCHEMA) {
    return {
      schema: TEMPORARY_SCHEMA,
      name,
      irisSchema: IRIS_TEMPORARY_SCHEMA,
      irisName: irisNameIn(TEMPORARY_SCHEMA, name, context),
    };
  }
  const schema = relation.schemaname ?? context.currentSchema;
  return { schema, name, irisSchema: irisSchemaName(schema), irisName: irisNameIn(schema, name, context) };
}

/**
 * The IRIS name of a relation to be made in this schema: those of temporary tables tell the sessions apart.
 * @throws GatewayError 0A000 for a temporary table outside of a session
 */
export function irisNameIn(schema: string, name: string, context: DdlContext): string {
  const prefix = schema === TEMPORARY_SCHEMA ? context.temporaryPrefix : '';
  if (prefix === undefined) {
    throw new GatewayError('0A000', 'temporary tables are not supported outside of a session');
  }
  const others = context.relationsIn(schema).filter((relation) => relation.name !== name);
  const used = new Set(others.map(({ irisName }) => irisName.toUpperCase()));
  return prefix + irisSpelling(name, (candidate) => used.has((prefix + candidate).toUpperCase()));
}

/** `"schema"."name"` in IRIS. */
export function irisTable(relation: NewRelation): Fragment {
  return fragment`${identifier(relation.irisSchema)}.${identifier(relation.irisName)}`;
}

/** A name as PostgreSQL's SQL delimits it (manual 4.1.1). */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"schema"."name"` in PostgreSQL's SQL. */
export function quotedRelation({ schema, name }: Pick<NewRelation, 'schema' | 'name'>): string {
  return `${quotedName(schema)}.${quotedName(name)}`;
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

/**
 * The IRIS name of a column that the table is to get.
 * @param instead the column whose name it takes the place of
 * @throws GatewayError 42622
 */
export function newColumnName(relation: Relation, name: string, instead?: string): string {
  const others = relation.columns.filter((column) => column.name !== instead);
  const used = new Set(others.map(({ irisName }) => irisName.toUpperCase()));
  return irisSpelling(name, (candidate) => used.has(candidate.toUpperCase()));
}
