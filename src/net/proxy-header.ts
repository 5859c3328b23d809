import { isIPv4, isIPv6, SocketAddress } from 'node:net';
import { Reader } from '../protocol/index.ts';
import type { Addresses } from '../session/activity.ts';

/** A balancer did not begin with a PROXY header. */
export class ProxyHeaderError extends Error {
  override readonly name = 'ProxyHeaderError';
}

/** What a header says (the PROXY protocol, HAProxy's proxy-protocol.txt). */
export interface ProxyHeader {
  /** Bytes of the header: the client's own follow. */
  readonly length: number;
  /** The ends of the client's connection to the balancer; null when the balancer speaks for itself, or does not know. */
  readonly addresses: Addresses | null;
}

/** Section 2.1: the longest line of version 1. */
const LINE_BYTES = 107;
/** Section 2.2: what version 2 begins with, and how long that and the rest of its fixed part are. */
const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');
const FIXED_BYTES = 16;
/** Addresses take 216 bytes at most; what follows (TLVs) is for others, and a header of more is no balancer's. */
const MOST_BYTES = 4096;
const LOCAL = 0x20;
const PROXY = 0x21;
const TCP_OVER_IPV4 = 0x11;
const TCP_OVER_IPV6 = 0x21;

/**
 * Reads the header that a connection begins with, version 1 or 2; null while it is not complete.
 *
 * @throws ProxyHeaderError as soon as the bytes cannot be one
 */
export function readProxyHeader(bytes: Uint8Array): ProxyHeader | null {
  const begin = Buffer.from(bytes.subarray(0, SIGNATURE.length));
  if (SIGNATURE.subarray(0, begin.length).equals(begin)) return readBinary(bytes);
  if ('PROXY '.startsWith(begin.subarray(0, 6).toString('latin1'))) return readLine(bytes);
  throw new ProxyHeaderError('the connection does not begin with a PROXY header');
}

function readLine(bytes: Uint8Array): ProxyHeader | null {
  const text = Buffer.from(bytes.subarray(0, LINE_BYTES)).toString('latin1');
  const end = text.indexOf('\r\n');
  if (end < 0) {
    if (bytes.length >= LINE_BYTES) throw new ProxyHeaderError('the PROXY line has no end');
    return null;
  }
  const length = end + 2;
  const line = text.slice(0, end);
  if (/^PROXY UNKNOWN(?: |$)/.test(line)) return { length, addresses: null };
  const [, family, client = '', server = '', clientPort = '', serverPort = ''] =
    /^PROXY (TCP4|TCP6) (\S+) (\S+) (\d{1,5}) (\d{1,5})$/.exec(line) ?? [];
  const isAddress = family === 'TCP4' ? isIPv4 : isIPv6;
  if (
    !isAddress(client) ||
    !isAddress(server) ||
    Number(clientPort) > 65_535 ||
    Number(serverPort) > 65_535
  ) {
    throw new ProxyHeaderError('the PROXY line is malformed');
  }
  return {
    length,
    addresses: {
      clientAddress: client,
      clientPort: Number(clientPort),
      serverAddress: server,
      serverPort: Number(serverPort),
    },
  };
}

function readBinary(bytes: Uint8Array): ProxyHeader | null {
  if (bytes.length < FIXED_BYTES) return null;
  const fixed = new Reader(bytes.subarray(SIGNATURE.length, FIXED_BYTES));
  const command = fixed.uint8();
  const transport = fixed.uint8();
  const length = FIXED_BYTES + fixed.uint16();
  if (command !== LOCAL && command !== PROXY)
    throw new ProxyHeaderError('unknown version or command of PROXY');
  if (length > MOST_BYTES) throw new ProxyHeaderError('the PROXY header is too long');
  if (bytes.length < length) return null;
  const block = new Reader(bytes.subarray(FIXED_BYTES, length));
  return { length, addresses: command === LOCAL ? null : readAddresses(block, transport) };
}

/** Null for other transports: the balancer knows the client in a way that says nothing here. */
function readAddresses(block: Reader, transport: number): Addresses | null {
  const size = transport === TCP_OVER_IPV4 ? 4 : transport === TCP_OVER_IPV6 ? 16 : 0;
  if (size === 0) return null;
  if (block.remaining < 2 * size + 4)
    throw new ProxyHeaderError('the PROXY header has no room for its addresses');
  const address = size === 4 ? ipv4 : ipv6;
  return {
    clientAddress: address(block.bytes(size)),
    serverAddress: address(block.bytes(size)),
    clientPort: block.uint16(),
    serverPort: block.uint16(),
  };
}

function ipv4(bytes: Uint8Array): string {
  return bytes.join('.');
}

/** In the short form that PostgreSQL shows, and rules are written in. */
function ipv6(bytes: Uint8Array): string {
  const groups = Buffer.from(bytes)
    .toString('hex')
    .replaceAll(/(.{4})(?=.)/g, '$1:');
  return new SocketAddress({ address: groups, family: 'ipv6' }).address;
}
