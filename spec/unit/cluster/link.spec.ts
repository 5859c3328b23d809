import { expect } from 'chai';
import { setImmediate as turn } from 'node:timers/promises';
import { Link, type Peer, type Service } from '../../../src/cluster/link.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

type Calculator = {
  readonly asks: {
    readonly double: { readonly in: number; readonly out: number };
    readonly wait: { readonly in: null; readonly out: string };
    readonly fail: { readonly in: null; readonly out: null };
  };
  readonly tells: { readonly note: string };
};
type Listener = {
  readonly asks: { readonly ping: { readonly in: null; readonly out: null } };
  readonly tells: { readonly bye: null };
};

/** Two ends in one process; messages arrive later, as clones. */
function ends(): readonly [Peer, Peer] {
  const listeners: ((message: unknown, handle: undefined) => void)[] = [];
  const end = (own: number): Peer => ({
    send: (message) => setImmediate(() => listeners[1 - own]?.(structuredClone(message), undefined)),
    receive: (listener) => void (listeners[own] = listener),
  });
  return [end(0), end(1)];
}

describe('the link between processes', () => {
  const noted: string[] = [];
  let stopped = '';
  const calculator: Service<Calculator> = {
    asks: {
      double: (number) => number * 2,
      wait: (_, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            stopped = (signal.reason as GatewayError).sqlstate;
            reject(signal.reason as Error);
          }),
        ),
      fail: () => {
        throw new GatewayError('40P01', 'deadlock detected', { detail: 'both wait' });
      },
    },
    tells: { note: (text) => void noted.push(text) },
  };
  let client: Link<Listener, Calculator>;
  let server: Link<Calculator, Listener>;

  beforeEach(() => {
    const [one, other] = ends();
    server = new Link(one, calculator);
    client = new Link(other, { asks: { ping: () => null }, tells: { bye: () => undefined } });
  });

  async function failure(asking: Promise<unknown>): Promise<GatewayError> {
    return asking.then(
      () => expect.fail('there was an answer'),
      (error: unknown) => error as GatewayError,
    );
  }

  it('answers questions, several at a time, and tells in order', async () => {
    client.tell('note', 'a');
    const answers = Promise.all([client.ask('double', 4), client.ask('double', 5)]);
    client.tell('note', 'b');
    expect(await answers).to.deep.equal([8, 10]);
    await turn();
    expect(noted).to.deep.equal(['a', 'b']);
  });

  it('brings errors back with all their fields', async () => {
    const { fields } = await failure(client.ask('fail', null));
    expect(fields).to.include({ sqlstate: '40P01', message: 'deadlock detected', detail: 'both wait' });
  });

  it('stops what nobody wants any more, and gives the reason of who asked', async () => {
    const impatient = new AbortController();
    const asking = failure(client.ask('wait', null, impatient.signal));
    await turn();
    impatient.abort(new GatewayError('55P03', 'canceling statement due to lock timeout'));
    expect((await asking).sqlstate).to.equal('55P03');
    expect(stopped).to.equal('57014');
  });

  it('fails what waits for a process that has ended, and stops what that had asked for', async () => {
    const asking = failure(client.ask('wait', null));
    await turn();
    await turn();
    server.end();
    client.end();
    expect((await asking).sqlstate).to.equal('57P01');
    expect(stopped).to.equal('57P01');
    expect((await failure(client.ask('double', 1))).sqlstate).to.equal('57P01');
  });
});
