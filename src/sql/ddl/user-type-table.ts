import { fragment, identifier, parameter, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Step } from '../plan.ts';
import { GATEWAY_SCHEMA, type TableKey } from './gateway-tables.ts';
import type { UserType, UserTypeDefinition } from './user-type.ts';

/** The gateway's table of types that clients made. Names of types are PostgreSQL's and differ by case. */
const USER_TYPE = fragment`${identifier(GATEWAY_SCHEMA)}.${identifier('UserType')}`;
const COLUMN_TYPE = fragment`${identifier(GATEWAY_SCHEMA)}.${identifier('ColumnType')}`;

/** `definition` is a UserTypeDefinition as JSON. */
export const CREATE_USER_TYPE: Fragment = fragment`CREATE TABLE IF NOT EXISTS ${USER_TYPE} (${raw(
  [
    '"type_schema" VARCHAR(128) NOT NULL COLLATE %EXACT',
    '"type_name" VARCHAR(128) NOT NULL COLLATE %EXACT',
    '"definition" VARCHAR(1000000) NOT NULL COLLATE %EXACT',
    'CONSTRAINT "UserType_pkey" PRIMARY KEY ("type_schema", "type_name")',
  ].join(', '),
)})`;

/** A type by the names under which it is remembered. */
type Key = Pick<UserType, 'irisSchema' | 'name'>;

export function rememberUserType({ irisSchema, name }: Key, definition: UserTypeDefinition): Step {
  return change(
    fragment`INSERT INTO ${USER_TYPE} ("type_schema", "type_name", "definition") VALUES (${text(irisSchema)}, ${text(name)}, ${text(JSON.stringify(definition))})`,
  );
}

export function forgetUserType(type: Key): Step {
  return change(fragment`DELETE FROM ${USER_TYPE} WHERE ${condition(type)}`);
}

/**
 * The type's definition changed. Another gateway may have changed it since this one has read it: its change must not be
 * lost (PostgreSQL says the same of two sessions).
 */
export function redefineUserType(type: UserType, definition: UserTypeDefinition): Step[] {
  const before = text(JSON.stringify(type.definition));
  return [
    {
      do: 'refuse',
      query: fragment`SELECT TOP 1 1 FROM ${USER_TYPE} WHERE ${condition(type)} AND "definition" <> ${before}`,
      error: { sqlstate: 'XX000', message: 'tuple concurrently updated' },
    },
    change(
      fragment`UPDATE ${USER_TYPE} SET "definition" = ${text(JSON.stringify(definition))} WHERE ${condition(type)}`,
    ),
  ];
}

/** The type has another name, or is in another schema. */
export function renameUserType(type: Key, to: Key): Step {
  return change(
    fragment`UPDATE ${USER_TYPE} SET "type_schema" = ${text(to.irisSchema)}, "type_name" = ${text(to.name)} WHERE ${condition(type)}`,
  );
}

/** The columns that are remembered to be of a type are of another one. */
export function retypeColumns(from: string, to: string): Step {
  return change(fragment`UPDATE ${COLUMN_TYPE} SET "pg_type" = ${text(to)} WHERE "pg_type" = ${text(from)}`);
}

/** The default of a column that is remembered changed; null for none. */
export function rememberDefault(table: TableKey, column: string, pgDefault: string | null): Step {
  return change(
    fragment`UPDATE ${COLUMN_TYPE} SET "pg_default" = ${text(pgDefault)} WHERE "table_schema" = ${text(table.irisSchema)} AND "table_name" = ${text(table.irisName)} AND "column_name" = ${text(column)}`,
  );
}

function condition({ irisSchema, name }: Key): Fragment {
  return fragment`"type_schema" = ${text(irisSchema)} AND "type_name" = ${text(name)}`;
}

function change(statement: Fragment): Step {
  return { do: 'change', statement, counts: false };
}

function text(value: string | null): Fragment {
  return parameter({ from: 'constant', value });
}
