/** The statechart of a machine: drawn once, then only its lights change. */

import { element, setText, svg } from './dom.js';
import { layOut } from './chart-layout.js';

/** @typedef {import('./chart-layout.js').Machine} Machine */
/** @typedef {import('./chart-layout.js').Edge} Edge */
/** @typedef {import('./chart-layout.js').Box} Box */

/** How long a transition that was taken is lit, in milliseconds. */
const LIT_MS = 1400;
const CORNER = 9;
/** Space around the drawing. */
const MARGIN = 10;

export class Chart {
  /** @param {HTMLElement} container */
  constructor(container) {
    this.container = container;
    /** @type {Machine | null} */
    this.machine = null;
    /** @type {Map<string, SVGGElement>} */
    this.boxes = new Map();
    /** @type {{ event: string, source: string, targets: string[], parts: SVGElement[] }[]} */
    this.arrows = [];
    /** @type {string[]} */
    this.states = [];
    new ResizeObserver(() => this.redraw()).observe(container);
  }

  /** Shows a machine in its states. @param {Machine | undefined} machine @param {string[]} states */
  show(machine, states) {
    this.states = states;
    if (machine === undefined) {
      this.machine = null;
      this.container.replaceChildren(element('p', { class: 'empty' }, 'This actor has no statechart.'));
      return;
    }
    if (machine !== this.machine) {
      this.machine = machine;
      this.redraw();
    }
    this.light();
  }

  /** An event was taken: the arrow it went by is lit for a moment. @param {string} event @param {string[]} from @param {string[]} to */
  taken(event, from, to) {
    this.states = to;
    this.light();
    const before = new Set(from.flatMap(withParents));
    const after = new Set(to.flatMap(withParents));
    for (const arrow of this.arrows) {
      const went = arrow.targets.length === 0 || arrow.targets.some((target) => after.has(target));
      if (arrow.event !== event || !before.has(arrow.source) || !went) continue;
      for (const part of arrow.parts) {
        part.classList.add('taken');
        setTimeout(() => part.classList.remove('taken'), LIT_MS);
      }
    }
  }

  light() {
    const lit = new Set(this.states.flatMap(withParents));
    for (const [path, box] of this.boxes) {
      box.classList.toggle('current', lit.has(path) && path !== '');
      box.classList.toggle('innermost', this.states.includes(path));
    }
  }

  redraw() {
    const { machine, container } = this;
    if (machine === null || container.clientWidth === 0) return;
    const width = container.clientWidth - 2 * MARGIN;
    const height = container.clientHeight - 2 * MARGIN;
    const drawing = layOut(machine, width, height);
    this.boxes.clear();
    this.arrows = [];
    const picture = svg('svg', {
      viewBox: `-1 -1 ${drawing.width + 2} ${drawing.height + 2}`,
      role: 'img',
      'aria-label': `Statechart of ${machine.id}: ${machine.states
        .map(({ path }) => path)
        .filter(Boolean)
        .join(', ')}`,
    });
    const scale = Math.min(width / drawing.width, height / drawing.height, 1.1);
    picture.setAttribute('width', String(Math.floor(drawing.width * scale)));
    picture.setAttribute('height', String(Math.floor(drawing.height * scale)));
    picture.append(arrowHead('arrow'), arrowHead('arrow-taken'));
    picture.append(...drawing.boxes.map((box) => this.box(box)));
    picture.append(...drawing.starts.map((points) => start(points)));
    // Labels lie over all lines, also those of other edges.
    const edges = drawing.edges.map((edge) => this.edge(edge));
    picture.append(...edges.map(({ line }) => line), ...edges.map(({ label }) => label));
    container.replaceChildren(picture);
    this.light();
  }

  /** @param {Box} box */
  box({ state, x, y, width, height, compound, notes }) {
    const final = state.type === 'final';
    const group = svg('g', {
      class: `state${compound ? ' compound' : ''}${final ? ' final' : ''}${state.path === '' ? ' root' : ''}`,
    });
    group.append(svg('title', {}, describe(state)));
    group.append(svg('rect', { x, y, width, height, rx: CORNER }));
    if (final) {
      group.append(
        svg('rect', {
          x: x + 3,
          y: y + 3,
          width: width - 6,
          height: height - 6,
          rx: CORNER - 3,
          class: 'inner',
        }),
      );
    }
    group.append(
      compound
        ? svg('text', { x: x + 14, y: y + 20, class: 'title' }, state.key)
        : svg('text', { x: x + width / 2, y: y + height / 2 + 4.5, class: 'name' }, state.key),
    );
    for (const [i, note] of notes.entries()) {
      const text = svg('text', { x: x + 14, y: y + 40 + i * 17, class: 'note' }, note.text);
      const targets = this.machine?.transitions.find(
        ({ source, event }) => source === note.source && event === note.event,
      )?.targets;
      this.arrows.push({ event: note.event, source: note.source, targets: targets ?? [], parts: [text] });
      group.append(text);
    }
    this.boxes.set(state.path, group);
    return group;
  }

