/**
 * Where the states and transitions of a machine go: layers in the direction of its transitions, as Sugiyama's method has
 * them. Labels take part in it as nodes of the layers between, so that nothing is drawn over them. Pure.
 */

import { arrange } from './layers.js';

/**
 * @typedef {object} State
 * @property {string} path
 * @property {string} key
 * @property {string | null} parent
 * @property {string} type
 * @property {boolean} initial
 * @property {string[]} entry
 */
/**
 * @typedef {object} Transition
 * @property {string} source
 * @property {string} label
 * @property {string} event
 * @property {string[]} targets
 * @property {string[]} actions
 */
/** @typedef {{ id: string, states: State[], transitions: Transition[] }} Machine */
/** @typedef {{ x: number, y: number }} Point */
/**
 * @typedef {object} Box
 * @property {State} state
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {boolean} compound
 * @property {Note[]} notes
 */
/**
 * Transitions of a compound state that lead to no other, or to a state within it, told in words.
 * @typedef {{ text: string, event: string, source: string }} Note
 */
/** A line between two states; it is interrupted behind point number `gap`, where its label stands. */
/** @typedef {{ transitions: Transition[], points: Point[], gap: number, label: Point, lines: string[] }} Edge */
/** @typedef {{ width: number, height: number, boxes: Box[], edges: Edge[], starts: Point[][] }} Drawing */
/** @typedef {'right' | 'down'} Direction */

const TITLE = 28;
const PADDING = 14;
const NOTE_LINE = 17;
const STATE_HEIGHT = 34;
/** Widths of one character: of a state's name, and of a label. */
const NAME_WIDTH = 7.6;
const LABEL_WIDTH = 6.4;
const LABEL_LINE = 15;

/**
 * Lays a machine out so that it is shown as large as possible in the given space.
 * @param {Machine} machine
 * @param {number} width
 * @param {number} height
 * @returns {Drawing}
 */
export function layOut(machine, width, height) {
  /** @type {Drawing | null} */
  let best = null;
  let bestScale = 0;
  for (const outer of /** @type {Direction[]} */ (['right', 'down'])) {
    for (const inner of /** @type {Direction[]} */ (['right', 'down'])) {
      const drawing = new Layout(machine, outer, inner).whole();
      const scale = Math.min(width / drawing.width, height / drawing.height, 1);
      if (best === null || scale > bestScale + 0.02) {
        best = drawing;
        bestScale = scale;
      }
    }
  }
  return /** @type {Drawing} */ (best);
}

/** One way to lay a machine out. */
class Layout {
  /** @param {Machine} machine @param {Direction} outer @param {Direction} inner */
  constructor(machine, outer, inner) {
    this.machine = machine;
    this.outer = outer;
    this.inner = inner;
    /** @type {Map<string, State>} */
    this.states = new Map(machine.states.map((state) => [state.path, state]));
  }

  /** @returns {Drawing} */
  whole() {
    const root = /** @type {State} */ (this.machine.states[0]);
    return this.place(root);
  }

  /** A state with all within it, from 0, 0 on. @param {State} state @returns {Drawing} */
  place(state) {
    const children = this.machine.states.filter(({ parent }) => parent === state.path);
    if (children.length === 0) return leaf(state);
    const parts = children.map((child) => this.place(child));
    const graph = arrange(
      parts.map(({ width, height }) => ({ width, height })),
      this.edgesWithin(state, children),
      state.parent === null ? this.outer : this.inner,
      Math.max(
        0,
        children.findIndex(({ initial }) => initial),
      ),
    );
    const notes = this.notesOf(state);
    const top = TITLE + notes.length * NOTE_LINE + (notes.length > 0 ? 6 : 0);
    const noteWidth = Math.max(0, ...notes.map(({ text }) => text.length * LABEL_WIDTH));
    const width = Math.max(graph.width, noteWidth, state.key.length * NAME_WIDTH) + 2 * PADDING;
    const height = top + graph.height + PADDING;
    const left = (width - graph.width) / 2;
    /** @type {Drawing} */
    const drawing = {
      width,
      height,
      boxes: [{ state, x: 0, y: 0, width, height, compound: true, notes }],
      edges: graph.edges.map(({ points, gap, label, data }) => ({
        ...data,
        gap,
        points: points.map((point) => moved(point, left, top)),
        label: moved(label, left, top),
      })),
      starts: graph.start.length === 0 ? [] : [graph.start.map((point) => moved(point, left, top))],
    };
    for (const [i, part] of parts.entries()) add(drawing, part, left, top, graph.nodes[i]);
    return drawing;
  }

