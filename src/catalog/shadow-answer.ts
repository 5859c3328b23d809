import type { ErrorFields } from '../errors/gateway-error.ts';
import { olderWording } from '../errors/older-wording.ts';
import { decodeBackend } from '../protocol/backend/decode.ts';
import type { RawMessage } from '../protocol/backend/decode.ts';
import type { BackendMessage } from '../protocol/backend/index.ts';
import type { OutputColumn } from '../sql/plan.ts';
import type { ShadowRows } from './shadow-requests.ts';

const DATA_ROW = 'D'.charCodeAt(0);

/** The messages that are not rows, decoded. */
export function decodeAll(messages: readonly RawMessage[]): BackendMessage[] {
  return messages
    .filter((message) => message.type !== DATA_ROW)
    .map((message) => decodeBackend(message.type, message.body));
}

/** The DataRow messages as they came, in memory of their own that may be transferred to another thread. */
export function dataRows(messages: readonly RawMessage[]): {
  frames: Uint8Array<ArrayBuffer>;
  count: number;
} {
  const rows = messages.filter((message) => message.type === DATA_ROW);
  const frames = new Uint8Array(rows.reduce((size, row) => size + row.raw.length, 0));
  let at = 0;
  for (const row of rows) {
    frames.set(row.raw, at);
    at += row.raw.length;
  }
  return { frames, count: rows.length };
}

/** The answer to what failed. */
export function failedRows(error: ErrorFields): ShadowRows {
  return { columns: null, rows: new Uint8Array(), rowCount: 0, tag: null, notices: [], error };
}

/** The fields of the answer's error; null when there is none. */
export function firstError(messages: readonly RawMessage[]): ErrorFields | null {
  return errorOf(decodeAll(messages));
}

export function errorOf(messages: readonly BackendMessage[]): ErrorFields | null {
  const error = messages.find((message) => message.type === 'ErrorResponse');
  return error === undefined ? null : olderWording(withoutImageFunctions(error.fields));
}

/** Clients cannot make functions, so those in a CONTEXT stand for built-in ones, which have none. */
const OF_FUNCTION = /^(?:PL\/pgSQL|SQL) function /;

function withoutImageFunctions(fields: ErrorFields): ErrorFields {
  if (fields.where === undefined) return fields;
  const lines = fields.where.split('\n').filter((line) => !OF_FUNCTION.test(line));
  return { ...fields, where: lines.length === 0 ? undefined : lines.join('\n') };
}

/** What a client is to be told beside the answer. LOG messages are the shadow's own business. */
export function noticesOf(messages: readonly BackendMessage[]): ErrorFields[] {
  return messages
    .filter((message) => message.type === 'NoticeResponse')
    .map((message) => olderWording(message.fields))
    .filter((fields) => fields.severity !== 'LOG');
}

/** Columns as RowDescription has them; null for NoData. */
export function columnsOf(messages: readonly BackendMessage[]): OutputColumn[] | null {
  const description = messages.find((message) => message.type === 'RowDescription');
  if (!description) return null;
  return description.fields.map(({ name, tableOid, attribute, typeOid, typeSize, typmod }) => ({
    name,
    tableOid,
    attribute,
    typeOid,
    typeSize,
    typmod,
  }));
}

const TREE_MESSAGE = 'parse tree:';
/** CMD_UTILITY (nodes/nodes.h) */
const UTILITY_TREE = '{QUERY :commandType 6 ';

/** The analysed tree that debug_print_parse sent; null for a utility statement or when there is none. */
export function treeOf(messages: readonly BackendMessage[]): string | null {
  for (const message of messages) {
    if (message.type !== 'NoticeResponse') continue;
    const { severity, message: text, detail } = message.fields;
    if (severity !== 'LOG' || text !== TREE_MESSAGE || detail === undefined) continue;
    return detail.startsWith(UTILITY_TREE) ? null : detail;
  }
  return null;
}
