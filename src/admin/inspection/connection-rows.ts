import type { ConnectionDetail } from '../../../actors/connection/connection-detail.ts';
import { withoutLiterals } from '../../sql/lexer/without-literals.ts';
import type { ConnectionRow } from './feed-entry.ts';

/** Rows that are told at most: a page with more of them helps nobody. */
const MOST_ROWS = 500;

interface Known {
  readonly json: string;
  /** The client's text and what is shown of it: most do not change from one second to the next. */
  readonly query: string;
  readonly shown: string;
}

/** What of the connections one viewer has been told. */
export class ConnectionRows {
  readonly #known = new Map<string, Known>();

  /** What has changed since it was asked last. */
  changes(details: Iterable<ConnectionDetail>): {
    changed: ConnectionRow[];
    gone: string[];
    count: number;
  } {
    const changed: ConnectionRow[] = [];
    const present = new Set<string>();
    let count = 0;
    for (const detail of details) {
      count += 1;
      if (present.size === MOST_ROWS) continue;
      present.add(detail.id);
      const known = this.#known.get(detail.id);
      const query = detail.session?.activity.query ?? '';
      const shown = known?.query === query ? known.shown : withoutLiterals(query);
      const row = rowOf(detail, shown);
      const json = JSON.stringify(row);
      if (known?.json === json) continue;
      this.#known.set(detail.id, { json, query, shown });
      changed.push(row);
    }
    const gone = [...this.#known.keys()].filter((id) => !present.has(id));
    for (const id of gone) this.#known.delete(id);
    return { changed, gone, count };
  }
}

function rowOf(detail: ConnectionDetail, query: string): ConnectionRow {
  const { id, phase, session, transaction, lane, waitsFor, statements, portals } = detail;
  const addresses = session?.addresses;
  return {
    id,
    pid: session?.processId ?? null,
    user: session?.user ?? null,
    application: session?.applicationName ?? null,
    client: addresses ? `${addresses.clientAddress}:${addresses.clientPort}` : null,
    tls: session?.encryption?.protocol ?? null,
    phase,
    state: session?.activity.state ?? null,
    transaction,
    lane,
    waits_for: waitsFor,
    since: session?.activity.stateChange ?? null,
    transaction_since: session?.transactionStart == null ? null : Number(session.transactionStart / 1000n),
    statements,
    portals,
    query: session === null ? null : query,
  };
}
