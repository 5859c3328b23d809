import type { FetchDirection } from '../../../src/sql/classify.ts';
import { type Cursor, NOBODY, type RowSink } from './cursor.ts';

/**
 * FETCH and MOVE: moves a cursor and hands out the rows it comes to (pquery.c, DoPortalRunFetch).
 *
 * @param count rows, or the place of ABSOLUTE and RELATIVE; Infinity for ALL
 * @returns how many rows were handed out
 */
export function move(
  cursor: Cursor,
  direction: FetchDirection,
  count: number,
  sink: RowSink,
): Promise<number> {
  switch (direction) {
    case 'forward':
      return count < 0 ? backward(cursor, -count, sink) : forward(cursor, count, sink);
    case 'backward':
      return count < 0 ? forward(cursor, -count, sink) : backward(cursor, count, sink);
    case 'absolute':
      return absolute(cursor, count, sink);
    case 'relative':
      return relative(cursor, count, sink);
  }
}

function forward(cursor: Cursor, count: number, sink: RowSink): Promise<number> {
  return count === 0 ? again(cursor, sink) : cursor.forward(count, sink);
}

function backward(cursor: Cursor, count: number, sink: RowSink): Promise<number> {
  return count === 0 ? again(cursor, sink) : cursor.backward(count, sink);
}

/** FETCH 0: the row it stands on once more. */
async function again(cursor: Cursor, sink: RowSink): Promise<number> {
  if (!cursor.onRow) return 0;
  await cursor.backward(1, NOBODY);
  return cursor.forward(1, sink);
}

async function absolute(cursor: Cursor, place: number, sink: RowSink): Promise<number> {
  if (place === 0) {
    cursor.rewind();
    return 0;
  }
  if (place < 0) {
    await cursor.forward(Number.POSITIVE_INFINITY, NOBODY);
    if (place < -1) await cursor.backward(-place - 1, NOBODY);
    return cursor.backward(1, sink);
  }
  if (place - 1 <= cursor.position / 2) {
    cursor.rewind();
    await cursor.forward(place - 1, NOBODY);
  } else {
    const at = cursor.atEnd ? cursor.position + 1 : cursor.position;
    if (place <= at) await cursor.backward(at - place + 1, NOBODY);
    else if (place > at + 1) await cursor.forward(place - at - 1, NOBODY);
  }
  return cursor.forward(1, sink);
}

async function relative(cursor: Cursor, distance: number, sink: RowSink): Promise<number> {
  if (distance === 0) return again(cursor, sink);
  if (distance < 0) {
    if (distance < -1) await cursor.backward(-distance - 1, NOBODY);
    return cursor.backward(1, sink);
  }
  if (distance > 1) await cursor.forward(distance - 1, NOBODY);
  return cursor.forward(1, sink);
}
