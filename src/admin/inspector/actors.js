/** The actors that there are, what they have done, and the rows of connections. */

/** @typedef {Record<string, any>} Entry */
/**
 * @typedef {object} Actor
 * @property {string} id
 * @property {string} name
 * @property {string} machine
 * @property {string | null} parent
 * @property {string[]} states
 * @property {string} status
 * @property {number | null} endedAt
 * @property {Entry[]} recent
 */

/** Transitions that are remembered of each actor. */
const MOST_RECENT = 8;
/** How long one that has ended is shown, in milliseconds. */
const LINGER_MS = 4000;
/** Connections that the tree shows. */
const MOST_SHOWN = 300;
/** What holds the connections in the tree: their halls are not interesting. */
const GROUP = 'connections';

const PHASES = /** @type {Record<string, string>} */ ({
  executing: 'busy',
  'copy-in': 'busy',
  'copy-out': 'busy',
  skipping: 'bad',
  saturated: 'wait',
  draining: 'wait',
  entering: 'wait',
  startup: 'wait',
  authenticating: 'wait',
});

export class Actors {
  constructor() {
    /** @type {Map<string, Actor>} */
    this.all = new Map();
    /** @type {Map<string, string>} */
    this.ids = new Map();
    /** @type {Map<string, Entry>} */
    this.known = new Map();
    /** @type {Map<string, import('./chart-layout.js').Machine>} */
    this.charts = new Map();
    /** @type {Entry | null} */
    this.pool = null;
    this.connections = 0;
  }

  /** @param {Entry[]} list @param {Entry[]} charts */
  begin(list, charts) {
    this.all.clear();
    this.ids.clear();
    this.known.clear();
    for (const actor of list) this.add(actor);
    for (const chart of charts) {
      // The same object as before, so that it is not drawn again.
      const before = this.charts.get(chart['id']);
      if (JSON.stringify(before) !== JSON.stringify(chart)) {
        this.charts.set(
          chart['id'],
          /** @type {import('./chart-layout.js').Machine} */ (/** @type {unknown} */ (chart)),
        );
      }
    }
  }

  /** @param {Entry} actor */
  add(actor) {
    const { id, name, machine, parent, states, status } = actor;
    const known = this.all.get(id);
    this.all.set(id, {
      id,
      name,
      machine,
      parent,
      states,
      status,
      endedAt: null,
      recent: known?.recent ?? [],
    });
    this.ids.set(name, id);
  }

  /** @param {Entry} transition */
  took({ actor: id, event, from, to, status, at }) {
    const actor = this.all.get(id);
    if (!actor) return;
    if (to.length > 0) actor.states = to;
    actor.status = status;
    if (status !== 'active') actor.endedAt ??= Date.now();
    actor.recent.push({ at, event, from, to });
    if (actor.recent.length > MOST_RECENT) actor.recent.shift();
  }

  /** @param {Entry} entry */
  rows({ changed, gone, count }) {
    for (const row of changed) this.known.set(row.id, row);
    for (const id of gone) this.known.delete(id);
    this.connections = count;
  }

  /** Those that have ended a while ago, but not the one that is looked at. @param {string} chosen */
  forget(chosen) {
    for (const [id, { endedAt, name }] of this.all) {
      if (endedAt === null || id === chosen || Date.now() - endedAt < LINGER_MS) continue;
      this.all.delete(id);
      if (this.ids.get(name) === id) this.ids.delete(name);
    }
  }

  /** @param {string} id */
  get(id) {
    return this.all.get(id);
  }

  /** @param {string | undefined} name */
  byName(name) {
    return name === undefined ? undefined : this.all.get(this.ids.get(name) ?? '');
  }

  /** @param {string} id */
  nameOf(id) {
    return this.all.get(id)?.name ?? '';
  }

  /** @param {string} id */
  isGroup(id) {
    return id === GROUP;
  }

  /** @param {string} name of a connection */
  row(name) {
    return this.known.get(name);
  }

  /** Who uses a lane. @param {string} lane its actor's name */
  userOf(lane) {
    for (const row of this.known.values()) if (`lane-${row['lane']}` === lane) return String(row['id']);
    return null;
  }

  get count() {
    return [...this.all.values()].filter(({ status, machine }) => status === 'active' && machine !== 'hall')
      .length;
  }

  /** @returns {import('./tree.js').Node[]} */
  tree() {
    const all = [...this.all.values()];
    const root = all.find(({ parent }) => parent === null);
    if (!root) return [];
    const connections = all.filter(({ machine }) => machine === 'connection');
    const shown = connections.slice(0, MOST_SHOWN);
    const more = connections.length - shown.length;
    const pool = all.filter(({ machine }) => machine === 'pool');
    return [
      this.node(root, [
        ...pool.map((one) =>
          this.node(
            one,
            all.filter(({ parent }) => parent === one.id).map((lane) => this.node(lane, [])),
          ),
        ),
        {
          id: GROUP,
          name: GROUP,
          note: '',
          state: more > 0 ? `${connections.length}, ${shown.length} shown` : String(connections.length),
          tone: 'none',
          children: shown.map((one) => this.node(one, [])),
        },
      ]),
    ];
  }

  /** @param {Actor} actor @param {import('./tree.js').Node[]} children @returns {import('./tree.js').Node} */
  node({ id, name, machine, states, status }, children) {
    const state = states.at(-1)?.split('.').at(-1) ?? '';
    const row = machine === 'connection' ? this.known.get(name) : undefined;
    const user = machine === 'lane' ? this.userOf(name) : null;
    const inTransaction = row?.['transaction'] === 'T' || row?.['transaction'] === 'E';
    return {
      id,
      name,
      note: row?.['application'] || (user === null ? '' : `for ${user}`),
      state: status === 'active' ? (inTransaction && state === 'ready' ? 'in transaction' : state) : 'closed',
      tone:
        status === 'active'
          ? row?.['transaction'] === 'E'
            ? 'bad'
            : user !== null
              ? 'busy'
              : (PHASES[state] ?? 'good')
          : 'ended',
      children,
    };
  }
}
