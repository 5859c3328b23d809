import { DataRowWriter } from '../../../src/protocol/index.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import { sendHeld } from '../portal/held-rows.ts';
import type { Portal, Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';

/** SHOW name, SHOW ALL. Text is the same in both formats. */
export async function show(
  session: Session,
  { name }: StatementOf<'show'>,
  run: Run,
  portal: Portal,
): Promise<void> {
  const rows = name === null ? session.settings.all() : [[currentValue(session, name)]];
  const writer = new DataRowWriter();
  for (const row of rows) {
    writer.beginRow(row.length);
    for (const text of row) writer.text(text);
    writer.endRow();
  }
  portal.held = { frames: writer.take(), offset: 0 };
  await sendHeld(portal, run);
}

/** The value SHOW tells; those of the transaction come from it. */
function currentValue(session: Session, name: string): string {
  const modes = session.transaction.modes ?? session.modes({});
  if (name.toLowerCase() === 'transaction_isolation') return modes.isolation;
  if (name.toLowerCase() === 'transaction_read_only') return modes.readOnly ? 'on' : 'off';
  return session.settings.show(name);
}
