import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import Cursor from 'pg-cursor';
import QueryStream from 'pg-query-stream';
import { startTarget, type Target } from '../../support/target.ts';

const ROWS = 5000;

interface NumberRow {
  readonly n: number;
  readonly label: string;
}

// Issue 4: pg-copy-streams, and portals read in parts by pg-cursor and pg-query-stream.
describe('node-postgres with streams', function () {
  this.timeout(120_000);
  let target: Target;
  let client: pg.Client;

  before(async () => {
    target = await startTarget();
    client = new pg.Client({ host: target.host, port: target.port, user: '_SYSTEM', database: 'USER' });
    await client.connect();
    await client.query('CREATE TABLE numbers (n integer PRIMARY KEY, label varchar(40))');
  });

  after(async () => {
    await client?.end();
    await target?.stop();
  });

  async function count(): Promise<number> {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM numbers');
    return rows[0]?.count ?? -1;
  }

  async function failure(work: Promise<unknown>): Promise<string> {
    return work.then(
      () => 'done',
      (error: unknown) => (error as pg.DatabaseError).code ?? String(error),
    );
  }

  function* lines(): Generator<string> {
    for (let n = 1; n <= ROWS; n += 1) yield n % 10 === 0 ? `${n}\t\\N\n` : `${n}\tnumber ${n}\n`;
  }

  it('copies in', async () => {
    const copying = client.query(from('COPY numbers FROM STDIN'));
    await pipeline(Readable.from(lines()), copying);
    expect(copying.rowCount).to.equal(ROWS);
    expect(await count()).to.equal(ROWS);
  });

  it('copies out what it copied in', async () => {
    const parts: Buffer[] = [];
    const stream = client.query(to('COPY (SELECT n, label FROM numbers ORDER BY n) TO STDOUT'));
    for await (const part of stream as AsyncIterable<Buffer>) parts.push(part);
    expect(Buffer.concat(parts).toString()).to.equal([...lines()].join(''));
  });

  it('leaves nothing of a copy that fails or is given up, and goes on', async () => {
    const bad = pipeline(
      Readable.from(['9001\tgood\n', 'nine\tbad\n']),
      client.query(from('COPY numbers FROM STDIN')),
    );
    expect(await failure(bad)).to.equal('22P02');
    const given = client.query(from('COPY numbers FROM STDIN'));
    given.write('9002\tgood\n');
    const ended = new Promise((resolve) => given.once('close', resolve));
    given.once('error', () => undefined);
    given.destroy(new Error('given up'));
    await ended;
    expect(await count()).to.equal(ROWS);
  });

  it('reads a cursor in parts and leaves it early', async () => {
    const cursor = client.query(
      new Cursor<NumberRow>('SELECT n FROM numbers WHERE n > $1 ORDER BY n', [4990]),
    );
    expect((await cursor.read(4)).map(({ n }) => n)).to.deep.equal([4991, 4992, 4993, 4994]);
    expect(await cursor.read(100)).to.have.length(6);
    expect(await cursor.read(1)).to.deep.equal([]);
    const left = client.query(new Cursor<NumberRow>('SELECT n FROM numbers ORDER BY n', []));
    await left.read(1);
    await left.close();
    expect(await count()).to.equal(ROWS);
  });

  it('streams rows, whole and left early', async () => {
    let sum = 0;
    const all = client.query(new QueryStream('SELECT n FROM numbers ORDER BY n', [], { batchSize: 300 }));
    for await (const row of all as AsyncIterable<NumberRow>) sum += row.n;
    expect(sum).to.equal((ROWS * (ROWS + 1)) / 2);
    let seen = 0;
    const some = client.query(new QueryStream('SELECT n FROM numbers ORDER BY n', [], { batchSize: 10 }));
    for await (const _ of some as AsyncIterable<NumberRow>) {
      seen += 1;
      if (seen === 25) break;
    }
    expect(await count()).to.equal(ROWS);
  });
});
