import type { RenameStmt } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { fragment, identifier } from '../iris/fragment.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { renameConstraint } from './alter-constraint.ts';
import { alter, tableKey } from './alteration.ts';
import { relationExists } from './create-table.ts';
import { columnObject, tableObject } from './definition-effect.ts';
import type { DdlContext } from './ddl-context.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import { CREATE_COLUMN_TYPE, renameColumnMemory, renameTableMemory } from './gateway-tables.ts';
import { isUserType, planTypeStatement } from './type-statement.ts';
import {
  findRelation,
  irisColumn,
  irisColumnName,
  irisNameIn,
  newColumnName,
  relationOf,
} from './object-name.ts';

/** ALTER INDEX ... RENAME TO: what IRIS has keeps its name there, what only the gateway remembers follows the catalog. */
function planRenameIndex(rename: RenameStmt, statement: RawStatement, context: DdlContext): DdlPlan {
  const { schemaname: schema = null, relname: name = '' } = rename.relation ?? {};
  const index = context.indexByName(schema, name);
  if (index === undefined && rename.missing_ok !== true) {
    throw new GatewayError('42P01', `relation "${name}" does not exist`);
  }
  if (index?.kept === false) {
    throw new GatewayError('0A000', `index "${name}" cannot be renamed`, {
      detail: 'InterSystems IRIS does not rename indexes.',
      hint: 'Create it anew under the other name.',
    });
  }
  return new DdlSteps().plan('ALTER INDEX', statement.text);
}

/** ALTER TABLE ... RENAME [TO | COLUMN | CONSTRAINT] */
export function planRename(rename: RenameStmt, statement: RawStatement, context: DdlContext): DdlPlan {
  if (isUserType(rename.renameType)) return planTypeStatement(statement);
  // What the gateway keeps of it follows the catalog.
  if (rename.renameType === 'OBJECT_SEQUENCE') return new DdlSteps().plan('ALTER SEQUENCE', statement.text);
  if (rename.renameType === 'OBJECT_INDEX') return planRenameIndex(rename, statement, context);
  const steps = new DdlSteps();
  const { renameType, subname = '', newname = '' } = rename;
  const renamesColumn = renameType === 'OBJECT_COLUMN' && rename.relationType === 'OBJECT_TABLE';
  if (renameType !== 'OBJECT_TABLE' && renameType !== 'OBJECT_TABCONSTRAINT' && !renamesColumn) {
    throw new GatewayError(
      '0A000',
      'only tables, their columns, constraints and some indexes can be renamed',
    );
  }
  if (rename.missing_ok === true && findRelation(rename.relation, context) === undefined) {
    return steps.plan('ALTER TABLE', statement.text);
  }
  const table = relationOf(rename.relation, context);
  const key = tableKey(table);
  if (renameType === 'OBJECT_TABCONSTRAINT') {
    renameConstraint(table, subname, newname, steps, context);
  } else if (renamesColumn) {
    steps.command(CREATE_COLUMN_TYPE);
    const irisName = newColumnName(table, newname, subname);
    steps.command(
      alter(table, fragment`ALTER COLUMN ${irisColumn(table, subname)} RENAME ${identifier(irisName)}`),
      { does: 'rename', object: columnObject(table, irisColumnName(table, subname)), to: irisName },
    );
    steps.steps.push(renameColumnMemory(key, irisColumnName(table, subname), irisName));
  } else {
    relationExists({ ...table, name: newname }, false, context);
    steps.command(CREATE_COLUMN_TYPE);
    const irisName = irisNameIn(table.schema, newname, context);
    steps.command(alter(table, fragment`RENAME ${identifier(irisName)}`), {
      does: 'rename',
      object: tableObject(table),
      to: irisName,
    });
    steps.steps.push(renameTableMemory(key, irisName));
  }
  return steps.plan('ALTER TABLE', statement.text);
}
