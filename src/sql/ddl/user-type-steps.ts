import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation, RelationColumn } from '../context.ts';
import { fragment, identifier, parameter } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import type { Step } from '../plan.ts';
import { CREATE_COLUMN_TYPE } from './gateway-tables.ts';
import { irisSchemaName } from '../iris/spelling.ts';
import {
  CREATE_USER_TYPE,
  forgetUserType,
  redefineUserType,
  rememberUserType,
  renameUserType,
  retypeColumns,
} from './user-type-table.ts';
import { userTypeText, type UserType, type UserTypeDefinition, type UserTypeName } from './user-type.ts';

/** A type before or after a definition; its OID and those of its labels tell what was renamed. */
interface TypeState extends UserTypeName {
  readonly oid: number;
  readonly definition: UserTypeDefinition;
  readonly labelOids: readonly number[];
}

/** What of the schema uses types. */
export interface TypeUsers {
  /** The types as they are remembered. */
  readonly types: readonly UserType[];
  readonly relations: readonly Relation[];
  /** pg_type.typelem of an array type, else 0. */
  elementOf(oid: number): number;
  /** Queries of views, as written. */
  readonly viewQueries: readonly string[];
}

/** The steps that let the backend follow from the types before a definition to those after it. */
export function userTypeSteps(
  before: readonly TypeState[],
  after: readonly TypeState[],
  users: TypeUsers,
): Step[] {
  const steps: Step[] = [];
  for (const old of before) {
    const key = remembered(old, users);
    const now = after.find(({ oid }) => oid === old.oid);
    if (now === undefined) {
      steps.push(forgetUserType(key));
      continue;
    }
    if (!isDeepSame(old.definition, now.definition)) {
      steps.push(...relabelRows(old, now, users), ...redefineUserType(key, now.definition));
    }
    if (userTypeText(old) !== userTypeText(now)) {
      const to = { irisSchema: irisSchemaName(now.schema), name: now.name };
      steps.push(
        renameUserType(key, to),
        retypeColumns(userTypeText(old), userTypeText(now)),
        retypeColumns(`${userTypeText(old)}[]`, `${userTypeText(now)}[]`),
      );
    }
  }
  for (const now of after) {
    if (before.some(({ oid }) => oid === now.oid)) continue;
    const key = { irisSchema: irisSchemaName(now.schema), name: now.name };
    steps.push(forgetUserType(key), rememberUserType(key, now.definition));
  }
  if (steps.length === 0) return [];
  const create = [CREATE_USER_TYPE, CREATE_COLUMN_TYPE].map(
    (statement): Step => ({ do: 'command', statement }),
  );
  return [...create, ...steps];
}

function remembered(type: TypeState, { types }: TypeUsers): UserType {
  const found = types.find((candidate) => userTypeText(candidate) === userTypeText(type));
  return found ?? { ...type, irisSchema: irisSchemaName(type.schema) };
}

function isDeepSame(one: UserTypeDefinition, other: UserTypeDefinition): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Labels are in the rows themselves: one that is renamed is renamed there. */
function relabelRows(old: TypeState, now: TypeState, users: TypeUsers): Step[] {
  if (old.definition.kind !== 'enum' || now.definition.kind !== 'enum') return [];
  const { labels } = now.definition;
  const renamed = old.definition.labels.flatMap((label, index) => {
    const to = labels[now.labelOids.indexOf(old.labelOids[index] ?? 0)];
    return to === undefined || to === label ? [] : [{ from: label, to }];
  });
  return renamed.flatMap(({ from, to }) => {
    refuseViews(from, users);
    const arrays = columnsOf(users, ({ typeOid }) => users.elementOf(typeOid) === old.oid).map(
      ({ relation, column }): Step => ({
        do: 'refuse',
        query: fragment`SELECT TOP 1 1 FROM ${tableName(relation)} WHERE ${identifier(column.irisName)} IS NOT NULL`,
        error: {
          sqlstate: '0A000',
          message: `renaming the enum label "${from}" is not supported: column "${column.name}" of table "${relation.name}" has arrays of the type`,
        },
      }),
    );
    const scalars = columnsOf(users, ({ typeOid }) => typeOid === old.oid).map(
      ({ relation, column }): Step => ({
        do: 'change',
        statement: fragment`UPDATE ${tableName(relation)} SET ${identifier(column.irisName)} = ${constant(to)} WHERE ${identifier(column.irisName)} = ${constant(from)}`,
        counts: false,
      }),
    );
    return [...arrays, ...scalars];
  });
}

/** A view's query is kept with the label that it was written with, in the gateway as in IRIS. */
function refuseViews(label: string, { viewQueries }: TypeUsers): void {
  const written = `'${label.replaceAll("'", "''")}'`;
  if (!viewQueries.some((query) => query.includes(written))) return;
  throw new GatewayError('0A000', `renaming the enum label "${label}" is not supported: a view may use it`, {
    hint: 'Drop the view and make it again.',
  });
}

interface ColumnOf {
  readonly relation: Relation;
  readonly column: RelationColumn;
}

/** The columns of tables that `uses` accepts. */
export function columnsOf(
  { relations }: Pick<TypeUsers, 'relations'>,
  uses: (column: RelationColumn) => boolean,
): ColumnOf[] {
  return relations
    .filter(({ kind }) => kind === 'table')
    .flatMap((relation) => relation.columns.filter(uses).map((column) => ({ relation, column })));
}

function constant(value: string): ReturnType<typeof parameter> {
  return parameter({ from: 'constant', value });
}
