import {
  dropColumn,
  dropIndex,
  dropRelation,
  dropSchema,
} from '../../../src/catalog/restoration/definition-sql.ts';
import type { DefinedObject } from '../../../src/sql/ddl/definition-effect.ts';
import type { IrisStatement } from '../../../src/sql/plan.ts';

/** The statement that drops an object when the transaction is committed, with all that depends on it. */
export function droppingStatement({ kind, schema, table: name, part }: DefinedObject): IrisStatement {
  switch (kind) {
    case 'table':
    case 'view':
      return dropRelation({ kind, schema, name });
    case 'column':
      return dropColumn({ schema, name }, part);
    case 'index':
      return dropIndex({ schema, name }, part);
    case 'schema':
      return dropSchema(schema, true);
  }
}
