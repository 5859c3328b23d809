import { BlockList, isIP, isIPv4 } from 'node:net';
import { AUTH_METHODS } from '../index.ts';
import type { Rule } from './rule.ts';
import { splitLine, type Word } from './split-line.ts';

/** A line of the access rules that cannot be kept: it must not be passed over, for it may be the one that rejects. */
export class RulesError extends Error {
  override readonly name = 'RulesError';
}

const CONNECTIONS: readonly Rule['connection'][] = ['host', 'hostssl', 'hostnossl'];
const METHODS: readonly Rule['method'][] = [...AUTH_METHODS, 'reject'];

/**
 * Reads access rules in the form of pg_hba.conf (manual 21.1). `local` and `hostgssenc` lines are passed over: nobody
 * comes that way here.
 *
 * @throws RulesError naming the line for what has no meaning here: other methods, host names, role groups, includes
 */
export function readRules(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const [i, line] of text
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .entries()) {
    const words = splitLine(line);
    const connection = words[0]?.[0]?.text;
    if (connection === undefined || connection === 'local' || connection === 'hostgssenc') continue;
    try {
      rules.push(readRule(connection === 'hostnogssenc' ? 'host' : connection, words.slice(1)));
    } catch (error) {
      if (!(error instanceof RulesError)) throw error;
      throw new RulesError(`line ${i + 1}: ${error.message}`, { cause: error });
    }
  }
  return rules;
}

function readRule(connection: string, words: readonly (readonly Word[])[]): Rule {
  const kind = CONNECTIONS.find((known) => known === connection);
  if (!kind) throw new RulesError(`invalid connection type "${connection}"`);
  const [databases, users, address, ...rest] = words;
  if (!databases || !users || !address) throw new RulesError('end-of-line before the method');
  const separate = isIP(only(address)) !== 0 && isIP(rest[0] ? only(rest[0]) : '') !== 0;
  const mask = separate && rest[0] ? only(rest[0]) : null;
  const [method, ...options] = separate ? rest.slice(1) : rest;
  if (!method) throw new RulesError('end-of-line before the method');
  const name = METHODS.find((known) => known === only(method));
  if (!name) throw new RulesError(`authentication method "${only(method)}" is not supported`);
  if (name === 'cert' && kind !== 'hostssl') {
    throw new RulesError('cert authentication is only supported on hostssl connections');
  }
  return {
    connection: kind,
    databases: names(databases, (database) => database.toLowerCase()),
    users: names(users, (user) => user),
    addresses: readAddresses(only(address), mask),
    method: name,
    ...readOptions(options.map(only), kind, name),
  };
}

function only(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(',');
}

/** Null for `all`, unless it is quoted and so a name. */
function names(words: readonly Word[], fold: (name: string) => string): ReadonlySet<string> | null {
  for (const { text, quoted } of words) {
    if (quoted) continue;
    if (/^[@/+]/.test(text) || text === 'samerole' || text === 'samegroup') {
      throw new RulesError(`"${text}" is not supported: name users and databases one by one`);
    }
  }
  if (words.some(({ text, quoted }) => text === 'all' && !quoted)) return null;
  return new Set(words.map(({ text }) => fold(text)));
}

function readAddresses(address: string, mask: string | null): BlockList | null {
  if (address === 'all') return null;
  const list = new BlockList();
  const [net = '', prefix] = address.split('/');
  const family = isIPv4(net) ? 'ipv4' : 'ipv6';
  if (isIP(net) === 0) throw new RulesError(`address "${address}" is no IP address and no "all"`);
  const most = family === 'ipv4' ? 32 : 128;
  const bits = mask === null ? Number(prefix) : maskBits(mask, most);
  if ((mask === null && !/^\d+$/.test(prefix ?? '')) || bits > most) {
    throw new RulesError(`invalid CIDR mask in address "${address}"`);
  }
  list.addSubnet(net, bits, family);
  return list;
}

/** Number of leading ones of a mask such as 255.255.255.0 or ffff:ffff::. */
function maskBits(mask: string, most: 32 | 128): number {
  if (isIPv4(mask) !== (most === 32)) throw new RulesError(`IP address and mask do not match`);
  const groups = most === 32 ? mask.split('.').map(Number) : ipv6Groups(mask);
  const binary = groups.map((group) => group.toString(2).padStart(most === 32 ? 8 : 16, '0')).join('');
  if (!/^1*0*$/.test(binary)) throw new RulesError(`invalid IP mask "${mask}"`);
  return binary.lastIndexOf('1') + 1;
}

function ipv6Groups(address: string): number[] {
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
}

/** Methods whose proof names somebody, who may be mapped to a user. */
const MAPPED: readonly Rule['method'][] = ['cert', 'oauth', 'jwt'];

function readOptions(
  options: readonly string[],
  kind: Rule['connection'],
  method: Rule['method'],
): Pick<Rule, 'clientCertificate' | 'map'> {
  let clientCertificate: Rule['clientCertificate'] = null;
  let map: string | null = null;
  for (const option of options) {
    const equals = option.indexOf('=');
    const [name, value] = [option.slice(0, equals), option.slice(equals + 1)];
    if (name === 'map' && value !== '') {
      if (!MAPPED.includes(method)) {
        throw new RulesError(`authentication option "map" is only valid for ${MAPPED.join(', ')}`);
      }
      map = value;
      continue;
    }
    if (name !== 'clientcert' || (value !== 'verify-ca' && value !== 'verify-full')) {
      throw new RulesError(`option "${option}" is not supported`);
    }
    if (kind !== 'hostssl') throw new RulesError('clientcert can only be configured for "hostssl" rows');
    clientCertificate = value;
  }
  return { clientCertificate, map };
}
