import { expect } from 'chai';
import { addressList, AddressListError, isListed } from '../../../src/net/address-list.ts';
import { ProxyHeaderError, readProxyHeader } from '../../../src/net/proxy-header.ts';

const SIGNATURE = '0d0a0d0a000d0a515549540a';

/** A header of version 2 with what follows its signature. */
function binary(command: string, transport: string, block: string): Buffer {
  const length = (block.length / 2).toString(16).padStart(4, '0');
  return Buffer.from(SIGNATURE + command + transport + length + block, 'hex');
}

const IPV4 = 'cb0071070a000001c3501538';
const IPV6 = '20010db800000000000000000000000720010db8000000000000000000000001c3501538';
/** PP2_TYPE_AUTHORITY and PP2_TYPE_NOOP. */
const TLVS = '02000464622e7804000100';

describe('PROXY header', () => {
  const CASES: readonly [what: string, header: Buffer, client: string | null][] = [
    ['1, IPv4', Buffer.from('PROXY TCP4 203.0.113.7 10.0.0.1 50000 5432\r\n'), '203.0.113.7 50000'],
    ['1, IPv6', Buffer.from('PROXY TCP6 2001:db8::7 2001:db8::1 50000 5432\r\n'), '2001:db8::7 50000'],
    ['1, unknown', Buffer.from('PROXY UNKNOWN\r\n'), null],
    ['1, unknown with addresses', Buffer.from('PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n'), null],
    ['2, IPv4', binary('21', '11', IPV4), '203.0.113.7 50000'],
    ['2, IPv4 and TLVs', binary('21', '11', IPV4 + TLVS), '203.0.113.7 50000'],
    ['2, IPv6', binary('21', '21', IPV6), '2001:db8::7 50000'],
    ['2, LOCAL', binary('20', '00', ''), null],
    ['2, LOCAL with addresses that do not count', binary('20', '11', IPV4), null],
    ['2, Unix socket', binary('21', '31', '00'.repeat(216)), null],
  ];
  for (const [what, header, client] of CASES) {
    it(`version ${what}: found in any number of pieces, and the client's bytes behind it are left`, () => {
      for (let end = 0; end < header.length; end += 1) {
        expect(readProxyHeader(header.subarray(0, end)), `${end} bytes`).to.equal(null);
      }
      const read = readProxyHeader(Buffer.concat([header, Buffer.from('rest')]));
      expect(read?.length).to.equal(header.length);
      const { clientAddress, clientPort } = read?.addresses ?? {};
      expect(read?.addresses ? `${clientAddress} ${clientPort}` : null).to.equal(client);
    });
  }

  const WRONG: readonly [what: string, header: Buffer][] = [
    ['a startup packet', Buffer.from('0000000804d2162f', 'hex')],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n')],
    ['a line without an end', Buffer.from(`PROXY TCP4 ${'1'.repeat(100)}`)],
    ['an address of the other family', Buffer.from('PROXY TCP4 ::1 ::1 1 2\r\n')],
    ['a port out of range', Buffer.from('PROXY TCP4 1.1.1.1 1.1.1.1 65536 2\r\n')],
    ['too few fields', Buffer.from('PROXY TCP4 1.1.1.1\r\n')],
    ['another version', binary('31', '11', IPV4)],
    ['another command', binary('22', '11', IPV4)],
    ['a block too short for its addresses', binary('21', '21', IPV4)],
    ['a block beyond all measure', Buffer.from(`${SIGNATURE}2111ffff`, 'hex')],
  ];
  for (const [what, header] of WRONG) {
    it(`is not ${what}`, () => expect(() => readProxyHeader(header)).to.throw(ProxyHeaderError));
  }
});

describe('address list', () => {
  const list = addressList(['10.0.0.5', '192.168.0.0/16', 'fd00::/8', '::1']);
  for (const [address, listed] of [
    ['10.0.0.5', true],
    ['10.0.0.6', false],
    ['::ffff:192.168.3.4', true],
    ['fd12::1', true],
    ['fe80::1', false],
    ['::1', true],
  ] as const) {
    it(`${address}: ${listed}`, () => expect(isListed(list, address)).to.equal(listed));
  }

  for (const entry of ['10.0.0.0/33', 'balancer', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', '']) {
    it(`refuses ${JSON.stringify(entry)}`, () => {
      expect(() => addressList([entry])).to.throw(AddressListError, entry);
    });
  }
});
