import type { Definition } from '../compile/plan.ts';
import { alterTable } from './alter-table.ts';
import type { DefinitionContext, DefinitionResult } from './context.ts';
import { createTable, createTableAs } from './create-table.ts';
import { dropTable, dropView } from './drop.ts';
import { createIndex, dropIndex } from './index.ts';
import { createSchema, dropSchema } from './schema.ts';
import { truncate } from './truncate.ts';
import { createView } from './view.ts';

/** Runs one DDL statement inside the write transaction that the caller holds. @throws IrisError */
export function define(statement: Definition, context: DefinitionContext): DefinitionResult {
  switch (statement.kind) {
    case 'createTable':
      return createTable(statement, context);
    case 'createTableAs':
      return createTableAs(statement, context);
    case 'alterTable':
      return alterTable(statement, context);
    case 'dropTable':
      return dropTable(statement, context);
    case 'createView':
      return createView(statement, context);
    case 'dropView':
      return dropView(statement, context);
    case 'createIndex':
      return createIndex(statement, context);
    case 'dropIndex':
      return dropIndex(statement, context);
    case 'createSchema':
      return createSchema(statement, context);
    case 'dropSchema':
      return dropSchema(statement, context);
    case 'truncate':
      return truncate(statement, context);
  }
}
