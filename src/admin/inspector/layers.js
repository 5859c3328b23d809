/** A layered drawing of a small directed graph: cycles are broken, nodes ranked, layers ordered, places given. Pure. */

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ width: number, height: number }} Size */
/**
 * @template D
 * @typedef {{ from: number, to: number, width: number, height: number, data: D }} LabelledEdge
 */
/**
 * A node of a layer: a node of the graph, the label of an edge, or a place where a long edge passes.
 * @typedef {object} Item
 * @property {number} layer
 * @property {number} length along the layers' direction
 * @property {number} breadth across it
 * @property {Item[]} before neighbours in earlier layers
 * @property {Item[]} after neighbours in later ones
 * @property {number} at its middle across the direction
 * @property {number} start its start along it
 */

/** Space between layers and between neighbours of one. */
const LAYER_GAP = 13;
const NEIGHBOUR_GAP = 12;
/** Room for the arrow to the initial node. */
const START_LENGTH = 26;
const SWEEPS = 8;

/**
 * @template D
 * @param {Size[]} sizes
 * @param {LabelledEdge<D>[]} edges
 * @param {'right' | 'down'} direction
 * @param {number} initial
 */
export function arrange(sizes, edges, direction, initial) {
  const down = direction === 'down';
  /** @param {Size} size @param {number} layer @returns {Item} */
  const item = ({ width, height }, layer) => ({
    layer,
    length: down ? height : width,
    breadth: down ? width : height,
    before: [],
    after: [],
    at: 0,
    start: 0,
  });
  const reversed = backEdges(sizes.length, edges, initial);
  const ranks = ranked(sizes.length, edges, reversed);
  const nodes = sizes.map((size, i) => item(size, 2 * (ranks[i] ?? 0)));
  const chains = edges.map((edge, i) => {
    const [from, to] = reversed.has(i) ? [edge.to, edge.from] : [edge.from, edge.to];
    return chain(/** @type {Item} */ (nodes[from]), /** @type {Item} */ (nodes[to]), edge, item);
  });
  const layers = layered([...nodes, ...chains.flatMap(({ items }) => items.slice(1, -1))]);
  order(layers);
  assignAcross(layers);
  const length = assignAlong(layers);
  const all = layers.flat();
  const least = Math.min(...all.map(({ at, breadth }) => at - breadth / 2));
  for (const one of all) one.at -= least;
  const breadth = Math.max(...all.map(({ at, breadth: own }) => at + own / 2));
  /** @param {number} along @param {number} across @returns {Point} */
  const point = (along, across) => (down ? { x: across, y: along } : { x: along, y: across });
  const ports = portsOf(chains.map(({ items }) => items));
  const first = nodes[initial];
  return {
    width: down ? breadth : length,
    height: down ? length : breadth,
    nodes: nodes.map(({ start, at, breadth: own }) => point(start, at - own / 2)),
    edges: chains.map(({ items, label }, i) => {
      const points = through(items, /** @type {[number, number]} */ (ports[i])).map(([along, across]) =>
        point(along, across),
      );
      // Each item on the way has two points: the label's are its beginning and its end.
      const gap = 2 * items.indexOf(label) - 1;
      return {
        points: reversed.has(i) ? points.toReversed() : points,
        gap: reversed.has(i) ? points.length - 2 - gap : gap,
        label: point(label.start + label.length / 2, label.at),
        data: /** @type {LabelledEdge<D>} */ (edges[i]).data,
      };
    }),
    start: first ? [point(first.start - START_LENGTH + 8, first.at), point(first.start, first.at)] : [],
  };
}

/** Edges that close a cycle, seen from the initial node. @param {number} count @param {{ from: number, to: number }[]} edges @param {number} initial */
function backEdges(count, edges, initial) {
  /** @type {Set<number>} */
  const back = new Set();
  /** @type {('open' | 'done' | undefined)[]} */
  const seen = [];
  /** @param {number} node */
  const visit = (node) => {
    seen[node] = 'open';
    for (const [i, edge] of edges.entries()) {
      if (edge.from !== node) continue;
      if (seen[edge.to] === 'open') back.add(i);
      else if (seen[edge.to] === undefined) visit(edge.to);
    }
    seen[node] = 'done';
  };
  for (const node of [initial, ...Array.from({ length: count }, (_, i) => i)]) if (!seen[node]) visit(node);
  return back;
}

