import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Collector } from '../support/collector.ts';
import * as client from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { rowsOf } from '../support/rows.ts';
import { WireClient } from '../support/wire-client.ts';

/** Stands in every value, and in nothing else. */
const MARK = 'Zq7Mustermann';

async function adminOf(gateway: GatewayProcess): Promise<string> {
  const [, port = ''] = /admin port open host="127\.0\.0\.1" port=(\d+)/.exec(gateway.stderr()) ?? [];
  const admin = `http://127.0.0.1:${port}`;
  // What measures is loaded when the gateway is ready.
  while ((await fetch(`${admin}/metrics`)).status === 503) await pause(50);
  return admin;
}

describe('values of clients', function () {
  this.timeout(90_000);

  it('are in no log, trace, metric, answer of the admin port, or stream of the inspector', async () => {
    const collector = new Collector();
    const gateway = await startGateway({
      environment: {
        PGWIRE_LOG_LEVEL: 'debug',
        PGWIRE_LOG_SLOW_STATEMENT: '1',
        PGWIRE_ENABLE_OTEL: 'true',
        PGWIRE_OTEL_ENDPOINT: await collector.open(),
      },
    });
    const admin = await adminOf(gateway);
    const looking = new AbortController();
    const stream = await fetch(`${admin}/inspector/stream`, { signal: looking.signal });
    let streamed = '';
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of stream.body ?? []) streamed += decoder.decode(chunk as Uint8Array);
    })().catch(() => undefined);
    await fetch(`${admin}/inspector/1/follow`, { method: 'POST', body: '{"connection":"all"}' });

    const session = await WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 60_000 });
    for (const sql of [
      'create table marked (id integer primary key, name varchar(40) check (length(name) < 30), day date)',
      `insert into marked values (1, '${MARK}', null)`,
      `insert into marked values (1, '${MARK}', null)`,
      `insert into marked values (2, '${MARK.repeat(4)}', null)`,
      `insert into marked values (3, 'x', '${MARK}')`,
      `select '${MARK}'::integer`,
      `select name from marked where name = '${MARK}' and id = (select 1)`,
      `select E'${MARK}\\n', $$${MARK}$$, U&'${MARK}'`,
      `select "${MARK.toLowerCase()}" ' from marked`,
      `do $$ begin raise exception 'no %', '${MARK}'; end $$`,
      `select 1 /* ${MARK} */ -- ${MARK}`,
    ]) {
      await session.simple(sql);
    }
    session.send(client.query('copy marked from stdin'));
    await session.readUntil('CopyInResponse');
    session.send(client.copyData(`4\t${MARK}\t\\N\n5\t${MARK}\t${MARK}\n`), client.copyDone());
    await session.readUntil('ReadyForQuery');
    await session.extended('select name from marked where name = $1', [MARK]);
    const answers = await Promise.all(
      ['/metrics', '/sessions', '/pool', '/health', '/translation', '/'].map(async (path) =>
        (await fetch(`${admin}${path}`)).text(),
      ),
    );
    while (!streamed.includes('CopyData')) await pause(50);
    looking.abort();
    await reading;
    await session.close();
    await gateway.stop();
    await collector.close();

    const seen = {
      log: gateway.stderr() + gateway.stdout(),
      traces: collector.posted.map(({ body }) => body.toString('latin1')).join(),
      answers: answers.join(),
      stream: streamed,
    };
    expect(seen.log).to.match(/statement .*insert into marked values/);
    expect(seen.traces).to.include('insert into marked values');
    expect(seen.stream).to.include('insert into marked values (?, ?, null)');
    for (const [where, text] of Object.entries(seen)) {
      const at = text.toLowerCase().indexOf(MARK.toLowerCase());
      expect(at < 0 ? '' : text.slice(Math.max(0, at - 200), at + 40), where).to.equal('');
    }
  });
});

describe('a collector that swallows everything and answers nothing', function () {
  this.timeout(90_000);

  it('slows nothing down, and holds nothing up at the end', async () => {
    const sockets: Socket[] = [];
    const hole = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined).pause();
    }).listen(0, '127.0.0.1');
    await once(hole, 'listening');
    const gateway = await startGateway({
      environment: {
        PGWIRE_ENABLE_OTEL: 'true',
        PGWIRE_OTEL_ENDPOINT: `http://127.0.0.1:${(hole.address() as AddressInfo).port}`,
      },
    });
    await adminOf(gateway);
    const session = await WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 60_000 });
    const run = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i += 1)
        expect(rowsOf(await session.simple(`select ${i}`))).to.have.length(1);
    };
    // More spans than are kept for sending.
    await run(2500);
    const before = gateway.resident();
    await run(2500);
    expect(gateway.resident() - before).to.be.lessThan(40);
    await session.close();
    await gateway.stop();
    for (const socket of sockets) socket.destroy();
    hole.close();
  });
});
