import { IrisError } from '../../iris-session.ts';
import type { Dialect } from '../../../sql/context.ts';
import { ARITHMETIC_USER_FUNCTIONS } from './arithmetic.ts';
import { CONDITIONAL_FUNCTIONS } from './conditionals.ts';
import { DATE_FORMAT_FUNCTIONS } from './date-formats.ts';
import { DATE_FUNCTIONS } from './dates.ts';
import type { FunctionDefinition } from './definition.ts';
import { JSON_USER_FUNCTIONS } from './json.ts';
import { JSON_TABLE_USER_FUNCTIONS } from './json-table.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { STRING_FUNCTIONS } from './strings.ts';
import { SYSTEM_FUNCTIONS } from './system.ts';
import { TEXT_BUILDING_FUNCTIONS } from './text-building.ts';
import { TEXT_USER_FUNCTIONS } from './text-predicates.ts';
import type { UserFunction } from './user-function.ts';
import { VECTOR_FUNCTIONS, VECTOR_USER_FUNCTIONS } from './vectors.ts';

/** Every function of IRIS SQL that the engine knows. */
const DEFINITIONS: readonly FunctionDefinition[] = [
  ...STRING_FUNCTIONS,
  ...TEXT_BUILDING_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...DATE_FORMAT_FUNCTIONS,
  ...CONDITIONAL_FUNCTIONS,
  ...VECTOR_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...SYSTEM_FUNCTIONS,
];

const BY_NAME: ReadonlyMap<string, FunctionDefinition> = new Map(
  DEFINITIONS.flatMap((definition) => definition.names.map((name) => [name, definition] as const)),
);

/** What a session registers in its SQLite connection. */
export const USER_FUNCTIONS: readonly UserFunction[] = [
  ...DEFINITIONS.flatMap((definition) => definition.userFunctions),
  ...ARITHMETIC_USER_FUNCTIONS,
  ...TEXT_USER_FUNCTIONS,
  ...JSON_USER_FUNCTIONS,
  ...JSON_TABLE_USER_FUNCTIONS,
  ...VECTOR_USER_FUNCTIONS,
];

/**
 * @param schema upper case, null for a built-in function
 * @throws IrisError -359 unknown (to this version), -380 too few and -381 too many arguments
 */
export function functionByName(
  schema: string | null,
  name: string,
  count: number,
  dialect: Dialect,
): FunctionDefinition {
  const full = schema === null ? name : `${schema.toUpperCase()}.${name}`;
  const definition = BY_NAME.get(full);
  if (!definition || !available(definition, dialect)) {
    throw new IrisError(-359, `User defined SQL function '${full}' does not exist`);
  }
  if (count < definition.arity[0])
    throw new IrisError(-380, `Too few arguments for the SQL function '${full}'`);
  if (count > definition.arity[1])
    throw new IrisError(-381, `Too many arguments for the SQL function '${full}'`);
  return definition;
}

function available({ since }: FunctionDefinition, { version }: Dialect): boolean {
  if (!since) return true;
  return version[0] > since[0] || (version[0] === since[0] && version[1] >= since[1]);
}
