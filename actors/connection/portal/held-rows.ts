import { endOfMessage } from '../../../src/protocol/index.ts';
import type { Prepared, ShadowRows } from '../../../src/translation/api.ts';
import type { Session } from '../session.ts';
import { sendRunNotices } from './run-notices.ts';
import type { Held, Portal, Run } from './portal.ts';

/** Sends the next rows of a portal whose rows are all here, then PortalSuspended or CommandComplete. */
export async function sendHeld(portal: Portal, { limit, to }: Run): Promise<void> {
  const { held } = portal;
  if (!held) return;
  const part = cut(held, limit);
  if (part.bytes.length > 0) await to.rows(part.bytes);
  // As PostgreSQL: after exactly `limit` rows the portal is suspended, whether or not there are more.
  portal.state = limit > 0 && part.rows === limit ? 'suspended' : 'done';
  if (portal.state === 'suspended') to.suspend();
  else to.complete(held.tag ?? heldTag(portal, part.rows));
}

/** Takes over a complete answer of the shadow: its notices go out, its rows are the portal's and are sent as far as asked. */
export async function sendAnswer(
  session: Session,
  portal: Portal,
  prepared: Prepared,
  answer: ShadowRows,
  run: Run,
): Promise<void> {
  sendRunNotices(session, answer.notices, prepared.notices);
  portal.held = { frames: answer.frames, offset: 0 };
  await sendHeld(portal, run);
}

/** The next `limit` DataRow messages, all of them when it is 0. */
function cut(held: Held, limit: number): { bytes: Uint8Array; rows: number } {
  const { frames } = held;
  const from = held.offset;
  let rows = 0;
  const most = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  while (held.offset < frames.length && rows < most) {
    held.offset = endOfMessage(frames, held.offset);
    rows += 1;
  }
  return { bytes: frames.subarray(from, held.offset), rows };
}

/** `SELECT n` counts the rows of this part; the gateway's own answers (SHOW) have no count. */
function heldTag(portal: Portal, rows: number): string {
  const { prepared } = portal.statement;
  if (prepared.kind === 'empty') return '';
  const { kind, tag } = prepared.classification;
  return kind === 'query' ? `${tag} ${rows}` : tag;
}
