import { isIP } from 'node:net';

/**
 * Whether an address or host name leads to this machine itself: 127.0.0.0/8 (RFC 1122 3.2.1.3), ::1 (RFC 4291 2.5.3), also
 * as IPv4 within IPv6, and localhost (RFC 6761 6.3).
 */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || name === '::1') return true;
  const address = name.startsWith('::ffff:') ? name.slice('::ffff:'.length) : name;
  return isIP(address) === 4 && address.startsWith('127.');
}
