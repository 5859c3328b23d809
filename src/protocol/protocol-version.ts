import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

/** What stands where a protocol version is expected: major 1234 can never be one (manual 55.7). */
export const CANCEL_REQUEST_CODE = 80877102;
export const SSL_REQUEST_CODE = 80877103;
export const GSSENC_REQUEST_CODE = 80877104;

/** A protocol version as the wire has it: major in the upper, minor in the lower 16 bits. Ordered like numbers. */
export type ProtocolVersion = number;

export function protocolVersion(major: number, minor: number): ProtocolVersion {
  return major * 0x10000 + minor;
}

/** `3.2` for 196610 */
export function formatVersion(version: ProtocolVersion): string {
  return `${version >>> 16}.${version & 0xffff}`;
}

export const PROTOCOL_3_0: ProtocolVersion = protocolVersion(3, 0);
/** Cancel keys longer than 4 bytes (PostgreSQL 18). */
export const PROTOCOL_3_2: ProtocolVersion = protocolVersion(3, 2);
export const NEWEST_PROTOCOL = PROTOCOL_3_2;

/** A start-up parameter that is an option of the protocol itself. None is defined yet (manual 55.2.1). */
export function isProtocolOption(name: string): boolean {
  return name.startsWith('_pq_.');
}

/** FATAL 0A000 when the major version is none of ours; minor versions are negotiated instead. */
export function checkMajorVersion(version: ProtocolVersion): void {
  if (version >>> 16 === NEWEST_PROTOCOL >>> 16) return;
  throw new GatewayError(
    SQLSTATE.featureNotSupported,
    `unsupported frontend protocol ${formatVersion(version)}: server supports ${formatVersion(PROTOCOL_3_0)} to ${formatVersion(NEWEST_PROTOCOL)}`,
    { severity: 'FATAL' },
  );
}

/** What both sides speak from now on. */
export interface Negotiation {
  readonly version: ProtocolVersion;
  /** The client must be told by NegotiateProtocolVersion: it asked for a newer minor version or for options. */
  readonly announce: boolean;
}

/** Settles the minor version (manual 55.2.1); `options` are the `_pq_.` names of the start-up message. */
export function negotiate(requested: ProtocolVersion, options: readonly string[]): Negotiation {
  return {
    version: Math.min(requested, NEWEST_PROTOCOL),
    announce: requested > NEWEST_PROTOCOL || options.length > 0,
  };
}
