import { settingName } from '../../../src/session/settings.ts';
import type { Statement } from '../../../src/sql/classify.ts';
import type { OutputColumn } from '../../../src/sql/plan.ts';
import { OID } from '../../../src/types/index.ts';
import type { Session } from '../session.ts';

/** The columns a statement answers with that the gateway executes itself; null for none. */
export function utilityColumns(session: Session, statement: Statement): readonly OutputColumn[] | null {
  switch (statement.kind) {
    case 'show':
      if (statement.name === null) return ['name', 'setting', 'description'].map(textColumn);
      return [textColumn(settingName(statement.name))];
    case 'execute':
      return session.statements.get(statement.name).prepared.columns;
    case 'fetch':
      return statement.move
        ? null
        : (session.portals.find(statement.name)?.statement.prepared.columns ?? null);
    default:
      return null;
  }
}

function textColumn(name: string): OutputColumn {
  return { name, tableOid: 0, attribute: 0, typeOid: OID.text, typeSize: -1, typmod: -1 };
}
