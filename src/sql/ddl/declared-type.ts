import type { TypeName } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { bodies, qualifiedName, strings } from '../parse/node.ts';
import { typeFromOid, refuseDomainArray } from './column-type.ts';
import type { DdlContext } from './ddl-context.ts';
import { enumColumnType, userTypeNamed } from './named-type.ts';
import { columnType, type ColumnType } from './type-name.ts';

/** The types of pgvector that IRIS holds as VECTOR. */
const DENSE = ['vector', 'halfvec'];

/** @throws GatewayError 22023, as pgvector words its own limit */
function withinDimensions(type: ColumnType, { dialect: { maxDimensions } }: DdlContext): ColumnType {
  const [dimensions = 0] = type.modifiers;
  if (maxDimensions !== undefined && DENSE.includes(type.name) && dimensions > maxDimensions) {
    throw new GatewayError('22023', `dimensions for type ${type.name} cannot exceed ${maxDimensions}`, {
      hint: 'The gateway setting vector.maxDimensions allows more, up to 16000.',
    });
  }
  return type;
}

/**
 * The type a column is declared with, an enum or a domain among them.
 * @throws GatewayError as columnType does, and 0A000 for arrays of domains
 */
export function declaredType(typeName: TypeName | undefined, context: DdlContext): ColumnType {
  const { schema, name } = qualifiedName(strings(typeName?.names));
  const plain = typeName?.pct_type !== true && typeName?.setof !== true;
  const user = plain ? userTypeNamed(schema, name, context) : undefined;
  if (user === undefined) return withinDimensions(columnType(typeName), context);
  const array = bodies(typeName?.arrayBounds, 'Integer').length > 0;
  if (user.definition.kind === 'enum') return enumColumnType(user, array);
  if (array) throw refuseDomainArray(name);
  return typeFromOid(context.typeByName(schema, name)?.oid ?? 0, -1, context);
}
