import { DataRowWriter, decodeBackend, splitMessages } from '../../../src/protocol/index.ts';
import type { CalledColumn, GatewayFunctionPrepared, RowwiseCalls } from '../../../src/translation/api.ts';
import { OID, type Format } from '../../../src/types/index.ts';
import { GATEWAY_FUNCTIONS } from '../functions/index.ts';
import type { Session } from '../session.ts';
import { runInner } from '../shadow-values.ts';
import { sendAnswer } from './held-rows.ts';
import type { Portal, Run } from './portal.ts';

type Field = string | Uint8Array | null;

/**
 * SELECT f(x), y FROM ...: PostgreSQL gives the rows with the arguments in the place of each call, the gateway makes the
 * calls row by row.
 */
export async function runRowwise(
  session: Session,
  portal: Portal,
  prepared: GatewayFunctionPrepared,
  { rows, columns }: RowwiseCalls,
  run: Run,
): Promise<void> {
  const formats = columns.flatMap((column, i): Format[] =>
    column === null ? [portal.formats[i] ?? 0] : Array.from({ length: width(column) }, () => 0 as const),
  );
  const answer = await session.run(async (signal) => {
    const inner = await runInner(
      session,
      rows,
      prepared.parameterTypes,
      portal.bound,
      formats,
      signal,
      'such calls must not read tables',
    );
    const writer = new DataRowWriter();
    for (const { type, body } of splitMessages(inner.frames)) {
      const row = decodeBackend(type, body);
      if (row.type !== 'DataRow') continue;
      writer.beginRow(columns.length);
      let at = 0;
      for (const [i, column] of columns.entries()) {
        const taken = row.values.slice(at, at + width(column));
        at += width(column);
        const called = column && (await call(session, column, taken, portal.formats[i] ?? 0, signal));
        write(writer, column === null ? (taken[0] ?? null) : called);
      }
      writer.endRow();
    }
    return { ...inner, frames: writer.take() };
  });
  await sendAnswer(session, portal, prepared, answer, run);
}

/** Columns of the inner rows for one of the answer. */
function width(column: CalledColumn | null): number {
  return column === null ? 1 : Math.max(1, column.arguments);
}

async function call(
  session: Session,
  { name, resultType, arguments: count }: CalledColumn,
  values: readonly (Uint8Array | null)[],
  format: Format,
  signal: AbortSignal,
): Promise<Field> {
  signal.throwIfAborted();
  const args = values
    .slice(0, count)
    .map((bytes) => (bytes === null ? null : Buffer.from(bytes).toString('utf8')));
  const text = (await GATEWAY_FUNCTIONS.get(name)?.(session, args, signal)) ?? null;
  // void is shown as an empty text.
  if (text === null) return resultType === OID.void ? '' : null;
  if (format === 0) return text;
  const codec = session.services.registry.codec(resultType);
  const context = { typmod: -1, settings: session.valueSettings };
  return codec.send(codec.parse(text, context), context);
}

function write(writer: DataRowWriter, field: Field): void {
  if (field === null) writer.null();
  else if (typeof field === 'string') writer.text(field);
  else writer.bytes(field);
}
