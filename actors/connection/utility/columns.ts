import type { Statement } from '../../../src/sql/classify.ts';
import type { OutputColumn } from '../../../src/sql/plan.ts';
import { OID } from '../../../src/types/index.ts';
import type { Session } from '../session.ts';

/** PostgreSQL names SHOW's column after the setting, in its own spelling for these. */
const SPELLINGS = ['DateStyle', 'IntervalStyle', 'TimeZone'];

/** The columns a statement answers with that the gateway executes itself; null for none. */
export function utilityColumns(session: Session, statement: Statement): readonly OutputColumn[] | null {
  switch (statement.kind) {
    case 'show':
      if (statement.name === null) return ['name', 'setting', 'description'].map(textColumn);
      return [textColumn(spelling(statement.name))];
    case 'execute':
      return session.statements.get(statement.name).prepared.columns;
    default:
      return null;
  }
}

function spelling(name: string): string {
  return SPELLINGS.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
}

function textColumn(name: string): OutputColumn {
  return { name, tableOid: 0, attribute: 0, typeOid: OID.text, typeSize: -1, typmod: -1 };
}
