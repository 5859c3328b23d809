import type { BlockList } from 'node:net';
import type { Encryption } from '../../session/encryption.ts';
import type { AuthMethodName } from '../index.ts';

/** Who asks to come in, as the startup packet and the socket say. */
export interface Candidate {
  readonly user: string;
  readonly database: string;
  /** Null where the connection is not TCP. */
  readonly address: string | null;
  readonly encryption: Encryption | null;
}

/** One line of the access rules (manual 21.1). */
export interface Rule {
  /** host: any; hostssl: with TLS only; hostnossl: without only. */
  readonly connection: 'host' | 'hostssl' | 'hostnossl';
  /** Names; null: all. `sameuser` is the database named like the user. */
  readonly databases: ReadonlySet<string> | null;
  readonly users: ReadonlySet<string> | null;
  /** Null: all. */
  readonly addresses: BlockList | null;
  readonly method: AuthMethodName | 'reject';
  readonly clientCertificate: 'verify-ca' | 'verify-full' | null;
  /** Name of the user map (manual 21.2); null: names must be the same. */
  readonly map: string | null;
}

/** Database names in rules are IRIS namespaces, which do not distinguish case; they are kept in lower case. */
export function matches(rule: Rule, candidate: Candidate): boolean {
  const encrypted = candidate.encryption !== null;
  if (rule.connection === 'hostssl' && !encrypted) return false;
  if (rule.connection === 'hostnossl' && encrypted) return false;
  return (
    matchesDatabase(rule.databases, candidate) &&
    (rule.users === null || rule.users.has(candidate.user)) &&
    matchesAddress(rule.addresses, candidate.address)
  );
}

function matchesDatabase(databases: Rule['databases'], { user, database }: Candidate): boolean {
  if (databases === null) return true;
  const name = database.toLowerCase();
  return databases.has(name) || (databases.has('sameuser') && name === user.toLowerCase());
}

function matchesAddress(addresses: BlockList | null, address: string | null): boolean {
  if (addresses === null) return true;
  return address !== null && addresses.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}
