import { expect } from 'chai';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeBackend, splitMessages } from '../../src/protocol/index.ts';
import { balancerInstalled, startBalancer, type Balancer } from '../support/balancer.ts';
import * as frontend from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { requireInstalled } from '../support/target.ts';
import { WireClient } from '../support/wire-client.ts';

/** 203.0.113.7 comes by way of balancers only, in the header; the second rule lets nobody in. */
const RULES = `
host all all 203.0.113.0/24 trust
host all all 127.0.0.1/32   trust
host all all all            reject
`;

/** HAProxy connects from 127.0.0.2, the specs as a balancer from 127.0.0.3; everybody else comes from 127.0.0.1. */
const BALANCERS = '127.0.0.2, 127.0.0.3/32';

describe('behind a balancer', function () {
  this.timeout(60_000);
  let gateway: GatewayProcess;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pgwire-rules-'));
    const rules = join(folder, 'rules');
    writeFileSync(rules, RULES);
    gateway = await startGateway({
      environment: { PGWIRE_HBA_FILE: rules, PGWIRE_BALANCERS: BALANCERS, PGWIRE_AUTH_TIMEOUT: '2' },
    });
  });

  after(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
  });

  const STARTUP = frontend.startup({ user: '_SYSTEM', database: 'USER' });
  const ASK = frontend.query(
    'select client_addr, client_port from pg_stat_activity where pid = pg_backend_pid()',
  );

  /** What is answered to bytes that come from an address: values of rows, SQLSTATE and message of errors. */
  async function answer(from: string, pieces: readonly Uint8Array[]): Promise<string[]> {
    const socket = connect({ port: gateway.port, host: '127.0.0.1', localAddress: from });
    const closed = once(socket, 'close');
    await once(socket, 'connect');
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => (bytes = Buffer.concat([bytes, chunk])));
    socket.on('error', () => socket.destroy());
    for (const piece of pieces) socket.write(piece);
    await closed;
    return [...splitMessages(bytes)].flatMap(({ type, body }) => {
      const message = decodeBackend(type, body);
      if (message.type === 'ErrorResponse') return [`${message.fields.sqlstate} ${message.fields.message}`];
      if (message.type !== 'DataRow') return [];
      return message.values.map((value) => Buffer.from(value ?? '').toString());
    });
  }

  const header = (client: string): Buffer => Buffer.from(`PROXY TCP4 ${client} 10.0.0.1 50000 5432\r\n`);

  it("takes the client's address from the header, for pg_stat_activity and for the rules", async () => {
    const rest = Buffer.concat([STARTUP, ASK, frontend.terminate()]);
    expect(await answer('127.0.0.3', [header('203.0.113.7'), rest])).to.deep.equal(['203.0.113.7', '50000']);
    expect(await answer('127.0.0.3', [Buffer.concat([header('203.0.113.7'), rest])])).to.have.lengthOf(2);
    const [refusal] = await answer('127.0.0.3', [header('198.51.100.1'), rest]);
    expect(refusal).to.match(/^28000 pg_hba.conf rejects connection for host "198.51.100.1"/);
  });

  it('takes the address of the balancer when that speaks for itself', async () => {
    const local = Buffer.from('0d0a0d0a000d0a515549540a20000000', 'hex');
    const [refusal] = await answer('127.0.0.3', [local, STARTUP]);
    expect(refusal).to.match(/^28000 pg_hba.conf rejects connection for host "127.0.0.3"/);
  });

  it('needs a header from balancers', async () => {
    expect(await answer('127.0.0.3', [STARTUP])).to.deep.equal([]);
    const told = (): boolean => gateway.stderr().includes('does not begin with a PROXY header');
    for (let i = 0; i < 50 && !told(); i += 1) await pause(100);
    expect(told(), gateway.stderr()).to.equal(true);
  });

  it('does not wait for a header that does not come', async () => {
    expect(await answer('127.0.0.3', [header('203.0.113.7').subarray(0, 20)])).to.deep.equal([
      '08P01 canceling authentication due to timeout',
    ]);
  });

  it('takes no header from others', async () => {
    expect(await answer('127.0.0.1', [header('203.0.113.7'), STARTUP])).to.deep.equal([
      '08P01 invalid length of startup packet',
    ]);
    expect(await answer('127.0.0.1', [STARTUP, frontend.terminate()])).to.deep.equal([]);
  });

  for (const option of ['send-proxy', 'send-proxy-v2'] as const) {
    it(`serves HAProxy's clients (${option})`, async function () {
      requireInstalled(this, balancerInstalled(), 'HAProxy');
      const balancer: Balancer = await startBalancer(gateway.port, option);
      try {
        const client = await WireClient.connect({ host: '127.0.0.1', port: balancer.port });
        const rows = (
          await client.simple('select client_addr from pg_stat_activity where pid = pg_backend_pid()')
        )
          .filter((message) => message.type === 'DataRow')
          .map(({ values }) => Buffer.from(values[0] ?? '').toString());
        await client.close();
        expect(rows).to.deep.equal(['127.0.0.1']);
      } finally {
        await balancer.stop();
      }
    });
  }
});
