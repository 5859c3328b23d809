import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { createActor } from 'xstate';
import { gatewayMachine, hallId } from '../../../actors/gateway/gateway.machine.ts';
import { Inspection } from '../../../actors/inspection/inspection.ts';
import { refusalOf } from '../../../src/admin/access.ts';
import { StatelySocket } from '../../../src/admin/inspection/stately-socket.ts';

type Message = Readonly<Record<string, unknown>>;

/** Fields of StatelyInspectionEvent by type (@statelyai/inspect, src/types.ts), beside those that all have. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  '@xstate.actor': ['name', 'definition', 'snapshot'],
  '@xstate.event': ['event'],
  '@xstate.snapshot': ['event', 'snapshot'],
};

/** What src/types.ts of @statelyai/inspect asks of a message. */
function checkFormat(message: Message): void {
  const { type, sessionId, rootId, createdAt, _version: version } = message;
  const fields = FIELDS[String(type)];
  expect(fields, String(type)).not.to.equal(undefined);
  expect(message).to.include.keys(...(fields ?? []));
  expect([typeof sessionId, typeof rootId]).to.deep.equal(['string', 'string']);
  expect(createdAt).to.match(/^\d{13}$/);
  expect(version).to.match(/^\d+\.\d+\.\d+$/);
  if ('definition' in message) expect(JSON.parse(String(message['definition']))).to.include.keys('id');
  if ('snapshot' in message) {
    expect((message['snapshot'] as Message)['status']).to.be.oneOf(['active', 'done', 'error', 'stopped']);
  }
  if ('event' in message) expect(typeof (message['event'] as Message)['type']).to.equal('string');
}

describe("XState's inspection protocol", () => {
  const actor = createActor(gatewayMachine, {
    input: { authTimeoutMs: 60_000, report: (error) => expect.fail(String(error)) },
  });
  const inspection = new Inspection(
    actor,
    () => undefined,
    (error) => expect.fail(String(error)),
  );
  let server: Server;
  let stately: StatelySocket;
  let address = '';

  before(async () => {
    actor.start();
    stately = new StatelySocket(inspection);
    server = createServer().listen(0, '127.0.0.1');
    server.on('upgrade', (request, socket, head) =>
      stately.accept(request, socket, head, refusalOf(request, '')),
    );
    await once(server, 'listening');
    address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/inspector/xstate`;
  });

  after(() => {
    stately.close();
    server.close();
    actor.stop();
  });

  async function refused(url: string, headers: Record<string, string> = {}): Promise<string> {
    const [error] = (await once(new WebSocket(url, { headers }), 'error')) as [Error];
    return error.message;
  }

  it('tells of the actors that are there, and of what they do, in its format', async () => {
    const socket = new WebSocket(address);
    const messages: Message[] = [];
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Message));
    const until = async (done: () => boolean): Promise<void> => {
      while (!done()) await once(socket, 'message');
    };
    await until(() => messages.length >= 34);
    const connection = {
      attach: () => undefined,
      enterPhase: () => undefined,
      authenticationTimedOut: () => undefined,
      password: 'geheim',
    };
    actor.system.get(hallId(7)).send({ type: 'connection.opened', id: 'conn-7', connection });
    actor.send({ type: 'gateway.drain' });
    await until(() => messages.some((one) => JSON.stringify(one).includes('"value":"draining"')));
    for (const message of messages) checkFormat(message);
    const named = messages.filter(({ type }) => type === '@xstate.actor').map(({ name }) => name);
    expect(named).to.include.members(['gateway', 'pool', 'hall-0', 'hall-31', 'conn-7']);
    const opened = messages.find(
      ({ type, event }) => type === '@xstate.event' && (event as Message)['type'] === 'connection.opened',
    );
    expect(opened?.['event']).to.deep.equal({ type: 'connection.opened', id: 'conn-7' });
    expect(JSON.stringify(messages)).not.to.include('geheim');
    socket.close();
    await once(socket, 'close');
    while (inspection.watchers > 0) await new Promise(setImmediate);
  });

  it('is not spoken with pages of others, nor anywhere else', async () => {
    expect(await refused(address, { origin: 'http://evil.example' })).to.include('403');
    expect(await refused(address, { host: 'evil.example' })).to.include('403');
    expect(await refused(address.replace('/inspector/xstate', '/'))).to.include('404');
    expect(inspection.watchers).to.equal(0);
  });
});
