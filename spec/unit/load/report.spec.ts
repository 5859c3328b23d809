import { expect } from 'chai';
import { DEFAULT_SETTINGS } from '../../../src/load/load-settings.ts';
import { htmlReport } from '../../../src/load/report/html.ts';
import { errorTotal, makeReport } from '../../../src/load/report/report.ts';
import { textReport } from '../../../src/load/report/text.ts';
import { linearTicks, logTicks } from '../../../src/load/report/ticks.ts';
import { addError, Measurement } from '../../../src/load/run/measurement.ts';
import type { LoadResult, SideResult } from '../../../src/load/run/result.ts';

/** Latencies of 1 to 1000 ms, times a factor. */
function side(factor: number, port: number): SideResult {
  const measured = new Measurement(1);
  for (let ms = 1; ms <= 1000; ms += 1) {
    measured.operations += 1;
    measured.latency.recordValue(ms * 1000 * factor);
    measured.statements[0]?.recordValue(ms * 1000 * factor);
  }
  const address = {
    host: 'localhost',
    port,
    user: 'a&b',
    password: 'secret',
    database: 'USER',
    sslMode: 'prefer',
    authorities: null,
  } as const;
  return {
    address,
    version: '14.20 <b>',
    measured,
    before: new Measurement(1),
    seconds: 10 * factor,
    slices: [{ operations: 1000, seconds: 10 * factor, p50: 500 * factor }],
    samples: [{ at: 1, length: 1, operations: 10, failed: 0, p50: 5, p99: 9, measured: true }],
    connected: 8,
  };
}

function result(...sides: SideResult[]): LoadResult {
  return {
    sides,
    statements: [{ script: 'one', text: 'SELECT 1 < 2' }],
    began: new Date(0),
    loadBefore: 0.1,
    interrupted: false,
    generatorDelayMs: 1,
  };
}

describe('the report of a load test', () => {
  it('has the percentiles of what was recorded, to three digits', () => {
    const [reported] = makeReport(result(side(1, 1)), DEFAULT_SETTINGS, '1').sides;
    expect(reported?.perSecond).to.equal(100);
    expect(reported?.latency.p50).to.be.closeTo(500, 1);
    expect(reported?.latency.p99).to.be.closeTo(990, 1);
    expect(reported?.latency.max).to.be.closeTo(1000, 1);
  });

  it('compares two servers', () => {
    const { comparison } = makeReport(result(side(2, 1), side(1, 2)), DEFAULT_SETTINGS, '1');
    expect(comparison?.perSecond).to.equal(0.5);
    expect(comparison?.p50).to.be.closeTo(2, 0.01);
    expect(comparison?.perSecondRange).to.deep.equal([0.5, 0.5]);
  });

  it('tells errors by SQLSTATE, and counts those before measuring too', () => {
    const failing = side(1, 1);
    failing.measured.failed = 3;
    addError(failing.measured.errors, '23505', 'duplicate key', 3);
    addError(failing.before.lost, '08001', 'refused');
    const run = result(failing);
    expect(errorTotal(run)).to.equal(4);
    expect(textReport(makeReport(run, DEFAULT_SETTINGS, '1')))
      .to.contain('error      23505 3 times: duplicate key')
      .and.to.contain('before     08001 1 times: refused');
  });

  it('is a page without outside resources, with nothing of others as markup, and without the password', () => {
    const page = htmlReport(makeReport(result(side(2, 1), side(1, 2)), DEFAULT_SETTINGS, '1'));
    expect(page).not.to.match(/(?:src|href|url)\s*[=(]|@import|<script/i);
    expect(page).to.contain('14.20 &lt;b&gt;').and.not.to.contain('<b>14').and.not.to.contain('secret');
    expect(page.match(/<svg viewBox/g)).to.have.length(3);
    expect(page).not.to.contain('NaN');
  });

  it('says so when nothing was measured', () => {
    const nothing = { ...side(1, 1), measured: new Measurement(1), samples: [] };
    const report = makeReport(result(nothing), DEFAULT_SETTINGS, '1');
    expect(report.warnings).to.deep.equal(['a%26b@localhost:1/USER: no operation succeeded']);
    expect(htmlReport(report)).to.contain('Nothing to show.').and.not.to.contain('NaN');
  });

  it('marks axes with round numbers that hold all values', () => {
    expect(linearTicks(0, 87).map(({ label }) => label)).to.deep.equal(['0', '20', '40', '60', '80', '100']);
    expect(logTicks(0.3, 40).map(({ label }) => label)).to.deep.equal([
      '0.2',
      '0.5',
      '1',
      '2',
      '5',
      '10',
      '20',
      '50',
    ]);
    expect(logTicks(0.3, 40_000).map(({ label }) => label)).to.deep.equal([
      '0.1',
      '1',
      '10',
      '100',
      '1000',
      '10k',
      '100k',
    ]);
  });
});
