import type { Session } from '../session.ts';
import { timestamp } from './activity.ts';

/** Rows of pg_cursor(): cursors of SQL and portals of the protocol (manual 54.6). */
export function cursorRows({ portals }: Session): readonly object[] {
  return Array.from(portals.all(), ([name, { cursor, declaration, statement, formats, createdAt }]) => {
    const declared = declaration !== undefined;
    return {
      name,
      statement: declaration ?? statement.text,
      is_holdable: declared && cursor?.hold === true,
      is_binary: declared && formats[0] === 1,
      is_scrollable: declared && cursor?.scrollable === true,
      creation_time: timestamp(createdAt),
    };
  });
}
