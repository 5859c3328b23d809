import { GatewayError } from '../../errors/gateway-error.ts';
import { intervalModifiers, lengthModifier, numericModifiers } from '../../types/typmod.ts';
import type { Relation, RelationColumn } from '../context.ts';
import type { DdlContext } from './ddl-context.ts';
import { enumColumnType, userTypeOf } from './named-type.ts';
import { formatType } from './type-name.ts';
import type { ColumnType } from './type-name.ts';
import { userTypeText } from './user-type.ts';

/**
 * The declared type of a column that is there, rebuilt from pg_attribute's type and typmod.
 * @throws GatewayError 42703
 */
export function typeOfColumn(table: Relation, name: string, context: DdlContext): ColumnType {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) {
    throw new GatewayError('42703', `column "${name}" of relation "${table.name}" does not exist`);
  }
  return storedType(column, context);
}

function storedType(column: RelationColumn, context: DdlContext): ColumnType {
  return typeFromOid(column.domain ?? column.typeOid, column.typmod, context);
}

/** The column type of a pg_type.oid and typmod, as CREATE TABLE would declare it. */
export function typeFromOid(oid: number, typmod: number, context: DdlContext): ColumnType {
  const own = context.type(oid);
  const user = own && userTypeOf(own, context);
  if (own !== undefined && user !== undefined) {
    if (own.kind === 'e') return enumColumnType(user, false);
    const base = typeFromOid(own.baseOid, own.baseTypmod ?? -1, context);
    return { ...base, text: userTypeText(user), user };
  }
  const array = own !== undefined && own.elementOid !== 0 && own.category === 'A';
  const element = array ? context.type(own.elementOid) : undefined;
  const elementUser = element && userTypeOf(element, context);
  if (element?.kind === 'd') throw refuseDomainArray(element.name);
  if (elementUser !== undefined) return enumColumnType(elementUser, true);
  const name = (array ? element?.name : own?.name) ?? 'text';
  const modifiers = modifiersOf(name, typmod);
  return {
    name,
    array,
    modifiers,
    serial: false,
    text: formatType(name, modifiers) + (array ? '[]' : ''),
  };
}

function modifiersOf(name: string, typmod: number): number[] {
  if (typmod < 0) return [];
  if (name === 'numeric') {
    const modifiers = numericModifiers(typmod);
    return modifiers === undefined ? [] : [modifiers.precision, modifiers.scale];
  }
  if (name === 'varchar' || name === 'bpchar') {
    const length = lengthModifier(typmod);
    return length === undefined ? [] : [length];
  }
  if (name === 'interval') {
    const { fields, precision } = intervalModifiers(typmod);
    return precision === undefined ? [fields] : [fields, precision];
  }
  return [typmod];
}

/** 0A000: the elements' constraints could not be kept. */
export function refuseDomainArray(domain: string): GatewayError {
  return new GatewayError('0A000', `arrays of domain ${domain} are not supported`);
}
