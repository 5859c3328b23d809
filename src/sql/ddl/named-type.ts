import type { TypeSignature } from '../context.ts';
import type { DdlContext } from './ddl-context.ts';
import type { ColumnType } from './type-name.ts';
import { userTypeText, type UserType } from './user-type.ts';

/** The type that a user made under this name; undefined for built-in types and unknown names. */
export function userTypeNamed(
  schema: string | null,
  name: string,
  context: DdlContext,
): UserType | undefined {
  const signature = context.typeByName(schema, name);
  return signature === undefined ? undefined : userTypeOf(signature, context);
}

/** The user's type behind a row of pg_type. */
export function userTypeOf(signature: TypeSignature, context: DdlContext): UserType | undefined {
  const { kind, schema, name } = signature;
  if (kind !== 'e' && kind !== 'd') return undefined;
  return context.userTypes.find((type) => type.name === name && type.schema === schema);
}

/** A column's type that is an enum, or an array of one: labels are text in IRIS. */
export function enumColumnType(type: UserType, array: boolean): ColumnType {
  const text = userTypeText(type) + (array ? '[]' : '');
  return { name: 'text', array, modifiers: [], serial: false, text, user: type };
}
