import type { AlterTableStmt, AlterTableType } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { ddlTag } from '../classify/ddl-tag.ts';
import { bodies } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { Tokens } from '../parse/tokens.ts';
import { addColumn } from './add-column.ts';
import { alterDefault, alterNullability, dropColumn } from './alter-column.ts';
import { addConstraint, dropConstraint } from './alter-constraint.ts';
import { addIdentity, setIdentity } from './alter-identity.ts';
import { alterType } from './alter-type.ts';
import type { Alteration } from './alteration.ts';
import type { DdlContext } from './ddl-context.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import { findRelation, relationOf } from './object-name.ts';

/** Of any object. */
export const OWNER_TO_HAS_NO_EFFECT = 'OWNER TO has no effect: owners are managed in IRIS';

const ACTIONS: Readonly<Partial<Record<AlterTableType, (alteration: Alteration) => void>>> = {
  AT_AddColumn: addColumn,
  AT_DropColumn: dropColumn,
  AT_AlterColumnType: alterType,
  AT_ColumnDefault: alterDefault,
  AT_AddIdentity: addIdentity,
  AT_SetIdentity: setIdentity,
  AT_SetNotNull: (alteration) => alterNullability(alteration, true),
  AT_DropNotNull: (alteration) => alterNullability(alteration, false),
  AT_AddConstraint: addConstraint,
  AT_DropConstraint: dropConstraint,
  // IRIS has checked all rows when a foreign key was added; of a CHECK the gateway keeps what the catalog says.
  AT_ValidateConstraint: () => undefined,
  // The values stay; what the gateway keeps follows the catalog.
  AT_DropExpression: () => undefined,
  AT_ChangeOwner: ignored(OWNER_TO_HAS_NO_EFFECT),
  AT_SetRelOptions: ignored('storage parameters have no effect in IRIS'),
  AT_ResetRelOptions: ignored('storage parameters have no effect in IRIS'),
  AT_SetStatistics: ignored('SET STATISTICS has no effect in IRIS'),
  AT_SetStorage: ignored('SET STORAGE has no effect in IRIS'),
  AT_SetCompression: ignored('SET COMPRESSION has no effect in IRIS'),
  AT_ReplicaIdentity: ignored('REPLICA IDENTITY has no effect in IRIS'),
  AT_ClusterOn: ignored('CLUSTER ON has no effect in IRIS'),
  AT_DropCluster: ignored('SET WITHOUT CLUSTER has no effect in IRIS'),
};

function ignored(message: string): (alteration: Alteration) => void {
  return ({ steps }) => steps.warning(message);
}

/** ALTER TABLE, each action in its turn. */
export function planAlterTable(alter: AlterTableStmt, statement: RawStatement, context: DdlContext): DdlPlan {
  const tag = alter.objtype === 'OBJECT_VIEW' ? 'ALTER VIEW' : 'ALTER TABLE';
  const steps = new DdlSteps();
  const actions = bodies(alter.cmds, 'AlterTableCmd');
  // Of views, sequences and indexes as well, as pg_dump writes it; PostgreSQL has looked whether they are there.
  if (actions.every(({ subtype }) => subtype === 'AT_ChangeOwner')) {
    steps.warning(OWNER_TO_HAS_NO_EFFECT);
    return steps.plan(ddlTag(statement.node) ?? tag, statement.text);
  }
  if (alter.objtype !== 'OBJECT_TABLE') {
    throw new GatewayError('0A000', `${tag} with this action is not supported`);
  }
  const found = findRelation(alter.relation, context);
  if (found === undefined && alter.missing_ok === true) return steps.plan(tag, statement.text);
  const table = relationOf(alter.relation, context);
  const tokens = new Tokens(statement);
  let start = 2;
  for (const action of actions) {
    const plan = ACTIONS[action.subtype ?? 'AT_SetOptions'];
    if (plan === undefined) {
      throw new GatewayError('0A000', `ALTER TABLE ${words(action.subtype)} is not supported`);
    }
    plan({ table, action, start, tokens, steps, context });
    start = tokens.find(',', start) + 1;
  }
  return steps.plan(tag, statement.text);
}

/** `AT_EnableRowSecurity` as the words it is written with: ENABLE ROW SECURITY. */
function words(type: AlterTableType | undefined): string {
  const name = (type ?? '').slice('AT_'.length);
  let text = '';
  for (const letter of name) {
    text += letter >= 'A' && letter <= 'Z' && text !== '' ? ` ${letter}` : letter;
  }
  return text.toUpperCase();
}
