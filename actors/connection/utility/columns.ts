import { settingName } from '../../../src/session/settings.ts';
import type { Statement } from '../../../src/sql/classify.ts';
import { statedFormat, type ExplainFormat } from '../../../src/sql/explain/options.ts';
import type { OutputColumn } from '../../../src/sql/plan.ts';
import { OID } from '../../../src/types/index.ts';
import type { Session } from '../session.ts';

/** The columns a statement answers with that the gateway executes itself; null for none. */
export function utilityColumns(session: Session, statement: Statement): readonly OutputColumn[] | null {
  switch (statement.kind) {
    case 'show':
      if (statement.name === null) return ['name', 'setting', 'description'].map(textColumn);
      return [textColumn(settingName(statement.name))];
    case 'explain':
      return [{ ...textColumn('QUERY PLAN'), typeOid: planType(statedFormat(statement.options)) }];
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

/** pg_type.oid of xml */
const XML = 142;

/** ExplainResultDesc */
function planType(format: ExplainFormat): number {
  if (format === 'json') return OID.json;
  return format === 'xml' ? XML : OID.text;
}

function textColumn(name: string): OutputColumn {
  return { name, tableOid: 0, attribute: 0, typeOid: OID.text, typeSize: -1, typmod: -1 };
}
