import type { UserTypeDefinition } from '../../sql/ddl/user-type.ts';
import type { SnapshotType } from '../snapshot.ts';
import type { Unreadable } from './stored-json.ts';
import { asText } from './query.ts';
import type { DictionaryQuery } from './query.ts';

/** The gateway's table of types (src/sql/ddl/user-type-table.ts); it is made with the first type a client makes. */
export const USER_TYPE_TABLE = 'UserType';

/** Enums and domains, in an order that does not depend on when they were made. */
export function readUserTypes(query: DictionaryQuery, unreadable: Unreadable): SnapshotType[] {
  const rows = query(
    'SELECT "type_schema", "type_name", "definition" FROM "IrisPGWire"."UserType" ORDER BY "type_schema", "type_name"',
    [],
  );
  return rows.flatMap((row) => {
    const [schema = '', name = '', text = ''] = row.map(asText);
    const definition = unreadable.json(`type ${schema}.${name}`, text) as UserTypeDefinition | null;
    return definition === null ? [] : [{ schema, name, definition }];
  });
}