  /** @param {Edge} edge */
  edge({ transitions, points, gap, label, lines }) {
    const line = svg('path', { d: curve(points, gap), class: 'edge' });
    const text = svg('text', { class: 'label' });
    for (const [i, part] of lines.entries()) {
      const y = label.y + (i - (lines.length - 1) / 2) * 15 + 4;
      text.append(svg('tspan', { x: label.x, y }, part));
    }
    for (const { event, source, targets } of transitions) {
      this.arrows.push({ event, source, targets, parts: [line, text] });
    }
    const title = transitions.map(({ source, label: name, actions, targets }) =>
      [`${source || 'any state'}: ${name} \u2192 ${targets.join(', ')}`, ...actions].join('\n'),
    );
    const group = svg('g', {}, svg('title', {}, title.join('\n')), text);
    return { line, label: group };
  }
}

/** `serving.ready` lies in `serving`, which lies in the machine. @param {string} path */
function withParents(path) {
  const keys = path.split('.');
  return ['', ...keys.map((_, i) => keys.slice(0, i + 1).join('.'))];
}

/** @param {import('./chart-layout.js').State} state */
function describe({ path, type, entry }) {
  return [
    path || 'the machine',
    type === 'final' ? 'final' : '',
    entry.length > 0 ? `on entry: ${entry.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** The arrow to the initial state. @param {{ x: number, y: number }[]} points */
function start([from, to]) {
  if (!from || !to) return svg('g');
  return svg(
    'g',
    { class: 'start' },
    svg('circle', { cx: from.x, cy: from.y, r: 4 }),
    svg('path', { d: `M${from.x} ${from.y}L${to.x} ${to.y}`, class: 'edge' }),
  );
}

/** Smooth where lines turn, interrupted by the label. @param {{ x: number, y: number }[]} points @param {number} gap */
function curve(points, gap) {
  const [first, second] = points;
  if (!first || !second) return '';
  const last = /** @type {{ x: number, y: number }} */ (points.at(-1));
  const down = Math.abs(last.y - first.y) > 0 && isDown(points);
  const parts = [`M${first.x} ${first.y}`];
  for (const [i, to] of points.entries()) {
    const from = points[i - 1];
    if (!from) continue;
    if (i - 1 === gap) {
      parts.push(`M${to.x} ${to.y}`);
      continue;
    }
    const half = down ? (to.y - from.y) / 2 : (to.x - from.x) / 2;
    parts.push(
      down
        ? `C${from.x} ${from.y + half} ${to.x} ${to.y - half} ${to.x} ${to.y}`
        : `C${from.x + half} ${from.y} ${to.x - half} ${to.y} ${to.x} ${to.y}`,
    );
  }
  return parts.join('');
}

/** Straight through a label a line keeps its place across the direction. @param {{ x: number, y: number }[]} points */
function isDown(points) {
  const [, from, to] = points;
  return from !== undefined && to !== undefined && points.length > 3 && from.x === to.x;
}

/** @param {string} id */
function arrowHead(id) {
  const marker = svg('marker', {
    id,
    viewBox: '0 0 8 8',
    refX: 7,
    refY: 4,
    markerWidth: 8,
    markerHeight: 8,
    orient: 'auto-start-reverse',
    markerUnits: 'userSpaceOnUse',
  });
  marker.append(svg('path', { d: 'M0 0.8L7.2 4L0 7.2Z' }));
  return svg('defs', {}, marker);
}

/** The states of an actor as chips. @param {HTMLElement} into @param {string[]} states @param {string} status */
export function showStates(into, states, status) {
  const text =
    status === 'active' ? states.join('  ') : status === 'done' ? `${states.join('  ')} (ended)` : status;
  setText(into, text);
}
