import { expect } from 'chai';
import { once } from 'node:events';
import { connect } from 'node:net';
import { control, ControlError } from '../../support/superserver/control.ts';
import { Superserver } from '../../support/superserver/superserver.ts';
import { CALL, CONNECT, HANDSHAKE } from '../../support/superserver/wire/codes.ts';
import { encodeFrame } from '../../support/superserver/wire/frame.ts';

describe('the superserver simulator as a server', function () {
  this.timeout(20_000);
  let server: Superserver;
  before(async () => {
    server = await Superserver.start();
  });
  after(() => server.stop());

  const frame = (code: number, text = ''): Buffer =>
    encodeFrame({
      count: 1,
      statement: 0,
      code,
      payload: Buffer.from(new Uint8Array(Buffer.from(text, 'hex'))),
    });

  /** Sends bytes. @returns what comes back until the server, or this client, has had enough */
  async function exchange(bytes: Buffer): Promise<string> {
    const socket = connect(server.port, server.host);
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    socket.on('error', () => undefined);
    socket.end(bytes);
    await once(socket, 'close');
    return Buffer.concat(received).toString('latin1');
  }

  it('survives bytes that are no protocol', async () => {
    const hostile = [
      Buffer.alloc(0),
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.alloc(14, 0xff),
      frame(CONNECT, '0201'),
      frame(CALL.classMethod, '0201'),
      frame(HANDSHAKE),
      Buffer.concat([frame(HANDSHAKE), frame(HANDSHAKE)]),
      Buffer.concat([frame(HANDSHAKE), frame(CONNECT)]),
      Buffer.concat([frame(HANDSHAKE), frame(CONNECT, 'ff01')]),
      Buffer.concat([frame(HANDSHAKE), frame(CONNECT, '0303020102010201')]),
      frame(HANDSHAKE).subarray(0, 9),
    ];
    for (const bytes of hostile) await exchange(bytes);
    expect(server.failures).to.deep.equal([]);
    expect(server.connections).to.equal(0);
    expect(await exchange(frame(HANDSHAKE))).to.include('UTF8');
  });

  it('refuses logins without name and password', async () => {
    const empty = '0201'.repeat(6);
    const answer = await exchange(Buffer.concat([frame(HANDSHAKE), frame(CONNECT, empty)]));
    expect(answer).to.include('Access Denied');
  });

  it('obeys control lines', async () => {
    expect(await control(server, 'delay 5')).to.equal('ok');
    expect(server.faults.delayMs).to.equal(5);
    expect(await control(server, ' without  getRows ')).to.equal('ok');
    expect(await control(server, 'status')).to.equal(
      'ok connections=0 features=helper,cancelQuery,compile,utf8Pairs',
    );
    await control(server, 'with getRows');
    await control(server, 'silent login');
    await control(server, 'licences 3');
    expect([server.faults.silent, server.faults.licences]).to.deep.equal(['login', 3]);
    await control(server, 'heal');
    expect([server.faults.silent, server.faults.licences, server.faults.delayMs]).to.deep.equal([
      'none',
      Number.POSITIVE_INFINITY,
      0,
    ]);
    const { port } = server;
    await control(server, 'restart');
    expect(server.port).to.equal(port);
    for (const line of ['', 'constructor', 'delay', 'delay -1', 'silent x', 'cut fin', 'without x']) {
      const failure: unknown = await control(server, line).catch((error: unknown) => error);
      expect(failure, line).to.be.instanceOf(ControlError);
    }
  });

  it('tells which calls to cut', () => {
    const { faults } = server;
    const call = (text: string): Parameters<typeof faults.cutFor>[0] => ({
      count: 1,
      statement: 0,
      code: CALL.invoke,
      payload: Buffer.from(new Uint8Array(Buffer.from(text))),
    });
    const cut = { how: 'fin', when: 'after', containing: 'INSERT' } as const;
    faults.cutNext(cut, 2);
    const told = ['SELECT', 'INSERT', 'INSERT', 'INSERT'].map((text) => faults.cutFor(call(text)) !== null);
    expect(told).to.deep.equal([false, true, true, false]);
    faults.cutEvery(3, { how: 'rst', when: 'before' });
    expect([1, 2, 3, 4, 5, 6].map(() => faults.cutFor(call('x')) !== null)).to.deep.equal([
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
    faults.heal();
    expect(faults.cutFor(call('INSERT'))).to.equal(null);
  });
});