/** The longest way from a source. @param {number} count @param {{ from: number, to: number }[]} edges @param {Set<number>} reversed */
function ranked(count, edges, reversed) {
  const ranks = Array.from({ length: count }, () => 0);
  for (let round = 0; round < count; round += 1) {
    for (const [i, edge] of edges.entries()) {
      const [from, to] = reversed.has(i) ? [edge.to, edge.from] : [edge.from, edge.to];
      ranks[to] = Math.max(ranks[to] ?? 0, (ranks[from] ?? 0) + 1);
    }
  }
  return ranks;
}

/**
 * An edge as a chain of items through all layers between, its label in the middle one.
 * @param {Item} from
 * @param {Item} to
 * @param {Size} label
 * @param {(size: Size, layer: number) => Item} item
 */
function chain(from, to, label, item) {
  const items = [from];
  const middle = Math.floor((from.layer + to.layer) / 2);
  /** @type {Item} */
  let labelled = from;
  for (let layer = from.layer + 1; layer < to.layer; layer += 1) {
    const next = item(layer === middle ? label : { width: 0, height: 0 }, layer);
    if (layer === middle) labelled = next;
    items.push(next);
  }
  items.push(to);
  for (const [i, one] of items.entries()) {
    const next = items[i + 1];
    if (!next) continue;
    one.after.push(next);
    next.before.push(one);
  }
  return { items, label: labelled };
}

/** @param {Item[]} items */
function layered(items) {
  /** @type {Item[][]} */
  const layers = [];
  for (const one of items) (layers[one.layer] ??= []).push(one);
  return Array.from(layers, (layer) => layer ?? []);
}

/** Orders layers by the places of their neighbours, keeping the order with the fewest crossings. @param {Item[][]} layers */
function order(layers) {
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(layers);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    const forward = sweep % 2 === 0;
    for (const layer of forward ? layers : layers.toReversed()) {
      /** @param {Item} one */
      const neighbours = (one) => (forward ? one.before : one.after);
      const places = new Map(layers.flatMap((other) => other.map((one, i) => [one, i])));
      const wanted = new Map(
        layer.map((one, i) => [
          one,
          mean(
            neighbours(one).map((other) => places.get(other) ?? 0),
            i,
          ),
        ]),
      );
      layer.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
    }
    const count = crossings(layers);
    if (count >= fewest) continue;
    fewest = count;
    best = layers.map((layer) => [...layer]);
  }
  for (const [i, layer] of best.entries()) layers[i] = layer;
}

/** @param {Item[][]} layers */
function crossings(layers) {
  let count = 0;
  for (const [i, layer] of layers.entries()) {
    const next = layers[i + 1] ?? [];
    const places = new Map(next.map((one, place) => [one, place]));
    const links = layer.flatMap((one, place) => one.after.map((other) => [place, places.get(other) ?? 0]));
    for (const [a, b] of pairs(links)) {
      const [aFrom = 0, aTo = 0] = a;
      const [bFrom = 0, bTo = 0] = b;
      if ((aFrom - bFrom) * (aTo - bTo) < 0) count += 1;
    }
  }
  return count;
}

/** @template T @param {T[]} list @returns {[T, T][]} */
function pairs(list) {
  return list.flatMap((a, i) => list.slice(i + 1).map((b) => /** @type {[T, T]} */ ([a, b])));
}

/** Places across the direction: as near to the neighbours as those beside allow. @param {Item[][]} layers */
function assignAcross(layers) {
  for (const layer of layers)
    spread(
      layer,
      layer.map(() => 0),
    );
  for (let sweep = 0; sweep < 2 * SWEEPS; sweep += 1) {
    const forward = sweep % 2 === 0;
    for (const layer of forward ? layers : layers.toReversed()) {
      spread(
        layer,
        layer.map((one) =>
          mean(
            (forward ? one.before : one.after).map(({ at }) => at),
            one.at,
          ),
        ),
      );
    }
  }
}

