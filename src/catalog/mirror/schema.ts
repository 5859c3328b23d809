import { quoteIdentifier } from '../quote.ts';
import type { MirrorGroup } from './mirror-group.ts';
import type { MirrorNames } from './mirror-names.ts';

export function schemaGroup(schema: string, { oids }: MirrorNames): MirrorGroup {
  const object = `schema ${schema}`;
  const quoted = quoteIdentifier(schema);
  return {
    kind: 'schema',
    key: object,
    create: [{ object, sql: `create schema ${quoted}`, oid: oids.of('schema', '', schema) }],
    drop: { object, sql: `drop schema if exists ${quoted} cascade`, oid: null },
    tables: [],
    dependsOnAnything: false,
  };
}
