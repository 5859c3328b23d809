import type { UserTypeDefinition } from '../../sql/ddl/user-type.ts';
import type { SnapshotType } from '../snapshot.ts';
import { asText } from './query.ts';
import type { DictionaryQuery } from './query.ts';

/** The gateway's table of types (src/sql/ddl/user-type-table.ts); it is made with the first type a client makes. */
export const USER_TYPE_TABLE = 'UserType';

/** Enums and domains, in an order that does not depend on when they were made. */
export function readUserTypes(query: DictionaryQuery): SnapshotType[] {
  const rows = query(
    'SELECT "type_schema", "type_name", "definition" FROM "IrisPGWire"."UserType" ORDER BY "type_schema", "type_name"',
    [],
  );
  return rows.map(([schema, name, definition]) => ({
    schema: asText(schema),
    name: asText(name),
    definition: JSON.parse(asText(definition)) as UserTypeDefinition,
  }));
}
