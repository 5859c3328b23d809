/** The inspector: keeps what the gateway tells, and shows what is chosen of it. */

import { Actors } from './actors.js';
import { Chart, showStates } from './chart.js';
import { connectionDetail, controls, list } from './detail.js';
import { byId, clock, duration, element, setText } from './dom.js';
import { ask, listen, takeToken } from './gateway.js';
import { Log, lineOf } from './log.js';
import { openPlans } from './plan.js';
import { PoolChart } from './pool.js';
import { openTheme } from './theme.js';
import { Tree } from './tree.js';

/** @typedef {Record<string, any>} Entry */

const actors = new Actors();
const chart = new Chart(byId('chart'));
const pool = new PoolChart(byId('pool'), byId('pool-health'));
const tree = new Tree(byId('tree'), choose);
const log = new Log(choose);
/** @type {HTMLSelectElement} */
const follow = byId('follow');
/** @type {Entry | null} */
let about = null;
let viewer = 0;
let chosen = '';

/** @param {Entry} hello */
function onHello(hello) {
  about = hello;
  viewer = hello['viewer'];
  actors.begin(hello['actors'], hello['charts']);
  const known = actors.byName(actors.nameOf(chosen));
  choose(known?.id ?? hello['actors'][0]?.id ?? '');
  setText(byId('about'), `${hello['backend']} backend, version ${hello['version']}`);
  if (follow.value === 'all') void tellFollowed();
}

/** @param {Entry[]} entries */
function onEntries(entries) {
  const lines = [];
  for (const entry of entries) {
    onEntry(entry);
    const id =
      entry['kind'] === 'transition' ? entry['actor'] : (actors.byName(entry['connection'])?.id ?? '');
    const name = entry['connection'] ?? actors.nameOf(id);
    const line = lineOf(entry, { id, name });
    if (line) lines.push(line);
  }
  log.add(lines);
  show();
}

/** @param {Entry} entry */
function onEntry(entry) {
  switch (entry['kind']) {
    case 'actor':
      actors.add(entry['actor']);
      break;
    case 'transition':
      actors.took(entry);
      if (entry['actor'] === chosen) chart.taken(entry['event'], entry['from'], entry['to']);
      break;
    case 'connections':
      actors.rows(entry);
      break;
    case 'pool':
      pool.add({ at: entry['at'], ...entry['pool'] });
      actors.pool = entry['pool'];
      break;
    default:
  }
}

/** @param {string} id */
function choose(id) {
  if (!actors.get(id) && !actors.isGroup(id)) return;
  const another = id !== chosen;
  chosen = id;
  if (another && follow.value === 'chosen') void tellFollowed();
  show();
}

/** Whose messages the gateway is to tell. */
async function tellFollowed() {
  if (viewer === 0) return;
  const actor = actors.get(chosen);
  const own = actor?.machine === 'connection' ? actor.name : 'none';
  await ask(`/inspector/${viewer}/follow`, {
    connection: follow.value === 'chosen' ? own : follow.value,
  }).catch(() => undefined);
}

function show() {
  actors.forget(chosen);
  tree.show(actors.tree(), chosen);
  setText(byId('actor-count'), String(actors.count));
  const actor = actors.get(chosen);
  setText(byId('chart-name'), actor === undefined ? 'connections' : actor.name);
  const state = byId('chart-state');
  showStates(state, actor?.states ?? [], actor?.status ?? '');
  state.hidden = actor === undefined || actor.states.length === 0;
  chart.show(actor && actors.charts.get(actor.machine), actor?.states ?? []);
  byId('recent').replaceChildren(...(actor?.recent ?? []).toReversed().map(recent));
  showDetail(actor);
}

/** @param {Entry} transition */
function recent({ at, event, from, to }) {
  const moved =
    from.join(' ') === to.join(' ') ? 'stays' : `${from.join(' ') || 'begins'} \u2192 ${to.join(' ')}`;
  return element(
    'li',
    {},
    element('time', {}, clock(at)),
    element('b', {}, event),
    element('span', { class: 'faint' }, moved),
  );
}

let controlled = 0;

/** @param {import('./actors.js').Actor | undefined} actor */
function showDetail(actor) {
  const row = actor?.machine === 'connection' ? actors.row(actor.name) : undefined;
  byId('facts').replaceChildren(...detail(actor, row));
  // The buttons stay as long as they are about the same session, so that they keep the focus.
  const pid = row?.['pid'] ?? 0;
  if (pid === controlled) return;
  controlled = pid;
  byId('controls').replaceChildren(...(pid === 0 ? [] : controls(pid)));
}

/** @param {import('./actors.js').Actor | undefined} actor @param {Entry | undefined} row @returns {Node[]} */
function detail(actor, row) {
  if (actor === undefined) return [list([['Connections', String(actors.connections)]])];
  if (row) return connectionDetail(row, actors.nameOf(actor.parent ?? ''));
  const common = /** @type {[string, string | null][]} */ ([
    ['Machine', actor.machine],
    ['Status', actor.status],
    ['State', actor.states.join(', ') || null],
  ]);
  switch (actor.machine) {
    case 'lane':
      return [list([...common, ['Used by', actors.userOf(actor.name) ?? 'nobody at this moment']])];
    case 'gateway':
      return [
        list([
          ...common,
          ['Version', about?.['version'] ?? null],
          ['Backend', about?.['backend'] ?? null],
          ['Up for', about === null ? null : duration(Date.now() - about['started'])],
          ['Connections', String(actors.connections)],
        ]),
      ];
    case 'pool':
      return [
        list([
          ...common,
          ['Leases', String(actors.pool?.['acquisitions'] ?? 0)],
          ['Failed to open', String(actors.pool?.['failed'] ?? 0)],
        ]),
      ];
    default:
      return [list(common)];
  }
}

/** @param {'connecting' | 'live' | 'lost'} state */
function onState(state) {
  const link = byId('link');
  link.dataset['state'] = state;
  setText(link, state === 'live' ? 'Live' : state === 'lost' ? 'Disconnected' : 'Connecting');
  if (state === 'lost') viewer = 0;
}

/** @param {'system' | 'plans'} view */
function showView(view) {
  for (const name of /** @type {const} */ (['system', 'plans'])) {
    byId(name).hidden = name !== view;
    byId(`show-${name}`).setAttribute('aria-pressed', String(name === view));
  }
}

byId('show-system').addEventListener('click', () => showView('system'));
byId('show-plans').addEventListener('click', () => showView('plans'));
follow.addEventListener('change', () => {
  log.showKind('messages', follow.value !== 'none');
  void tellFollowed();
});
document.addEventListener('keydown', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key === 'Escape' && target === log.filter) {
    log.filter.value = '';
    log.redraw();
    target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, dialog'))
    return;
  if (event.key === '/') {
    event.preventDefault();
    showView('system');
    log.filter.focus();
  } else if (event.key === 'p') log.pause(!log.paused);
});

takeToken();
openTheme();
openPlans();
log.redraw();
setInterval(show, 1000);
void listen({ hello: onHello, entries: onEntries, state: onState });
