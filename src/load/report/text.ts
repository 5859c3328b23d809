import type { Latency, LoadReport, SideReport } from './report.ts';

/** The report for a terminal. */
export function textReport(report: LoadReport): string {
  const { sides, comparison, warnings, settings } = report;
  const loop =
    settings.rate > 0
      ? `open loop, ${settings.rate} operations a second`
      : `closed loop${thinking(settings.think)}`;
  const lines = [
    `${settings.connections} connections, ${loop}, protocol ${settings.protocol}`,
    ...sides.flatMap((side) => ['', ...sideLines(side)]),
  ];
  if (comparison) {
    const [least, greatest] = comparison.perSecondRange;
    lines.push(
      '',
      `ratio      ${comparison.perSecond.toFixed(2)} of the operations a second (${least.toFixed(2)} to ${greatest.toFixed(2)} in its stretches), p50 ${comparison.p50.toFixed(2)}, p99 ${comparison.p99.toFixed(2)}`,
    );
  }
  for (const warning of warnings) lines.push('', `Note: ${warning}.`);
  return lines.join('\n');
}

function thinking(milliseconds: number): string {
  return milliseconds > 0 ? `, thinking ${milliseconds} ms` : '';
}

function sideLines(side: SideReport): string[] {
  const { latency, connects } = side;
  const lines = [
    `target     ${side.target} (${side.version})`,
    `operations ${side.operations} in ${side.seconds.toFixed(1)} s: ${side.perSecond.toFixed(1)} a second, ${side.failed} failed`,
    `latency    ${percentiles(latency)}`,
    `connecting ${connects.count} connections: ${percentiles(connects)}`,
  ];
  if (side.statements.length > 1) {
    for (const { text, latency: times } of side.statements) {
      lines.push(
        `  p50 ${ms(times.p50).padStart(8)}  p99 ${ms(times.p99).padStart(8)}  ${text.slice(0, 80)}`,
      );
    }
  }
  const told = [
    ['error', side.errors],
    ['lost', side.lostConnections],
    ['before', { ...side.errorsBefore, ...side.lostBefore }],
  ] as const;
  for (const [what, errors] of told) {
    for (const [code, { count, message }] of Object.entries(errors)) {
      lines.push(`${what.padEnd(10)} ${code} ${count} times: ${message}`);
    }
  }
  return lines;
}

function percentiles({ p50, p90, p99, p999, max }: Latency): string {
  return `p50 ${ms(p50)}, p90 ${ms(p90)}, p99 ${ms(p99)}, p99.9 ${ms(p999)}, max ${ms(max)} ms`;
}

/** Three significant digits. */
export function ms(milliseconds: number): string {
  if (milliseconds >= 100) return milliseconds.toFixed(0);
  return milliseconds >= 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(2);
}
