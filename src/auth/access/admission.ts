import { GatewayError } from '../../errors/gateway-error.ts';
import { requireCertificate } from '../certificate.ts';
import type { AuthMethodName } from '../index.ts';
import type { Answer, AuthMethod, Exchange, Step } from '../method.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import { matches, type Candidate, type Rule } from './rule.ts';

/** The method of a rule, with the user map that it names. */
export type MethodOf = (name: AuthMethodName, map: string | null) => AuthMethod;

/** Decides by which method who proves to be himself: the first rule that matches counts (manual 21.1). */
export class Admission {
  #rules: readonly Rule[];
  #method: MethodOf;
  readonly #attempts: AttemptLimit;
  #users: readonly string[];

  /** @param users those that the source of secrets knows */
  constructor(
    rules: readonly Rule[],
    method: MethodOf,
    attempts: AttemptLimit,
    users: readonly string[] = [],
  ) {
    this.#users = users;
    this.#rules = rules;
    this.#method = method;
    this.#attempts = attempts;
  }

  /** Goes on with the rules and secrets of another one; failed attempts are remembered. */
  adopt(other: Admission): void {
    this.#rules = other.#rules;
    this.#method = other.#method;
    this.#users = other.#users;
  }

  /** Users that are known by name; with `trust` there may be any others. */
  get users(): readonly string[] {
    return this.#users;
  }

  /** @throws FATAL 28000 for who may not even try */
  begin(candidate: Candidate): Exchange {
    const { address, user, encryption } = candidate;
    if (address !== null) this.#attempts.check(address);
    const exchange = this.#choose(candidate).begin(user, encryption);
    if (address === null) return exchange;
    return { start: () => exchange.start(), answer: (answer) => this.#answer(exchange, answer, address) };
  }

  async #answer(exchange: Exchange, answer: Answer, address: string): Promise<Step> {
    try {
      return await exchange.answer(answer);
    } catch (error) {
      this.#attempts.failed(address);
      throw error;
    }
  }

  #choose(candidate: Candidate): AuthMethod {
    const rule = this.#rules.find((known) => matches(known, candidate));
    if (!rule) throw refused(`no pg_hba.conf entry for ${described(candidate)}`);
    if (rule.method === 'reject') throw refused(`pg_hba.conf rejects connection for ${described(candidate)}`);
    if (rule.clientCertificate)
      requireCertificate(candidate.user, candidate.encryption, rule.clientCertificate);
    return this.#method(rule.method, rule.map);
  }
}

/** The rule that a single configured method stands for. */
export function ruleForAll(method: AuthMethodName, encryptedOnly: boolean, map: string | null = null): Rule {
  return {
    connection: encryptedOnly ? 'hostssl' : 'host',
    databases: null,
    users: null,
    addresses: null,
    method,
    clientCertificate: null,
    map,
  };
}

/** As ClientAuthentication in auth.c says it. */
function described({ address, user, database, encryption }: Candidate): string {
  const how = encryption ? 'SSL encryption' : 'no encryption';
  return `host "${address ?? '[local]'}", user "${user}", database "${database}", ${how}`;
}

function refused(message: string): GatewayError {
  return new GatewayError('28000', message, { severity: 'FATAL' });
}
