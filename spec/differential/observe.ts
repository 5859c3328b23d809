import { Buffer } from 'node:buffer';
import type { ErrorFields } from '../../src/errors/gateway-error.ts';
import type { BackendMessage, FieldDescription } from '../../src/protocol/index.ts';
import { LinkError } from '../support/wire-client.ts';
import type { WireClient } from '../support/wire-client.ts';
import type { CorpusStatement } from './corpus.ts';

/** How a statement is sent: Query; Parse/Bind/Execute with text results; the same with binary results. */
export const MODES = ['simple', 'text', 'binary'] as const;
export type Mode = (typeof MODES)[number];

export interface ObservedColumn {
  readonly name: string;
  readonly typeOid: number;
  readonly typeSize: number;
  readonly typmod: number;
  readonly format: number;
  /**
   * Whether it names a base table, and the attribute number there; OIDs of tables differ between servers. Columns of
   * the system catalogs have no number: those differ between versions of PostgreSQL.
   */
  readonly origin: string;
}

/** One answer within a Query; a single one in the extended protocol. */
export interface ObservedResult {
  readonly columns: readonly ObservedColumn[] | null;
  /** Readable: text as it is, binary as hexadecimal digits after `\x`. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Command tag, or `(empty)`, or null when it failed. */
  readonly tag: string | null;
  readonly error: ErrorFields | null;
  /** Rows at which the portal was suspended, for entries with a limit. */
  readonly suspendedAt: readonly number[];
}

export interface Observation {
  readonly results: readonly ObservedResult[];
  /** Parameter types; null in simple mode or when Parse failed. */
  readonly parameterTypes: readonly number[] | null;
  readonly notices: readonly ErrorFields[];
  readonly settings: readonly string[];
  /** Status of ReadyForQuery. */
  readonly status: string;
  /** What the link did instead of answering. */
  readonly broken: string | null;
}

interface Draft {
  columns: readonly ObservedColumn[] | null;
  rows: (string | null)[][];
  suspendedAt: number[];
}

function showValue(value: Uint8Array | null, format: number): string | null {
  if (value === null) return null;
  const bytes = Buffer.from(value);
  return format === 0 ? bytes.toString('utf8') : `\\x${bytes.toString('hex')}`;
}

/** FirstNormalObjectId of src/include/access/transam.h: smaller OIDs belong to the catalogs. */
const FIRST_USER_OID = 16_384;

function originOf({ tableOid, attribute }: FieldDescription): string {
  if (tableOid === 0) return 'none';
  return tableOid < FIRST_USER_OID ? 'system table' : `table column ${attribute}`;
}

/** Sorts out the messages of one answer. */
export function sortMessages(messages: readonly BackendMessage[]): Observation {
  const results: ObservedResult[] = [];
  const notices: ErrorFields[] = [];
  const settings: string[] = [];
  let parameterTypes: readonly number[] | null = null;
  let status = '';
  let draft: Draft = { columns: null, rows: [], suspendedAt: [] };
  const finish = (tag: string | null, error: ErrorFields | null): void => {
    results.push({ ...draft, tag, error });
    draft = { columns: null, rows: [], suspendedAt: [] };
  };
  for (const message of messages) {
    switch (message.type) {
      case 'RowDescription':
        draft.columns = message.fields.map((field) => ({
          name: field.name,
          typeOid: field.typeOid,
          typeSize: field.typeSize,
          typmod: field.typmod,
          format: field.format,
          origin: originOf(field),
        }));
        break;
      case 'DataRow':
        draft.rows.push(
          message.values.map((value, index) => showValue(value, draft.columns?.[index]?.format ?? 0)),
        );
        break;
      case 'PortalSuspended':
        draft.suspendedAt.push(draft.rows.length);
        break;
      case 'CommandComplete':
        finish(message.tag, null);
        break;
      case 'EmptyQueryResponse':
        finish('(empty)', null);
        break;
      case 'ErrorResponse':
        finish(null, message.fields);
        break;
      case 'NoticeResponse':
        notices.push(message.fields);
        break;
      case 'ParameterStatus':
        settings.push(`${message.name}=${message.value}`);
        break;
      case 'ParameterDescription':
        parameterTypes = message.parameterTypes;
        break;
      case 'ReadyForQuery':
        status = message.status;
        break;
      default:
    }
  }
  return { results, parameterTypes, notices, settings, status, broken: null };
}

/** Runs the statement in that mode. A lost or silent link is an observation too: the client must be replaced then. */
export async function observe(
  client: Pick<WireClient, 'simple' | 'extended'>,
  statement: CorpusStatement,
  mode: Mode,
): Promise<Observation> {
  try {
    if (mode === 'simple' && statement.parameters === null) {
      return sortMessages(await client.simple(statement.sql));
    }
    return sortMessages(
      await client.extended(statement.sql, statement.parameters ?? [], {
        describe: true,
        limit: statement.limit,
        resultFormats: mode === 'binary' ? [1] : [],
      }),
    );
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    return {
      results: [],
      parameterTypes: null,
      notices: [],
      settings: [],
      status: '',
      broken: error.message,
    };
  }
}
