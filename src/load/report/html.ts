import { chartSvg, type Chart, type Series } from './chart.ts';
import { escapeHtml } from './escape.ts';
import type { Latency, LoadReport, SideReport } from './report.ts';
import { STYLE } from './style.ts';
import { ms } from './text.ts';

/** The report as one page without outside resources. */
export function htmlReport(report: LoadReport): string {
  const { sides, comparison, warnings, settings, machine, began, version } = report;
  const names = sides.map(({ target }) => target);
  const title = `Load test of ${names.join(' and ')}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escapeHtml(title)}</h1>
<p class="about">${escapeHtml(aboutRun(report))}</p>
${warnings.map((warning) => `<p class="note">${escapeHtml(capitalised(warning))}.</p>`).join('\n')}
${sides.map((side, i) => sideTiles(side, i + 1, sides.length > 1)).join('\n')}
${comparison ? comparisonTiles(comparison, names) : ''}
<h2>Over time</h2>
<div class="charts">${chartSvg(throughput(sides))}${chartSvg(latencies(sides))}</div>
<h2>Latency</h2>
<div class="charts">${chartSvg(distribution(sides))}${latencyTable(sides)}</div>
${statementTables(sides)}
${errorTable(sides)}
<footer>iris-pgwire ${escapeHtml(version)}, ${escapeHtml(began)}; ${machine.processors} processors (${escapeHtml(machine.model)}), Node ${escapeHtml(machine.node)},
load average ${machine.loadAverage} before the run; the generator's event loop was late by ${report.generatorDelayMs} ms (p99).
Scripts: ${escapeHtml(scripts(settings))}.</footer>
</main></body></html>
`;
}

function aboutRun({ settings, interrupted }: LoadReport): string {
  const { connections, rate, think, protocol, ramp, warmUp, threads } = settings;
  return [
    `${connections} connections`,
    rate > 0
      ? `${rate} operations a second arrive (open loop)`
      : 'each client follows its last answer (closed loop)',
    ...(think > 0 ? [`thinking ${think} ms on average`] : []),
    `protocol ${protocol}`,
    ...(ramp > 0 ? [`opened over ${ramp} s`] : []),
    `warmed up for ${warmUp} s`,
    ...(threads > 1 ? [`${threads} threads`] : []),
    ...(interrupted ? ['interrupted'] : []),
  ].join(', ');
}

function scripts({ workloads, files }: LoadReport['settings']): string {
  const all = [...workloads, ...files];
  return all.map(({ name, weight }) => (all.length > 1 ? `${name} (weight ${weight})` : name)).join(', ');
}

function tile(value: string, about: string, bad = false): string {
  return `<div class="tile${bad ? ' bad' : ''}"><b>${escapeHtml(value)}</b><span>${escapeHtml(about)}</span></div>`;
}

function sideTiles(side: SideReport, colour: number, named: boolean): string {
  const { latency, failed, operations, seconds, connected, version, target } = side;
  const lost = Object.values(side.lostConnections).reduce((sum, { count }) => sum + count, 0);
  const heading = named
    ? `<p class="side"><i class="fill-${colour}"></i>${escapeHtml(target)} <small>server_version ${escapeHtml(version)}</small></p>`
    : '';
  return `${heading}<div class="tiles">
${tile(grouped(side.perSecond), `operations a second (${grouped(operations)} in ${seconds.toFixed(1)} s)`)}
${tile(`${ms(latency.p50)} ms`, 'median latency')}
${tile(`${ms(latency.p99)} ms`, 'of 99 % at most')}
${tile(grouped(failed), 'operations failed', failed > 0)}
${tile(grouped(connected), `connections at the end${lost > 0 ? `, ${lost} lost` : ''}`, lost > 0)}
</div>`;
}

function comparisonTiles(
  { perSecond, p50, p99, perSecondRange: [least, greatest] }: NonNullable<LoadReport['comparison']>,
  [first = '', second = '']: readonly string[],
): string {
  return `<p class="side">${escapeHtml(first)} in proportion to ${escapeHtml(second)}</p><div class="tiles">
${tile(perSecond.toFixed(2), `operations a second (${least.toFixed(2)} to ${greatest.toFixed(2)} by turns)`)}
${tile(p50.toFixed(2), 'median latency')}${tile(p99.toFixed(2), 'latency of 99 %')}</div>`;
}

function throughput(sides: readonly SideReport[]): Chart {
  return {
    title: 'Operations a second',
    x: 'seconds since the start',
    ...measuredFrom(sides),
    series: sides.map((side, i) => ({
      name: side.target,
      colour: i + 1,
      points: side.samples.map(({ at, operations, length }) => [at, operations / length] as const),
    })),
  };
}

