/** Figures of the pool over the last minutes: gathered while the page is open. */

import { clock, duration, element, setText, svg } from './dom.js';

/** @typedef {{ at: number, in_use: number, idle: number, waiting: number, failed: number, acquisitions: number, acquisition_ms: number, health: string }} Sample */

/** What is kept, and the least that is shown. */
const WINDOW_MS = 5 * 60_000;
const LEAST_MS = 60_000;
const WIDTH = 300;
const HEIGHT = 74;
const LOW = 34;

export class PoolChart {
  /** @param {HTMLElement} container @param {HTMLElement} health */
  constructor(container, health) {
    this.health = health;
    /** @type {Sample[]} */
    this.samples = [];
    this.figures = element('dl', { class: 'figures' });
    this.lanes = plot(HEIGHT, 'Lanes in use and idle, and statements that wait, over the last minutes');
    this.times = plot(LOW, 'Mean time to acquire a lane over the last minutes');
    this.window = element('span', { class: 'faint' });
    this.lanesScale = element('span', { class: 'scale' });
    this.timesScale = element('span', { class: 'scale' });
    this.hover = element('p', { class: 'hover', 'aria-hidden': 'true' });
    container.append(
      this.figures,
      element('h3', {}, 'Lanes ', this.window, this.lanesScale),
      this.lanes,
      element('h3', {}, 'Acquisition time', this.timesScale),
      this.times,
      this.hover,
    );
    for (const picture of [this.lanes, this.times]) {
      picture.addEventListener('pointermove', (event) => this.point(picture, event));
      picture.addEventListener('pointerleave', () => setText(this.hover, ''));
    }
  }

  /** @param {Sample} sample */
  add(sample) {
    this.samples.push(sample);
    while (this.samples[0] && this.samples[0].at < sample.at - WINDOW_MS) this.samples.shift();
    this.draw(sample);
  }

  /** @param {Sample} now */
  draw(now) {
    const span = this.span(now.at);
    setText(this.window, `last ${duration(span)}`);
    setText(this.health, now.health);
    this.health.dataset['tone'] =
      now.health === 'Healthy' ? 'good' : now.health === 'Degraded' ? 'wait' : 'bad';
    this.figures.replaceChildren(
      ...figure('In use', String(now.in_use), 'in-use'),
      ...figure('Idle', String(now.idle), 'idle'),
      ...figure('Waiting', String(now.waiting), 'waiting'),
      ...figure('Acquisition', duration(now.acquisition_ms), 'time'),
    );
    const most = Math.max(4, ...this.samples.map((one) => Math.max(one.in_use + one.idle, one.waiting)));
    const slowest = Math.max(0.1, ...this.samples.map((one) => one.acquisition_ms));
    setText(this.lanesScale, `top: ${nice(most)}`);
    setText(this.timesScale, `top: ${duration(slowest)}`);
    this.lanes.replaceChildren(
      ...grid(HEIGHT),
      area(this.samples, [now.at, span], HEIGHT, nice(most), 'idle', (one) => one.in_use + one.idle),
      area(this.samples, [now.at, span], HEIGHT, nice(most), 'in-use', (one) => one.in_use),
      line(this.samples, [now.at, span], HEIGHT, nice(most), 'waiting', (one) => one.waiting),
    );
    this.times.replaceChildren(
      ...grid(LOW),
      line(this.samples, [now.at, span], LOW, slowest, 'time', (one) => one.acquisition_ms),
    );
  }

  /** The time that is shown, in milliseconds: it grows with what is known. @param {number} now */
  span(now) {
    return Math.max(LEAST_MS, Math.min(WINDOW_MS, now - (this.samples[0]?.at ?? now)));
  }

  /** @param {SVGSVGElement} picture @param {PointerEvent} event */
  point(picture, event) {
    const { left, width } = picture.getBoundingClientRect();
    const last = this.samples.at(-1);
    if (!last) return;
    const at = last.at - this.span(last.at) * (1 - (event.clientX - left) / width);
    const near = this.samples.reduce(
      (best, one) => (Math.abs(one.at - at) < Math.abs(best.at - at) ? one : best),
      last,
    );
    setText(
      this.hover,
      `${clock(near.at).slice(0, 8)}: ${near.in_use} in use, ${near.idle} idle, ${near.waiting} waiting, ${duration(near.acquisition_ms)}`,
    );
  }
}

/** @param {number} height @param {string} label */
function plot(height, label) {
  return svg('svg', {
    viewBox: `0 0 ${WIDTH} ${height}`,
    preserveAspectRatio: 'none',
    class: 'plot',
    role: 'img',
    'aria-label': label,
    height,
  });
}

/** @param {string} name @param {string} value @param {string} tone */
function figure(name, value, tone) {
  return [element('div', { 'data-series': tone }, element('dt', {}, name), element('dd', {}, value))];
}

/** Lines at the top, the middle and the bottom. @param {number} height */
function grid(height) {
  return [0.5, height / 2, height - 0.5].map((y) => svg('path', { d: `M0 ${y}H${WIDTH}`, class: 'grid' }));
}

/** @param {Sample[]} samples @param {[number, number]} time now, and the span that is shown @param {number} height @param {number} most @param {(one: Sample) => number} value */
function points(samples, [now, span], height, most, value) {
  return samples.map((one) => {
    const x = WIDTH - ((now - one.at) / span) * WIDTH;
    const y = height - 1 - (value(one) / most) * (height - 4);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
}

/** @param {Sample[]} samples @param {[number, number]} time now, and the span that is shown @param {number} height @param {number} most @param {string} series @param {(one: Sample) => number} value */
function area(samples, time, height, most, series, value) {
  const all = points(samples, time, height, most, value);
  const [first = '0 0'] = all;
  const d = `M${first.split(' ')[0]} ${height}L${all.join('L')}L${WIDTH} ${height}Z`;
  return svg('path', { d, class: 'area', 'data-series': series });
}

/** @param {Sample[]} samples @param {[number, number]} time now, and the span that is shown @param {number} height @param {number} most @param {string} series @param {(one: Sample) => number} value */
function line(samples, time, height, most, series, value) {
  return svg('path', {
    d: `M${points(samples, time, height, most, value).join('L')}`,
    class: 'line',
    'data-series': series,
  });
}

/** The next round number. @param {number} value */
function nice(value) {
  const steps = [4, 5, 8, 10, 20, 40, 50, 80, 100, 200, 400, 500, 1000, 2000, 5000];
  return steps.find((step) => step >= value) ?? value;
}
