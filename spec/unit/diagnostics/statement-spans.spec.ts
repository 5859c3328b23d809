import { expect } from 'chai';
import { tracing } from '@opentelemetry/sdk-node';
import type { Tracer } from '@opentelemetry/api';
import { statementMeasured, type StatementReport } from '../../../src/diagnostics/statement-report.ts';
import { traceStatements } from '../../../src/diagnostics/telemetry/statement-spans.ts';
import { callerOf } from '../../../src/diagnostics/telemetry/trace-parent.ts';

const REPORT: StatementReport = {
  processId: 7,
  connection: 'conn-3',
  user: 'ann',
  database: 'USER',
  text: "select * from patients where name = 'Mustermann'",
  operation: 'SELECT',
  route: 'backend',
  cached: false,
  startedAt: 1_700_000_000_000,
  translation: 4,
  leaseWait: 2,
  execution: 10,
  rows: 3,
  sqlstate: null,
  figures: [],
};
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('spans of statements', () => {
  let exporter: tracing.InMemorySpanExporter;
  let tracer: Tracer;
  let end: () => void;

  beforeEach(() => {
    exporter = new tracing.InMemorySpanExporter();
    const provider = new tracing.BasicTracerProvider({
      spanProcessors: [new tracing.SimpleSpanProcessor(exporter)],
    });
    tracer = provider.getTracer('spec');
    end = traceStatements(tracer);
  });

  afterEach(() => end());

  function spans(report: Partial<StatementReport> = {}): tracing.ReadableSpan[] {
    statementMeasured.publish({ ...REPORT, ...report });
    return exporter.getFinishedSpans();
  }

  it('have their parts as children, in their times', () => {
    const found = spans();
    const statement = found.find(({ name }) => name === 'SELECT');
    const id = statement?.spanContext().spanId;
    expect(
      found
        .filter((span) => span !== statement)
        .map((span) => [span.name, span.parentSpanContext?.spanId === id, milliseconds(span)]),
    ).to.deep.equal([
      ['translate', true, [-4, 0]],
      ['lease wait', true, [0, 2]],
      ['execute', true, [2, 10]],
    ]);
    expect(statement && milliseconds(statement)).to.deep.equal([-4, 10]);
  });

  it('follow the conventions for databases, without literals', () => {
    const [statement] = spans().filter(({ name }) => name === 'SELECT');
    expect(statement?.attributes).to.deep.include({
      'db.system.name': 'intersystems_iris',
      'db.namespace': 'USER',
      'db.operation.name': 'SELECT',
      'db.query.text': 'select * from patients where name = ?',
      'db.response.returned_rows': 3,
    });
    expect(JSON.stringify(statement?.attributes)).not.to.contain('Mustermann');
  });

  it('tell of errors by their SQLSTATE', () => {
    const [statement] = spans({ sqlstate: '23505', rows: null }).filter(({ name }) => name === 'SELECT');
    expect(statement?.attributes).to.include({ 'db.response.status_code': '23505', 'error.type': '23505' });
    expect(statement?.status.code).to.equal(2);
  });

  it("belong to the caller's trace when a comment names it", () => {
    const comment = `/*action='x',traceparent='00-${TRACE}-${SPAN}-01'*/`;
    const [statement] = spans({ text: `${REPORT.text} ${comment}` }).filter(({ name }) => name === 'SELECT');
    expect(statement?.spanContext().traceId).to.equal(TRACE);
    expect(statement?.parentSpanContext?.spanId).to.equal(SPAN);
  });

  it('have what was executed in the backend apart from the encoding of rows', () => {
    const sql = "SELECT name FROM t WHERE day = 'Mustermann' AND id = ?";
    const found = spans({ figures: [{ sql, executions: 2, rows: 3, startup: 1, total: 5 }] });
    const execute = found.find(({ name }) => name === 'execute');
    const encode = found.find(({ name }) => name === 'encode');
    expect(execute && milliseconds(execute)).to.deep.equal([2, 7]);
    expect(encode && milliseconds(encode)).to.deep.equal([7, 10]);
    expect(execute?.attributes).to.deep.equal({
      'iris_pgwire.backend.statements': ['SELECT name FROM t WHERE day = ? AND id = ?'],
      'iris_pgwire.backend.executions': [2],
    });
  });

  it('have no parts that did not happen', () => {
    expect(spans({ translation: 0, leaseWait: 0 }).map(({ name }) => name)).to.have.members([
      'SELECT',
      'execute',
    ]);
  });
});

describe('traceparent of a comment', () => {
  const value = `00-${TRACE}-${SPAN}-01`;
  const CASES: readonly [text: string, found: boolean][] = [
    [`select 1 /*traceparent='${value}'*/`, true],
    [`/*traceparent='${value}'*/ select 1`, true],
    [`select 1 /*db_driver='x',traceparent='${encodeURIComponent(value)}'*/;`, true],
    [`select 1 /*traceparent='${value.toUpperCase()}'*/`, false],
    [`select 1 /*traceparent='00-${'0'.repeat(32)}-${SPAN}-01'*/`, false],
    [`select '/*traceparent=''${value}''*/'`, false],
    ["select 1 /*traceparent='%'*/", false],
    ['select 1', false],
  ];
  for (const [text, found] of CASES) {
    it(`${found ? 'is found' : 'is none'} in ${text}`, () => {
      expect(callerOf(text)).to.deep.equal(
        found ? { traceId: TRACE, spanId: SPAN, traceFlags: 1, isRemote: true } : null,
      );
    });
  }
});

/** Start and end against the report's start. */
function milliseconds({ startTime, endTime }: tracing.ReadableSpan): number[] {
  return [startTime, endTime].map(
    ([seconds, nanos]) => Math.round(seconds * 1000 + nanos / 1e6) - REPORT.startedAt,
  );
}
