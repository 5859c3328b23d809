import { DataRowWriter, decodeBackend, splitMessages } from '../../../src/protocol/index.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import type { Format } from '../../../src/types/index.ts';
import { sendHeld } from '../portal/held-rows.ts';
import type { Portal, Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { Cursor, NOBODY, type RowSink } from './cursor.ts';
import { move } from './movement.ts';

const utf8 = new TextDecoder();

/** FETCH and MOVE (manual, FETCH). Portals of the protocol are cursors too. */
export async function fetchCursor(
  session: Session,
  { name, direction, count, move: silent, tag }: StatementOf<'fetch'>,
  run: Run,
  portal: Portal,
): Promise<void> {
  const target = session.portals.cursor(name);
  const cursor = cursorOf(session, target);
  const parts: Uint8Array[] = [];
  const sink = silent ? NOBODY : run.limit > 0 ? keep(parts) : (frames: Uint8Array) => run.to.rows(frames);
  const rows = await cursor.run(name, () =>
    move(cursor, direction, count, inFormats(session, target, portal.formats, sink)),
  );
  if (run.limit === 0 || silent) return run.to.complete(`${tag} ${rows}`);
  portal.held = { frames: Buffer.concat(parts), offset: 0, tag: `${tag} ${rows}` };
  return sendHeld(portal, run);
}

/** A portal as a cursor; one of the protocol goes forward only. */
export function cursorOf(session: Session, portal: Portal): Cursor {
  portal.cursor ??= new Cursor(session, portal, 'forward', false);
  return portal.cursor;
}

/** Execute of a cursor's portal (manual 55.2.3): the next rows, in the portal's own formats. */
export async function runCursor(portal: Portal, cursor: Cursor, { limit, to }: Run): Promise<void> {
  const count = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  const rows = await cursor.forward(count, (frames) => to.rows(frames));
  if (limit > 0 && rows === limit) to.suspend();
  else to.complete(`${tagOf(portal)} ${rows}`);
}

function tagOf({ statement: { prepared } }: Portal): string {
  return prepared.kind === 'empty' ? '' : prepared.classification.tag;
}

function keep(parts: Uint8Array[]): RowSink {
  return (frames) => {
    parts.push(frames.slice());
    return Promise.resolve();
  };
}

/** Rows of a cursor in the formats that FETCH was bound with. */
function inFormats(session: Session, cursor: Portal, formats: readonly Format[], sink: RowSink): RowSink {
  const columns = cursor.statement.prepared.columns ?? [];
  if (formats.every((format, i) => format === cursor.formats[i])) return sink;
  const { registry } = session.services;
  const settings = session.valueSettings;
  const fields = columns.map(({ typeOid, typmod }, i) => {
    const from = cursor.formats[i] ?? 0;
    const to = formats[i] ?? 0;
    if (from === to) return (bytes: Uint8Array) => bytes;
    const codec = registry.codec(typeOid);
    const context = { typmod, settings };
    return to === 1
      ? (bytes: Uint8Array) => codec.send(codec.parse(utf8.decode(bytes), context), context)
      : (bytes: Uint8Array) => codec.format(codec.receive(bytes, context), context);
  });
  const writer = new DataRowWriter();
  return (frames) => {
    for (const { type, body } of splitMessages(frames)) {
      const row = decodeBackend(type, body);
      if (row.type !== 'DataRow') continue;
      writer.beginRow(fields.length);
      for (const [i, bytes] of row.values.entries()) {
        const field = bytes === null ? null : (fields[i]?.(bytes) ?? null);
        if (field === null) writer.null();
        else if (typeof field === 'string') writer.text(field);
        else writer.bytes(field);
      }
      writer.endRow();
    }
    return sink(writer.take());
  };
}
