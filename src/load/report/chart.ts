import { escapeHtml } from './escape.ts';
import { linearTicks, logTicks, type Tick } from './ticks.ts';

/** A line of a chart; null: no value there. */
export interface Series {
  readonly name: string;
  /** 1 or 2: a colour of the style sheet. */
  readonly colour: number;
  readonly dashed?: boolean;
  readonly points: readonly (readonly [x: number, y: number | null])[];
}

export interface Chart {
  readonly title: string;
  /** What the horizontal axis shows. */
  readonly x: string;
  readonly series: readonly Series[];
  /** A logarithmic axis for values of several sizes. */
  readonly logarithmic?: boolean;
  /** Where the horizontal axis is marked; evenly by default. */
  readonly marks?: readonly Tick[];
  /** From here on things count; what is before is set off. */
  readonly from?: number;
}

const WIDTH = 720;
const HEIGHT = 280;
const LEFT = 50;
const RIGHT = 30;
const TOP = 14;
const BOTTOM = 40;

/** A line chart as SVG, with its legend. */
export function chartSvg(chart: Chart): string {
  const points = chart.series.flatMap((series) => series.points);
  const xs = points.map(([x]) => x);
  const ys = points.flatMap(([, y]) => (y === null ? [] : [y]));
  if (ys.length === 0)
    return `<figure><figcaption>${escapeHtml(chart.title)}</figcaption><p>Nothing to show.</p></figure>`;
  const vertical = chart.logarithmic
    ? logTicks(Math.min(...ys), Math.max(...ys))
    : linearTicks(0, Math.max(...ys));
  const marks = chart.marks ?? linearTicks(Math.min(...xs), Math.max(...xs), false);
  const [left, right] = [Math.min(...xs, marks[0]?.at ?? 0), Math.max(...xs)];
  const x = (value: number): number =>
    LEFT + ((value - left) / Math.max(right - left, 1e-9)) * (WIDTH - LEFT - RIGHT);
  const scale = chart.logarithmic ? Math.log10 : (value: number): number => value;
  const [low, high] = [scale(vertical[0]?.at ?? 0), scale(vertical.at(-1)?.at ?? 1)];
  const y = (value: number): number =>
    HEIGHT - BOTTOM - ((scale(value) - low) / Math.max(high - low, 1e-9)) * (HEIGHT - TOP - BOTTOM);
  const grid = vertical.map(
    ({ at, label }) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(at).toFixed(1)}" y2="${y(at).toFixed(1)}"/>` +
      `<text class="tick" x="${LEFT - 8}" y="${(y(at) + 4).toFixed(1)}" text-anchor="end">${label}</text>`,
  );
  const below = marks
    .filter(({ at }) => at >= left && at <= right)
    .map(
      ({ at, label }) =>
        `<line class="mark" x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM + 5}"/>` +
        `<text class="tick" x="${x(at).toFixed(1)}" y="${HEIGHT - BOTTOM + 19}" text-anchor="middle">${label}</text>`,
    );
  const before =
    chart.from === undefined || chart.from <= left
      ? ''
      : `<rect class="before" x="${LEFT}" y="${TOP}" width="${(x(chart.from) - LEFT).toFixed(1)}" height="${HEIGHT - TOP - BOTTOM}"/>` +
        `<text class="tick" x="${LEFT + 6}" y="${TOP + 14}">not measured</text>`;
  const lines = chart.series.map(
    (series) =>
      `<path class="line colour-${series.colour}${series.dashed ? ' dashed' : ''}" d="${path(series.points, x, y)}"/>`,
  );
  return `<figure>
<figcaption>${escapeHtml(chart.title)}<span class="legend">${legend(chart.series)}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(chart.title)}">
${before}${grid.join('')}${below.join('')}
<text class="axis" x="${WIDTH - RIGHT}" y="${HEIGHT - 4}" text-anchor="end">${escapeHtml(chart.x)}</text>
${lines.join('\n')}
</svg></figure>`;
}

/** Missing values are passed over; a lone point is a short stroke, so that it is seen. */
function path(points: Series['points'], x: (value: number) => number, y: (value: number) => number): string {
  const there = points.flatMap(([at, value]) =>
    value === null ? [] : [`${x(at).toFixed(1)} ${y(value).toFixed(1)}`],
  );
  return there.length === 1 ? `M${there[0]}h3` : `M${there.join('L')}`;
}

function legend(series: readonly Series[]): string {
  if (series.length < 2) return '';
  return series
    .map(
      ({ name, colour, dashed }) =>
        `<span><svg width="22" height="8" aria-hidden="true"><path class="line colour-${colour}${dashed ? ' dashed' : ''}" d="M1 4H21"/></svg>${escapeHtml(name)}</span>`,
    )
    .join('');
}
