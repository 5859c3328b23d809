import { BlockList, isIP, isIPv4 } from 'node:net';

/** An entry that is neither an address nor a network. */
export class AddressListError extends Error {
  override readonly name = 'AddressListError';
}

/**
 * Addresses and networks (`10.0.0.5`, `10.0.0.0/8`, `fd00::/8`).
 *
 * @throws AddressListError naming the entry
 */
export function addressList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix, ...more] = entry.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    const bits = prefix === undefined ? 0 : Number(prefix);
    const valid =
      isIP(address) !== 0 && more.length === 0 && (prefix === undefined || /^\d{1,3}$/.test(prefix));
    if (!valid || bits > (family === 'ipv4' ? 32 : 128)) {
      throw new AddressListError(`"${entry}" is no address and no network`);
    }
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, bits, family);
  }
  return list;
}

/** Whether `address`, as a socket has it, is on the list. */
export function isListed(list: BlockList, address: string): boolean {
  const plain = plainAddress(address);
  return list.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4');
}

/** A client of IPv4 on a socket of both versions: `::ffff:127.0.0.1` is 127.0.0.1 to everybody. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address;
}
