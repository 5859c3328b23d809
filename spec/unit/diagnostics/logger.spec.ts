import { expect } from 'chai';
import { Writable } from 'node:stream';
import { IrisError } from '../../../src/backend/iris-session.ts';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAreaLevels } from '../../../src/diagnostics/log/levels.ts';
import { Log } from '../../../src/diagnostics/log/log.ts';
import { errorReporter } from '../../../src/diagnostics/log/report-errors.ts';
import { logStatements } from '../../../src/diagnostics/log/statement-lines.ts';
import { statementEnded, type StatementReport } from '../../../src/diagnostics/statement-report.ts';
import { fromIris } from '../../../src/errors/from-iris.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

const SECRET = "Field 'SQLUser.t.name' (value 'geheim') failed";

/** Everything that is written to it. */
class Sink extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

function logged(error: unknown, format: 'json' | 'text' = 'text'): string {
  const sink = new Sink();
  const log = new Log({ level: 'info', areas: {}, format, file: null }, sink);
  errorReporter(log.area('gateway'))(error);
  return sink.text;
}

describe('the log', () => {
  const WITH_DATA: readonly (readonly [string, unknown])[] = [
    ['an error of IRIS', new IrisError(-400, SECRET)],
    ['an error made of one', fromIris(-400, SECRET)],
    [
      'an error caused by one',
      new GatewayError('XX000', 'internal error', {}, { cause: new IrisError(-400, SECRET) }),
    ],
  ];
  for (const format of ['json', 'text'] as const) {
    for (const [name, error] of WITH_DATA) {
      it(`has no values of ${name} (${format})`, () => {
        const text = logged(error, format);
        expect(text).to.include('-400').and.not.to.include('geheim');
      });
    }
  }

  it('tells of a defect what happened and where', () => {
    const text = logged(
      new GatewayError('XX000', 'internal error', {}, { cause: new TypeError('x is undefined') }),
    );
    expect(text)
      .to.include('internal error')
      .and.to.include('TypeError: x is undefined')
      .and.to.include('logger.spec.ts');
  });
});

describe('levels of the log', () => {
  it('are those of the areas, else the general one, and change at run time', () => {
    const sink = new Sink();
    const log = new Log(
      { level: 'warn', areas: parseAreaLevels('pool=debug'), format: 'text', file: null },
      sink,
    );
    log.area('pool').debug('one', { lane: 1 });
    log.area('connection').info('two');
    log.levels.change({ connection: 'info', pool: 'error' });
    log.area('connection').info('three');
    log.area('pool').debug('four');
    expect(sink.text.split('\n').map((line) => line.slice(25))).to.deep.equal([
      'debug one lane=1 area="pool"',
      'info three area="connection"',
      '',
    ]);
  });

  for (const [text, why] of [
    ['pool', 'there is no level ""'],
    ['lake=info', 'there is no area "lake"'],
    ['pool=loud', 'there is no level "loud"'],
  ] as const) {
    it(`are not ${text}`, () => {
      expect(() => parseAreaLevels(text)).to.throw(why);
    });
  }
});

describe('lines about statements', () => {
  const REPORT: StatementReport = {
    processId: 7,
    connection: 'conn-3',
    user: 'ann',
    database: 'USER',
    text: "select 'geheim' /*traceparent='00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'*/",
    operation: 'SELECT',
    route: 'shadow',
    cached: true,
    startedAt: 1_700_000_000_000,
    translation: 0,
    leaseWait: 0,
    execution: 12,
    rows: 1,
    sqlstate: null,
    figures: [],
  };

  it('come while they are wanted, with the connection and the span, without literals', async () => {
    const sink = new Sink();
    const log = new Log({ level: 'info', areas: {}, format: 'json', file: null }, sink);
    const end = logStatements(log.area('statement'), log.levels, 0);
    expect(statementEnded.hasSubscribers).to.equal(false);
    log.levels.change({ statement: 'debug' });
    statementEnded.publish(REPORT);
    await Promise.resolve();
    log.levels.change({ statement: 'info' });
    expect(statementEnded.hasSubscribers).to.equal(false);
    end();
    expect(JSON.parse(sink.text)).to.include({
      level: 'debug',
      area: 'statement',
      connection: 'conn-3',
      pid: 7,
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      span_id: 'b7ad6b7169203331',
      statement: 'select ?',
    });
  });
});

describe('a log in a file', () => {
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pgwire-log-'));
  });

  after(() => rmSync(folder, { recursive: true }));

  it('goes on in a new file when it was renamed', async () => {
    const file = join(folder, 'gateway.log');
    const log = new Log({ level: 'info', areas: {}, format: 'text', file }, new Sink());
    log.area('gateway').info('before');
    while (!readFileSync(file, 'utf8').includes('before')) await new Promise(setImmediate);
    renameSync(file, `${file}.1`);
    log.reopen();
    log.area('gateway').info('behind');
    await log.close();
    expect(readFileSync(`${file}.1`, 'utf8')).to.match(/info before\n$/);
    expect(readFileSync(file, 'utf8')).to.match(/info behind\n$/);
  });

  it('on a full disk loses lines, says so once, and holds up nobody', async () => {
    const sink = new Sink();
    const log = new Log({ level: 'info', areas: {}, format: 'text', file: '/dev/full' }, sink);
    for (let i = 0; i < 1000; i += 1) log.area('gateway').info(`line ${i}`);
    await log.close();
    expect(sink.text).to.match(/^log\.file: lines are lost: ENOSPC[^\n]*\n$/);
  });

  it('that cannot be opened is told at once', () => {
    const file = join(folder, 'missing', 'gateway.log');
    expect(() => new Log({ level: 'info', areas: {}, format: 'text', file })).to.throw('ENOENT');
  });
});