  /**
   * Transitions between different children of `state`, those of one pair together.
   * @param {State} state
   * @param {State[]} children
   */
  edgesWithin(state, children) {
    /** @type {Map<string, { from: number, to: number, transitions: Transition[], lines: string[] }>} */
    const edges = new Map();
    for (const transition of this.machine.transitions) {
      for (const target of transition.targets) {
        const from = this.childOf(state, children, transition.source);
        const to = this.childOf(state, children, target);
        if (from < 0 || to < 0 || from === to) continue;
        const key = `${from} ${to}`;
        const edge = edges.get(key) ?? { from, to, transitions: [], lines: [] };
        edge.transitions.push(transition);
        edge.lines.push(transition.label);
        edges.set(key, edge);
      }
    }
    return Array.from(edges.values(), ({ from, to, transitions, lines }) => ({
      from,
      to,
      width: Math.max(...lines.map(({ length }) => length)) * LABEL_WIDTH + 10,
      height: lines.length * LABEL_LINE + 4,
      data: { transitions, lines },
    }));
  }

  /** Which child of `state` the path is, or lies in; -1 for none. @param {State} state @param {State[]} children @param {string} path */
  childOf(state, children, path) {
    let at = this.states.get(path);
    while (at && at.parent !== state.path) at = at.parent === null ? undefined : this.states.get(at.parent);
    return at ? children.indexOf(at) : -1;
  }

  /** @param {State} state @returns {Note[]} */
  notesOf(state) {
    return this.machine.transitions
      .filter(
        ({ source, targets }) =>
          source === state.path && targets.every((target) => this.within(state, target)),
      )
      .map(({ label, event, source, targets, actions }) => ({
        event,
        source,
        text: `${label}${targets.length > 0 ? ` \u2192 ${targets.join(', ')}` : ''}${actions.length > 0 ? ` / ${actions.join(', ')}` : ''}`,
      }));
  }

  /** @param {State} state @param {string} path */
  within({ path: of }, path) {
    return of === '' || path === of || path.startsWith(`${of}.`);
  }
}

/** @param {State} state @returns {Drawing} */
function leaf(state) {
  const width = Math.max(84, state.key.length * NAME_WIDTH + 30);
  const height = STATE_HEIGHT;
  return {
    width,
    height,
    boxes: [{ state, x: 0, y: 0, width, height, compound: false, notes: [] }],
    edges: [],
    starts: [],
  };
}

/** Adds a part to the drawing. @param {Drawing} drawing @param {Drawing} part @param {number} left @param {number} top @param {Point | undefined} at */
function add(drawing, part, left, top, at) {
  const x = left + (at?.x ?? 0);
  const y = top + (at?.y ?? 0);
  drawing.boxes.push(...part.boxes.map((box) => ({ ...box, x: box.x + x, y: box.y + y })));
  drawing.edges.push(
    ...part.edges.map((edge) => ({
      ...edge,
      points: edge.points.map((point) => moved(point, x, y)),
      label: moved(edge.label, x, y),
    })),
  );
  drawing.starts.push(...part.starts.map((points) => points.map((point) => moved(point, x, y))));
}

/** @param {Point} point @param {number} x @param {number} y @returns {Point} */
function moved(point, x, y) {
  return { x: point.x + x, y: point.y + y };
}
