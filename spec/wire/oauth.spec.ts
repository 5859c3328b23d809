import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError, loadConfig } from '../../config/load.ts';
import { openAdmission } from '../../src/cli/serve-security.ts';
import type { BackendMessage } from '../../src/protocol/index.ts';
import { logInWithBearer, type BearerOptions } from '../support/bearer-client.ts';
import { Authority } from '../support/certificates.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { TokenIssuer, type Claims } from '../support/token-issuer.ts';

const run = promisify(execFile);

const RULES = `
hostssl   all "ann@corp.test" all oauth
hostssl   all ann             all oauth map=corp
hostssl   all carl            all jwt map=corp
hostnossl all all             all oauth
`;
const MAPS = `
# MAP SYSTEM-USER          DATABASE-USER
corp  /^(.*)@corp\\.test$   \\1
corp  robot                carl
`;

describe('OAuth', function () {
  this.timeout(60_000);
  let authority: Authority;
  let issuer: TokenIssuer;
  let gateway: GatewayProcess;
  const environment: Record<string, string> = {};

  before(async () => {
    authority = new Authority();
    issuer = await TokenIssuer.start();
    const server = authority.issue('server', 'localhost');
    const rules = join(authority.folder, 'rules');
    const maps = join(authority.folder, 'maps');
    writeFileSync(rules, RULES);
    writeFileSync(maps, MAPS);
    Object.assign(environment, {
      PGWIRE_TLS_CERT_FILE: server.cert,
      PGWIRE_TLS_KEY_FILE: server.key,
      PGWIRE_HBA_FILE: rules,
      PGWIRE_IDENT_FILE: maps,
      PGWIRE_OAUTH_ISSUER: issuer.issuer,
      PGWIRE_OAUTH_AUDIENCE: issuer.audience,
      PGWIRE_OAUTH_SCOPE: 'sql',
      PGWIRE_OAUTH_JWKS: issuer.jwks,
      PGWIRE_OAUTH_CLOCK_TOLERANCE: '5',
      PGWIRE_LOG_LEVEL: 'debug',
    });
    gateway = await startGateway({ environment });
  });

  after(async () => {
    await gateway.stop();
    await issuer.stop();
    authority.remove();
  });

  /** The outcome in short: `in`, or SQLSTATE and message; discovery answers before it. */
  async function outcome(options: Partial<BearerOptions>): Promise<string> {
    const said = await logInWithBearer({
      port: gateway.port,
      user: 'ann@corp.test',
      token: null,
      ...options,
    });
    return said
      .map(short)
      .filter((line) => line !== '')
      .join(', ');
  }

  const FAILED = '28000 OAuth bearer authentication failed for user';
  const POINTER =
    '{"status":"invalid_token","openid-configuration":"https://issuer.test/tenant/.well-known/openid-configuration","scope":"sql"}';

  it('lets in who shows a token in his name', async () => {
    expect(await outcome({ token: await issuer.token() })).to.equal('in');
  });

  it('takes the first message as an answer to an empty challenge, too', async () => {
    expect(await outcome({ token: await issuer.token(), late: true })).to.equal('in');
  });

  it('takes tokens that are longer than messages of other mechanisms may be', async () => {
    const token = await issuer.token({ groups: 'x'.repeat(20_000) });
    expect(await outcome({ token })).to.equal('in');
  });

  it('maps the name of the token to a user', async () => {
    expect(await outcome({ user: 'ann', token: await issuer.token() })).to.equal('in');
    const other = await issuer.token({ sub: 'bob@corp.test' });
    expect(await outcome({ user: 'ann', token: other })).to.equal(`${POINTER}, ${FAILED} "ann"`);
  });

  it('tells a client without a token where to get one', async () => {
    expect(await outcome({ token: null })).to.equal(`${POINTER}, ${FAILED} "ann@corp.test"`);
  });

  const BAD: readonly [what: string, claims: Claims][] = [
    ['of another issuer', { iss: 'https://issuer.test' }],
    ['for another audience', { aud: 'billing' }],
    ['without the scope', { scope: 'openid' }],
    ['whose scope only begins like it', { scope: 'sqlite' }],
    ['that has ended', { expires: -10 }],
    ['without an end', { expires: null }],
    ['that begins later', { notBefore: 60 }],
    ['without a user', { sub: '' }],
  ];
  for (const [what, claims] of BAD) {
    it(`refuses a token ${what}`, async () => {
      expect(await outcome({ token: await issuer.token(claims) })).to.equal(
        `${POINTER}, ${FAILED} "ann@corp.test"`,
      );
    });
  }

  it('allows for clocks that differ a little', async () => {
    expect(await outcome({ token: await issuer.token({ expires: -2 }) })).to.equal('in');
  });

  it('refuses tokens that are signed by nobody, by another key or by the public key as a secret', async () => {
    for (const token of [issuer.unsigned(), await issuer.token({}, 'unknown'), await issuer.confused()]) {
      expect(await outcome({ token })).to.equal(`${POINTER}, ${FAILED} "ann@corp.test"`);
    }
  });

  it('fetches the keys once for many logins, also of tokens with unknown keys', async () => {
    await outcome({ token: await issuer.token() });
    const before = issuer.fetched;
    for (let i = 0; i < 3; i += 1) await outcome({ token: await issuer.token({}, 'unknown') });
    expect(issuer.fetched).to.equal(before);
  });

  it('takes no token without TLS', async () => {
    expect(await outcome({ token: await issuer.token(), encrypted: false })).to.equal(
      '28000 OAuth bearer tokens are accepted on TLS connections only',
    );
  });

  it('refuses messages that are not of OAUTHBEARER', async () => {
    const first = Buffer.from('p=tls-server-end-point,,\u0001auth=Bearer x\u0001\u0001');
    expect(await outcome({ token: 'x', first })).to.equal('08P01 malformed OAUTHBEARER message');
    expect(await outcome({ token: 'x', first: Buffer.from('n,a=ann,\u0001') })).to.equal(
      '0A000 client uses authorization identity, but it is not supported',
    );
  });

  async function psql(password: string, sslmode: string): Promise<string> {
    const target = `host=127.0.0.1 port=${gateway.port} dbname=USER user=carl gssencmode=disable sslmode=${sslmode}`;
    const options = { env: { ...process.env, PGPASSWORD: password }, timeout: 20_000 };
    try {
      return (await run('psql', ['-XAtq', target, '-c', 'select current_user'], options)).stdout.trim();
    } catch (error) {
      return (error as { stderr: string }).stderr.split('\n')[0] ?? '';
    }
  }

  it('takes a token as the password of an older client (method jwt)', async () => {
    expect(await psql(await issuer.token({ sub: 'robot' }), 'require')).to.equal('carl');
    expect(await psql(await issuer.token({ sub: 'other' }), 'require')).to.contain(
      'OAuth bearer authentication failed for user "carl"',
    );
    expect(await psql('no token', 'require')).to.contain('OAuth bearer authentication failed');
  });

  it('shows no part of a token in the log', async () => {
    const token = await issuer.token({ sub: 'someone' });
    await outcome({ token });
    await outcome({ token, first: Buffer.from(`n,,\u0001auth=Bearer ${token}\u0001`) });
    for (const part of token.split('.')) expect(gateway.stderr() + gateway.stdout()).not.to.contain(part);
  });

  it('ends the start where a setting is missing or of no use', () => {
    for (const [change, complaint] of [
      [{ PGWIRE_OAUTH_AUDIENCE: '' }, 'oauth.audience: methods oauth and jwt need it'],
      [{ PGWIRE_OAUTH_JWKS: '/nonexistent/keys' }, 'oauth.jwks: cannot read /nonexistent/keys'],
      [{ PGWIRE_OAUTH_JWKS: 'http://issuer.test/keys' }, 'oauth.jwks: keys are fetched by https'],
      [{ PGWIRE_OAUTH_ALGORITHMS: 'HS256' }, 'algorithms: must be public-key algorithms'],
      [{ PGWIRE_IDENT_FILE: '' }, 'oauth.mapFile: no line of it is of map "corp"'],
    ] as const) {
      const start = (): unknown =>
        openAdmission(loadConfig({ ...environment, ...change }), {
          report: () => undefined,
          login: () => Promise.resolve(),
        });
      expect(start).to.throw(ConfigError).with.property('message').that.contains(complaint);
    }
  });
});

function short(message: BackendMessage): string {
  if (message.type === 'ReadyForQuery') return 'in';
  if (message.type === 'AuthenticationSASLContinue') return Buffer.from(message.data).toString() || '';
  if (message.type === 'ErrorResponse') return `${message.fields.sqlstate} ${message.fields.message}`;
  return '';
}
