import { DATABASE_OID } from '../../../src/catalog/session-data.ts';
import { derivedOid } from '../../../src/catalog/mirror/oids.ts';
import type { ListedSession } from '../../../src/session/cancel-registry.ts';
import type { Encryption } from '../../../src/session/encryption.ts';
import type { Services } from '../services.ts';
import type { Session } from '../session.ts';

/** track_activity_query_size of PostgreSQL: one byte is its end (manual 20.9.1). */
const QUERY_BYTES = 1023;

/** Rows of pg_stat_get_activity(): all sessions; of other users' no more than that they are there (manual 28.2.3). */
export async function activityRows(session: Session): Promise<readonly object[]> {
  return (await allSessions(session.services)).map((listed) => ({
    ...publicPart(listed),
    ...(listed.user === session.user ? ownPart(listed) : OTHERS),
  }));
}

/** Sessions of all processes of the gateway. */
export async function allSessions({ cancels, neighbours }: Services): Promise<readonly ListedSession[]> {
  const elsewhere = neighbours?.sessions() ?? [];
  return [...cancels.list(), ...(await elsewhere)];
}

const OTHERS = { query: '<insufficient privilege>' } as const;

function publicPart({ processId, user, applicationName }: ListedSession): object {
  return {
    datid: DATABASE_OID,
    pid: processId,
    usesysid: derivedOid('role', '', user),
    application_name: applicationName,
  };
}

function ownPart({ activity, transactionStart, addresses, encryption }: ListedSession): object {
  return {
    state: activity.state,
    query: shortened(activity.query),
    wait_event_type: activity.wait?.type ?? null,
    wait_event: activity.wait?.event ?? null,
    xact_start: transactionStart === null ? null : microsecondTimestamp(transactionStart),
    query_start: activity.queryStart === null ? null : microsecondTimestamp(activity.queryStart),
    backend_start: timestamp(activity.started),
    state_change: timestamp(activity.stateChange),
    client_addr: addresses?.clientAddress ?? null,
    client_port: addresses?.clientPort ?? -1,
    backend_type: 'client backend',
    ...encryptionPart(encryption),
    gss_auth: false,
    gss_enc: false,
    gss_delegation: false,
  };
}

/** Columns of pg_stat_ssl (manual 28.2.5). */
function encryptionPart(encryption: Encryption | null): object {
  if (!encryption) return { ssl: false };
  const { protocol, cipher, bits, certificate } = encryption;
  return {
    ssl: true,
    sslversion: protocol,
    sslcipher: cipher,
    sslbits: bits,
    ssl_client_dn: certificate?.subject ?? null,
    ssl_client_serial: certificate ? BigInt(`0x${certificate.serial}`).toString() : null,
    ssl_issuer_dn: certificate?.issuer ?? null,
  };
}

/** Cut where a character ends, as pgstat_clip_activity does. */
function shortened(query: string): string {
  const bytes = Buffer.from(query);
  if (bytes.length <= QUERY_BYTES) return query;
  let end = QUERY_BYTES;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString();
}

/** ISO 8601, in UTC. */
export function microsecondTimestamp(microseconds: bigint): string {
  const [text = ''] = timestamp(Number(microseconds / 1000n)).split('.');
  return `${text}.${String(microseconds % 1_000_000n).padStart(6, '0')}Z`;
}

/** Milliseconds since 1970 UTC as timestamptz takes it. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