/** Gives the places that are wanted, apart from each other as they must be. @param {Item[]} layer @param {number[]} wanted */
function spread(layer, wanted) {
  /** Groups of neighbours that touch, each at the mean of what its members want. @type {{ items: Item[], offsets: number[], wanted: number[], first: number }[]} */
  const groups = [];
  for (const [i, one] of layer.entries()) {
    let group = { items: [one], offsets: [0], wanted: [wanted[i] ?? 0], first: wanted[i] ?? 0 };
    for (;;) {
      const last = groups.at(-1);
      if (!last || endOf(last) <= group.first - breadthBefore(group)) break;
      groups.pop();
      group = joined(last, group);
    }
    groups.push(group);
  }
  for (const { items, offsets, first } of groups) {
    for (const [i, one] of items.entries()) one.at = first + (offsets[i] ?? 0);
  }
}

/** @typedef {{ items: Item[], offsets: number[], wanted: number[], first: number }} Group */

/** @param {Group} group */
function endOf({ items, offsets, first }) {
  return first + (offsets.at(-1) ?? 0) + (items.at(-1)?.breadth ?? 0) / 2;
}

/** @param {Group} group */
function breadthBefore({ items }) {
  return (items[0]?.breadth ?? 0) / 2 + NEIGHBOUR_GAP;
}

/** @param {Group} a @param {Group} b @returns {Group} */
function joined(a, b) {
  const shift = (a.offsets.at(-1) ?? 0) + (a.items.at(-1)?.breadth ?? 0) / 2 + breadthBefore(b);
  const offsets = [...a.offsets, ...b.offsets.map((offset) => offset + shift)];
  const wanted = [...a.wanted, ...b.wanted];
  const first = mean(
    wanted.map((one, i) => one - (offsets[i] ?? 0)),
    0,
  );
  return { items: [...a.items, ...b.items], offsets, wanted, first };
}

/** Places along the direction; returns the whole length. @param {Item[][]} layers */
function assignAlong(layers) {
  let at = START_LENGTH;
  for (const layer of layers) {
    const length = Math.max(0, ...layer.map((one) => one.length));
    for (const one of layer) one.start = at + (length - one.length) / 2;
    at += length + LAYER_GAP;
  }
  return at - LAYER_GAP;
}

/** Where each edge leaves its first node and meets its last one: side by side, in the order of where they go. @param {Item[][]} chains */
function portsOf(chains) {
  /** @type {[number, number][]} */
  const ports = chains.map(() => [0, 0]);
  for (const end of /** @type {(0 | 1)[]} */ ([0, 1])) {
    /** @type {Map<Item, { chain: number, towards: number }[]>} */
    const byNode = new Map();
    for (const [chain, items] of chains.entries()) {
      const node = /** @type {Item} */ (end === 0 ? items[0] : items.at(-1));
      const next = /** @type {Item} */ (end === 0 ? items[1] : items.at(-2));
      byNode.set(node, [...(byNode.get(node) ?? []), { chain, towards: next.at }]);
    }
    for (const [node, uses] of byNode) {
      uses.sort((a, b) => a.towards - b.towards);
      const step = Math.min(26, (node.breadth - 12) / uses.length);
      for (const [i, { chain, towards }] of uses.entries()) {
        const port = /** @type {[number, number]} */ (ports[chain]);
        const half = Math.max(0, node.breadth / 2 - 14);
        port[end] =
          uses.length === 1 && node.breadth > 60
            ? Math.max(node.at - half, Math.min(node.at + half, towards))
            : node.at + (i - (uses.length - 1) / 2) * step;
      }
    }
  }
  return ports;
}

/** The points of an edge: out of its node, straight through the places on the way, into the other. @param {Item[]} items @param {[number, number]} ports */
function through(items, [leaves, meets]) {
  const first = /** @type {Item} */ (items[0]);
  const last = /** @type {Item} */ (items.at(-1));
  /** @type {[number, number][]} */
  const points = [[first.start + first.length, leaves]];
  for (const { start, length, at } of items.slice(1, -1)) points.push([start, at], [start + length, at]);
  points.push([last.start, meets]);
  return points;
}

/** @param {number[]} values @param {number} otherwise */
function mean(values, otherwise) {
  return values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;
}
