import { expect } from 'chai';
import { bind, close, execute, parse, query, sync } from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { LinkError, WireClient } from '../support/wire-client.ts';

const MANY = 10_000;
const MOST_PARAMETERS = 65_535;
const MOST_COLUMNS = 1600;
const LARGE = 16 * 1024 * 1024;

// Issue 4: what one session may ask for.
describe('the scale of one session', function () {
  this.timeout(240_000);
  let gateway: GatewayProcess;
  let client: WireClient;

  before(async () => {
    gateway = await startGateway({ environment: { PGWIRE_MAX_PREPARED_STATEMENTS: String(MANY) } });
    client = await WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 120_000 });
    expect(
      errorsOf(await client.simple('CREATE TABLE large (id integer PRIMARY KEY, body text)')),
    ).to.deep.equal([]);
  });

  after(async () => {
    await client?.close();
    await gateway?.stop();
  });

  function count(types: readonly string[], wanted: string): number {
    return types.filter((type) => type === wanted).length;
  }

  it(`keeps ${MANY} prepared statements, refuses more, and uses the memory of closed ones again`, async () => {
    const fill = async (): Promise<number> => {
      const messages = Array.from({ length: MANY }, (_, i) =>
        parse(`s${i}`, `SELECT id FROM large WHERE id = $1 + ${i}`),
      );
      client.send(...messages, sync());
      return count(
        (await client.readUntil('ReadyForQuery')).map(({ type }) => type),
        'ParseComplete',
      );
    };
    const empty = async (): Promise<number> => {
      client.send(...Array.from({ length: MANY }, (_, i) => close('S', `s${i}`)), sync());
      return count(
        (await client.readUntil('ReadyForQuery')).map(({ type }) => type),
        'CloseComplete',
      );
    };
    expect(await fill()).to.equal(MANY);
    client.send(
      parse('one too many', 'SELECT 1'),
      sync(),
      bind('', 's9999', { values: ['1'] }),
      execute(''),
      sync(),
    );
    expect(errorsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal(['53000']);
    expect(errorsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal([]);
    expect(await empty()).to.equal(MANY);
    const once = gateway.resident();
    for (let round = 0; round < 2; round += 1) {
      expect(await fill()).to.equal(MANY);
      expect(await empty()).to.equal(MANY);
    }
    expect(gateway.resident() - once, 'MB').to.be.lessThan(100);
  });

  it(`answers a pipeline of ${MANY} statements`, async () => {
    const messages = [parse('', 'SELECT $1::integer')];
    for (let i = 0; i < MANY; i += 1) messages.push(bind('', '', { values: [String(i)] }), execute(''));
    client.send(...messages, sync());
    const answer = await client.readUntil('ReadyForQuery');
    expect(rowsOf(answer).map(([value]) => Number(value))).to.deep.equal(
      Array.from({ length: MANY }, (_, i) => i),
    );
  });

  it(`inserts ${MANY} rows in one pipeline, or none`, async () => {
    const messages = (last: string): Uint8Array[] => [
      parse('', 'INSERT INTO large VALUES ($1, $2)'),
      ...Array.from({ length: MANY }, (_, i) => [
        bind('', '', { values: [i === MANY - 1 ? last : String(i), 'row'] }),
        execute(''),
      ]).flat(),
      sync(),
    ];
    client.send(...messages('0'), query('SELECT count(*) FROM large'));
    expect(errorsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal(['23505']);
    expect(rowsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal([['0']]);
    client.send(...messages(String(MANY)), query('SELECT count(*) FROM large'), query('DELETE FROM large'));
    expect(errorsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal([]);
    expect(rowsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal([[String(MANY)]]);
    await client.readUntil('ReadyForQuery');
  });

  it(`takes ${MOST_PARAMETERS} parameters`, async () => {
    const places = Array.from({ length: MOST_PARAMETERS }, (_, i) => `$${i + 1}`).join(',');
    const values = Array.from({ length: MOST_PARAMETERS }, (_, i) => String(i));
    const answer = await client.extended(
      `SELECT count(*), max(n) FROM unnest(ARRAY[${places}]::integer[]) n`,
      values,
    );
    expect(errorsOf(answer)).to.deep.equal([]);
    expect(rowsOf(answer)).to.deep.equal([[String(MOST_PARAMETERS), String(MOST_PARAMETERS - 1)]]);
  });

  it(`gives ${MOST_COLUMNS} columns, and 54011 for more than PostgreSQL has`, async () => {
    const list = (columns: number): string =>
      Array.from({ length: columns }, (_, i) => `${i} AS c${i}`).join(', ');
    const answer = await client.simple(`SELECT ${list(MOST_COLUMNS)}`);
    expect(errorsOf(answer)).to.deep.equal([]);
    expect(rowsOf(answer)[0]).to.have.length(MOST_COLUMNS);
    const wide = await client.simple(`SELECT ${list(MOST_COLUMNS)} FROM large`);
    expect(errorsOf(wide)).to.deep.equal([]);
    // The limit of a target list is 1664 (htup_details.h, MaxTupleAttributeNumber); of a table, 1600.
    expect(errorsOf(await client.simple(`SELECT ${list(1665)}`))).to.deep.equal(['54011']);
    const table = Array.from({ length: MOST_COLUMNS + 1 }, (_, i) => `c${i} integer`).join(', ');
    expect(errorsOf(await client.simple(`CREATE TABLE too_wide (${table})`))).to.deep.equal(['54011']);
  });

  it('refuses a statement name of 64 KB where messages are short, as PostgreSQL does, and only that session ends', async () => {
    const other = await WireClient.connect({ host: gateway.host, port: gateway.port });
    const name = 'n'.repeat(64 * 1024);
    other.send(parse(name, 'SELECT 1'), bind('', name), execute(''), sync());
    expect(rowsOf(await other.readUntil('ReadyForQuery'))).to.deep.equal([['1']]);
    // Describe, Execute and Close have at most 10,000 bytes (pqcomm.h, PQ_SMALL_MESSAGE_LIMIT).
    other.send(close('S', name), sync());
    const end = await other.readUntil('ReadyForQuery').catch((error: unknown) => error);
    expect(end).to.be.instanceOf(LinkError);
    expect(rowsOf(await client.simple('SELECT 2'))).to.deep.equal([['2']]);
  });

  it('takes a parameter of 16 MB, gives it back, and does not keep it', async () => {
    const before = gateway.resident();
    const body = 'x'.repeat(LARGE);
    for (let round = 0; round < 4; round += 1) {
      const [row] = rowsOf(await client.extended('SELECT $1::text', [body]));
      expect(row?.[0]?.length).to.equal(LARGE);
    }
    expect(gateway.resident() - before, 'MB').to.be.lessThan(600);
  });
});
