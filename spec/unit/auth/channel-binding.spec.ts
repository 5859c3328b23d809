import { expect } from 'chai';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { scramSha256 } from '../../../src/auth/scram-sha-256.ts';
import { readSecret } from '../../../src/auth/secret.ts';
import type { Encryption } from '../../../src/session/encryption.ts';
import { ScramClient } from '../../support/scram-client.ts';

const END_POINT = Buffer.alloc(32, 7);
const TLS: Encryption = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  bits: 256,
  serverEndPoint: END_POINT,
  certificate: null,
};
const BOUND = 'p=tls-server-end-point,,';

/** How a login ends: accepted, or the error's code and what it says. */
async function login(
  encryption: Encryption | null,
  mechanism: string,
  header: string,
  data: Uint8Array = new Uint8Array(),
): Promise<string> {
  const method = scramSha256({ find: () => readSecret('sesame') });
  const exchange = method.begin('joe', encryption);
  const client = new ScramClient('sesame', 'abc', '', { header, data });
  try {
    exchange.start();
    const first = await exchange.answer({
      type: 'sasl-initial',
      mechanism,
      data: Buffer.from(client.first()),
    });
    if (first.kind !== 'challenge' || first.challenge.ask !== 'sasl-continue') return 'no continuation';
    const final = client.final(Buffer.from(first.challenge.data).toString());
    return (await exchange.answer({ type: 'sasl', data: Buffer.from(final) })).kind;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return `${error.sqlstate} ${error.fields.detail ?? error.message}`;
  }
}

describe('SCRAM channel binding', () => {
  it('is offered on TLS only', () => {
    const method = scramSha256({ find: () => undefined });
    const offered = (encryption: Encryption | null): unknown => method.begin('joe', encryption).start();
    expect(offered(TLS)).to.deep.include({
      challenge: { ask: 'sasl', mechanisms: ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'] },
    });
    expect(offered(null)).to.deep.include({ challenge: { ask: 'sasl', mechanisms: ['SCRAM-SHA-256'] } });
  });

  it('accepts the hash of the certificate that was shown', async () => {
    expect(await login(TLS, 'SCRAM-SHA-256-PLUS', BOUND, END_POINT)).to.equal('accept');
  });

  it('refuses the hash of another one: somebody is in between', async () => {
    expect(await login(TLS, 'SCRAM-SHA-256-PLUS', BOUND, Buffer.alloc(32, 8))).to.equal(
      '28000 SCRAM channel binding check failed',
    );
    expect(await login(TLS, 'SCRAM-SHA-256-PLUS', BOUND)).to.equal(
      '28000 SCRAM channel binding check failed',
    );
  });

  it('refuses a client that was not shown the offer', async () => {
    expect(await login(TLS, 'SCRAM-SHA-256', 'y,,')).to.match(
      /^28000 The client supports SCRAM channel binding but/,
    );
  });

  it('accepts a client that cannot bind', async () => {
    expect(await login(TLS, 'SCRAM-SHA-256', 'n,,')).to.equal('accept');
    expect(await login(null, 'SCRAM-SHA-256', 'y,,')).to.equal('accept');
  });

  it('refuses what contradicts itself', async () => {
    expect(await login(null, 'SCRAM-SHA-256-PLUS', BOUND, END_POINT)).to.equal(
      '08P01 client selected an invalid SASL authentication mechanism',
    );
    expect(await login(TLS, 'SCRAM-SHA-256', BOUND, END_POINT)).to.match(
      /^08P01 The client selected SCRAM-SHA-256 without/,
    );
    expect(await login(TLS, 'SCRAM-SHA-256-PLUS', 'n,,')).to.match(
      /^08P01 The client selected SCRAM-SHA-256-PLUS, but/,
    );
    expect(await login(TLS, 'SCRAM-SHA-256-PLUS', 'p=tls-unique,,', END_POINT)).to.equal(
      '08P01 unsupported SCRAM channel-binding type "tls-unique"',
    );
  });
});
