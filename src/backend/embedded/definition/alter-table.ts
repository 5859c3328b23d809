import { IrisError } from '../../iris-session.ts';
import { columnType } from '../compile/data-type.ts';
import type { TableRecord } from '../dictionary/records.ts';
import { type AlterAction, type AlterTable, nameKey } from '../iris-sql/ast.ts';
import { addColumns, changeColumn, dropColumns, refuseNulls, replaced } from './alter-columns.ts';
import { checkReferences, dropConstraint, dropForeignKey, noConstraint } from './alter-constraints.ts';
import { checkColumns, withCollation } from './columns.ts';
import { addConstraint, namedColumn } from './constraints.ts';
import { DONE, type DefinitionContext, type DefinitionResult } from './context.ts';
import { replaceTable } from './index.ts';
import { hasRows, restructure } from './restructure.ts';

/** The forms of iris-sql.md 3.4; one kind of operation per statement. */
export function alterTable(statement: AlterTable, context: DefinitionContext): DefinitionResult {
  const table = context.dictionary.table(statement.table.schema, statement.table.name);
  apply(table, statement.action, context);
  return DONE;
}

function apply(table: TableRecord, action: AlterAction, context: DefinitionContext): void {
  switch (action.kind) {
    case 'addColumns':
      addColumns(table, action, context);
      return;
    case 'addConstraint': {
      const next = addConstraint(table, action.constraint, context);
      const foreignKey = next.foreignKeys.find((key) => !table.foreignKeys.includes(key));
      if (foreignKey && !foreignKey.noCheck) checkReferences(next, foreignKey, context);
      restructure(table, next, context);
      return;
    }
    case 'setType': {
      const column = namedColumn(table, action.column);
      const type = columnType(action.type);
      if ((type.kind === 'stream') !== (column.type.kind === 'stream') && hasRows(table, context)) {
        throw new IrisError(
          -374,
          `Field '${column.name}' cannot be changed from or to a stream: the table has data`,
        );
      }
      const kept =
        type.kind === 'text' && column.type.kind === 'text'
          ? { ...type, collation: column.type.collation }
          : type;
      changeColumn(table, column, { type: kept, className: action.type.className }, context);
      return;
    }
    case 'setCollation': {
      const column = namedColumn(table, action.column);
      changeColumn(table, column, { type: withCollation(column.type, action.collation, false) }, context);
      return;
    }
    case 'setNullable': {
      const column = namedColumn(table, action.column);
      if (!action.nullable) refuseNulls(table, column, context);
      changeColumn(table, column, { nullable: action.nullable }, context);
      return;
    }
    case 'setDefault':
      replaceTable(
        table,
        replaced(table, namedColumn(table, action.column), { default: action.default }),
        context,
      );
      return;
    case 'dropDefault':
      replaceTable(table, replaced(table, namedColumn(table, action.column), { default: null }), context);
      return;
    case 'renameColumn': {
      const next = replaced(table, namedColumn(table, action.column), { name: action.name });
      checkColumns(next.columns);
      replaceTable(table, next, context);
      return;
    }
    case 'renameTable': {
      if (context.dictionary.find(table.schema, action.name)) {
        throw new IrisError(-201, `Table or view name not unique: '${table.schema}.${action.name}'`);
      }
      replaceTable(table, { ...table, name: action.name }, context);
      return;
    }
    case 'dropColumns':
      dropColumns(table, action, context);
      return;
    case 'dropConstraint':
      dropConstraint(table, action.name, context);
      return;
    case 'dropForeignKey': {
      const key = table.foreignKeys.find((candidate) => nameKey(candidate.name) === nameKey(action.name));
      if (!key) throw noConstraint(action.name, table);
      dropForeignKey(table, key, context);
      return;
    }
    case 'dropPrimaryKey': {
      const key = table.keys.find((candidate) => candidate.kind === 'primary');
      if (!key) throw noConstraint('primary key', table);
      dropConstraint(table, key.name, context);
    }
  }
}
