import { expect } from 'chai';
import { Features } from '../../support/superserver/features.ts';
import { Job } from '../../support/superserver/job/job.ts';
import { CALL, STATUS_OK } from '../../support/superserver/wire/codes.ts';
import { integerItem, type Item, textItem } from '../../support/superserver/wire/item.ts';
import { readList } from '../../support/superserver/wire/read-list.ts';
import { writeList } from '../../support/superserver/wire/write-list.ts';

/** The simulated class IrisPGWire.Gateway keeps its contract (docs/NATIVE.md, Level a). */
describe('the simulated helper class', () => {
  const features = new Features();
  const log: string[] = [];
  let job: Job;
  let helper: Item;

  before(() => {
    job = new Job({
      path: ':memory:',
      dialect: { version: [2025, 3] },
      identity: { processId: 4711, username: 'alice', namespace: 'USER' },
      features,
      control: {
        cancelQuery: (processId) => processId === 5,
        terminate: () => false,
        log: (text, severity) => log.push(`${severity} ${text}`),
      },
      turn: { take: () => undefined, give: () => undefined },
      interrupted: () => false,
    });
    const made = call(CALL.classMethod, textItem('IrisPGWire.Gateway'), textItem('%New'), integerItem(0));
    helper = made[0] ?? expect.fail('no object');
    run('CREATE TABLE t (id INTEGER, t VARCHAR(900000), b VARBINARY(900000), c TEXT)');
  });
  after(() => job.end());

  function call(code: number, ...items: Item[]): Item[] {
    const { status, payload } = job.serve(code, writeList(items));
    expect(status).to.equal(STATUS_OK);
    return readList(payload);
  }

  function reply(method: string, ...args: string[]): unknown {
    const [item] = call(
      CALL.invoke,
      helper,
      textItem(method),
      integerItem(args.length),
      ...args.map(textItem),
    );
    if (item?.kind !== 'text') throw new Error('no text');
    return JSON.parse(Buffer.from(item.text, 'latin1').toString('utf8'));
  }

  function run(sql: string, args: readonly unknown[] = [], rows = 100): Record<string, unknown> {
    return reply('Run', JSON.stringify({ sql, args, rows })) as Record<string, unknown>;
  }

  const clear = (): unknown => run('DELETE FROM t');
  beforeEach(clear);

  it('says who it is', () => {
    expect(reply('Hello')).to.deep.equal({
      helper: 1,
      version: 'IRIS for UNIX (iris-pgwire embedded engine) 2025.3 (Build 0)',
      job: '4711',
      namespace: 'USER',
      user: 'alice',
    });
  });

  it('takes arguments of all forms', () => {
    const values = '"sql":"SELECT ?, ?, ?, ?, ?, ?","rows":1';
    const request = `{${values},"args":[null,"","x",9007199254740993,{"d":"0.1"},{"b":"AAH/"}]}`;
    expect((reply('Run', request) as { rows: unknown }).rows).to.deep.equal([
      [null, '', 'x', '9007199254740993', '.1', '\0\u0001\u00ff'],
    ]);
  });

  it('tells counts, row ids, nothing found and errors', () => {
    expect(run('INSERT INTO t (id) VALUES (?)', ['7'])).to.deep.include({ code: 0, type: 2, count: 1, h: 0 });
    expect(run('UPDATE t SET id = 8')).to.deep.include({ code: 0, type: 3, count: 1 });
    expect(run('DELETE FROM t WHERE id = 9')).to.deep.include({ code: 100, type: 4, count: 0 });
    expect(run('SELECT nothing FROM t')).to.deep.equal({
      err: { code: -29, msg: "Field 'nothing' not found in the applicable tables" },
    });
    expect(run('SELECT 1/0')).to.have.nested.property('err.code', -400);
    expect(reply('Run', 'no JSON')).to.deep.equal({ err: { code: -400, msg: 'a request is JSON' } });
  });

  it('gives rows in batches by handle', () => {
    for (const id of [1, 2, 3]) run('INSERT INTO t (id) VALUES (?)', [String(id)]);
    const first = run('SELECT id FROM t ORDER BY id', [], 2);
    expect(first).to.deep.include({ code: 0, type: 1, cols: [['id', 4, 10, 0, 1]], rows: [['1'], ['2']] });
    expect(reply('Fetch', String(first['h']), '2')).to.deep.equal({ rows: [['3']], h: 0 });
    expect(reply('Fetch', String(first['h']), '2')).to.have.nested.property('err.code', -400);
    const second = run('SELECT id FROM t', [], 1);
    expect(reply('Close', String(second['h']))).to.deep.equal({});
    expect(reply('Close', '99')).to.deep.equal({});
  });

  it('takes and gives long values and streams by pieces, not within a surrogate pair', () => {
    const text = `${'x'.repeat(199_999)}\u{1f40e}y`;
    const pieces = [text.slice(0, 200_000), text.slice(200_000)];
    for (const s of pieces)
      expect(reply('Append', JSON.stringify({ p: 1, s }).replaceAll(/[^ -~]/g, escaped))).to.deep.equal({});
    reply('Append', JSON.stringify({ p: 2, b: Buffer.alloc(200_001, 9).toString('base64') }));
    run('INSERT INTO t (id, t, b, c) VALUES (1, ?, ?, ?)', [{ p: 1 }, { p: 2 }, 'stream']);
    const { rows, h } = run('SELECT t, b, c FROM t');
    expect(rows).to.deep.equal([[{ p: 1 }, { p: 2 }, { p: 3 }]]);
    // A row with a stream is the last of its batch.
    expect(h).to.not.equal(0);
    expect(reply('Piece', '1')).to.deep.equal({ v: text.slice(0, 199_999), more: 1 });
    expect(reply('Piece', '1')).to.deep.equal({ v: '\u{1f40e}y', more: 0 });
    expect(reply('Piece', '2')).to.deep.equal({ v: Buffer.alloc(200_000, 9).toString('base64'), more: 1 });
    expect(reply('Piece', '2')).to.deep.equal({ v: 'CQ==', more: 0 });
    expect(reply('Piece', '3')).to.deep.equal({ v: 'stream', more: 0 });
    expect(reply('Fetch', String(h), '1')).to.deep.equal({ rows: [], h: 0 });
    expect(reply('Piece', '1')).to.have.nested.property('err.code', -400);
  });

  it('writes surrogates apart where $ZCONVERT does', () => {
    features.set('utf8Pairs', false);
    const [item] = call(
      CALL.invoke,
      helper,
      textItem('Run'),
      integerItem(1),
      textItem('{"sql":"SELECT ?","args":["\\ud83d\\udc0e"],"rows":1}'),
    );
    features.set('utf8Pairs', true);
    expect(item?.kind === 'text' ? item.text : '').to.include('["\u00ed\u00a0\u00bd\u00ed\u00b0\u008e"]');
  });

  it('describes, cancels and logs', () => {
    expect(reply('Describe', '{"sql":"SELECT id FROM t WHERE id = ?"}')).to.deep.equal({
      cols: [['id', 4, 10, 0, 1]],
      params: 1,
    });
    expect([reply('Cancel', '5'), reply('Cancel', '6')]).to.deep.equal([{ done: 1 }, { done: 0 }]);
    expect(reply('Log', '{"text":"hello","severity":2}')).to.deep.equal({});
    expect(log).to.deep.equal(['2 hello']);
  });
});

function escaped(unit: string): string {
  return unit
    .split('')
    .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
