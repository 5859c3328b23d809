import type { OutputColumn } from '../../src/sql/plan.ts';

/** What Parse and Describe answered. */
export interface DescribeAnswer {
  readonly tree: string | null;
  readonly columns: readonly OutputColumn[] | null;
  readonly error: string | null;
}

function fieldOf(body: Buffer, code: string): string | null {
  const field = body
    .toString('utf8')
    .split('\0')
    .find((part) => part.startsWith(code));
  return field === undefined ? null : field.slice(1);
}

function columnsOf(body: Buffer): OutputColumn[] {
  const columns: OutputColumn[] = [];
  let at = 2;
  for (let i = body.readInt16BE(0); i > 0; i -= 1) {
    const end = body.indexOf(0, at);
    const name = body.toString('utf8', at, end);
    at = end + 1;
    columns.push({
      name,
      tableOid: body.readInt32BE(at),
      attribute: body.readInt16BE(at + 4),
      typeOid: body.readInt32BE(at + 6),
      typeSize: body.readInt16BE(at + 10),
      typmod: body.readInt32BE(at + 12),
    });
    at += 18;
  }
  return columns;
}

/** Reads the messages of one Parse, Describe, Sync (manual 55.7): LOG notice with the tree, RowDescription, error. */
export function parseBackendMessage(bytes: Buffer): DescribeAnswer {
  let tree: string | null = null;
  let columns: readonly OutputColumn[] | null = null;
  let error: string | null = null;
  for (let at = 0; at < bytes.length; ) {
    const type = String.fromCharCode(bytes[at] ?? 0);
    const length = bytes.readInt32BE(at + 1);
    const body = bytes.subarray(at + 5, at + 1 + length);
    if (type === 'N') tree ??= fieldOf(body, 'D');
    else if (type === 'E') error = fieldOf(body, 'M');
    else if (type === 'T') columns = columnsOf(body);
    at += length + 1;
  }
  return { tree, columns, error };
}
