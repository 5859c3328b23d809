import { DataRowWriter } from '../../../src/protocol/index.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import { OID } from '../../../src/types/index.ts';
import { sendHeld } from '../portal/held-rows.ts';
import type { Portal, Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { transactionSettings } from './transaction-settings.ts';
import { evaluateRow } from '../shadow-values.ts';

/** SHOW name, SHOW ALL. Text is the same in both formats. */
export async function show(
  session: Session,
  { name }: StatementOf<'show'>,
  run: Run,
  portal: Portal,
): Promise<void> {
  const rows = name === null ? session.settings.all() : [[await currentValue(session, name)]];
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
function currentValue(session: Session, name: string): string | Promise<string> {
  const mode = transactionSettings(session.transaction.modes ?? session.modes({}))[name.toLowerCase()];
  if (mode !== undefined) return mode;
  return session.settings.has(name) ? session.settings.show(name) : serverValue(session, name);
}

/** What the gateway does not keep for sessions is as PostgreSQL has it from the start, or 42704. */
function serverValue(session: Session, name: string): Promise<string> {
  return session.run(async (signal) => {
    const [value] = await evaluateRow(
      session,
      'select pg_catalog.current_setting($1)',
      [OID.text],
      [{ format: 0, bytes: Buffer.from(name) }],
      signal,
      'a setting is no table',
    );
    return Buffer.from(value?.bytes ?? []).toString();
  });
}