function latencies(sides: readonly SideReport[]): Chart {
  const series = sides.flatMap((side, i): Series[] => [
    {
      name: sides.length > 1 ? `${side.target} p50` : 'p50',
      colour: i + 1,
      points: side.samples.map(({ at, p50 }) => [at, p50] as const),
    },
    {
      name: sides.length > 1 ? `${side.target} p99` : 'p99',
      colour: i + 1,
      dashed: true,
      points: side.samples.map(({ at, p99 }) => [at, p99] as const),
    },
  ]);
  return {
    title: 'Latency over time, ms',
    x: 'seconds since the start',
    logarithmic: true,
    series,
    ...measuredFrom(sides),
  };
}

/** Where measuring begins, in seconds since the start. */
function measuredFrom(sides: readonly SideReport[]): { readonly from?: number } {
  const starts = sides.flatMap(({ samples }) =>
    samples.flatMap(({ measured, at, length }) => (measured ? [at - length] : [])),
  );
  return starts.length === 0 ? {} : { from: Math.min(...starts) };
}

/** 0, 90, 99, 99.9 at even distances: the tail is as wide as the rest. */
function nines(percentile: number): number {
  return -Math.log10(1 - percentile / 100);
}

function distribution(sides: readonly SideReport[]): Chart {
  return {
    title: 'Latency by percentile, ms',
    x: 'percentile',
    logarithmic: true,
    marks: [0, 50, 90, 99, 99.9, 99.99].map((percentile) => ({
      at: nines(percentile),
      label: `${percentile} %`,
    })),
    series: sides.map((side, i) => ({
      name: side.target,
      colour: i + 1,
      points:
        side.latency.count === 0
          ? []
          : side.distribution.map(({ percentile, ms: y }) => [nines(percentile), y] as const),
    })),
  };
}

function latencyTable(sides: readonly SideReport[]): string {
  const rows: (readonly [string, (latency: Latency) => number])[] = [
    ['least', ({ min }) => min],
    ['mean', ({ mean }) => mean],
    ['50 %', ({ p50 }) => p50],
    ['75 %', ({ p75 }) => p75],
    ['90 %', ({ p90 }) => p90],
    ['99 %', ({ p99 }) => p99],
    ['99.9 %', ({ p999 }) => p999],
    ['greatest', ({ max }) => max],
  ];
  if (sides.length > 1) {
    return table(
      ['ms', ...sides.map(({ target }) => target)],
      rows.map(([name, of]) => [name, ...sides.map(({ latency }) => ms(of(latency)))]),
    );
  }
  return table(
    ['ms', 'operation', 'connecting'],
    rows.map(([name, of]) => [
      name,
      ...sides.flatMap(({ latency, connects }) => [ms(of(latency)), ms(of(connects))]),
    ]),
  );
}

function statementTables(sides: readonly SideReport[]): string {
  return sides
    .filter(({ statements }) => statements.length > 1)
    .map(
      ({ target, statements }) => `<h2>Statements${sides.length > 1 ? `, ${escapeHtml(target)}` : ''}</h2>
<div class="table"><table><thead><tr><th>statement</th><th>times</th><th>p50 ms</th><th>p90 ms</th><th>p99 ms</th><th>greatest</th></tr></thead><tbody>
${statements
  .map(
    ({ script, text, latency }) =>
      `<tr><td class="text"><code title="${escapeHtml(script)}">${escapeHtml(text.slice(0, 160))}</code></td>${[
        grouped(latency.count),
        ms(latency.p50),
        ms(latency.p90),
        ms(latency.p99),
        ms(latency.max),
      ]
        .map((cell) => `<td>${cell}</td>`)
        .join('')}</tr>`,
  )
  .join('\n')}</tbody></table></div>`,
    )
    .join('\n');
}

function errorTable(sides: readonly SideReport[]): string {
  const rows = sides.flatMap((side) =>
    (
      [
        ['operation failed', side.errors],
        ['connection lost', side.lostConnections],
        ['before: operation failed', side.errorsBefore],
        ['before: connection lost', side.lostBefore],
      ] as const
    ).flatMap(([what, errors]) =>
      Object.entries(errors).map(([code, { count, message }]) => [
        side.target,
        what,
        code,
        String(count),
        message,
      ]),
    ),
  );
  if (rows.length === 0) return '';
  return `<h2>Errors</h2>${table(['server', 'what', 'SQLSTATE', 'times', 'said first'], rows, true)}`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[], texts = false): string {
  const cells = (row: readonly string[]): string =>
    row
      .map((cell, i) =>
        i === 0
          ? `<th>${escapeHtml(cell)}</th>`
          : `<td${texts ? ' class="text"' : ''}>${escapeHtml(cell)}</td>`,
      )
      .join('');
  return `<div class="table"><table><thead><tr>${headings.map((heading) => `<th>${escapeHtml(heading)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table></div>`;
}

function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
