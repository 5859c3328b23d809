/** The log of events: kept in memory up to a bound, shown as far as the filter lets it. */

import { byId, clock, duration, element, setText, size } from './dom.js';

/** Entries that are kept, and rows that are shown. */
const MOST_KEPT = 5000;
const MOST_SHOWN = 400;

/**
 * @typedef {object} Line
 * @property {number} at
 * @property {string} kind
 * @property {string} actor name
 * @property {string} id of the actor
 * @property {string} text what is filtered, too
 * @property {(Node | string)[]} parts
 * @property {string} tone
 */

export class Log {
  /** @param {(id: string) => void} choose */
  constructor(choose) {
    this.list = byId('log');
    this.count = byId('log-count');
    /** @type {HTMLInputElement} */
    this.filter = byId('filter');
    this.pauseButton = byId('pause');
    /** @type {Line[]} */
    this.lines = [];
    /** @type {Line[]} */
    this.waiting = [];
    this.dropped = 0;
    this.paused = false;
    /** @type {Set<string>} */
    this.kinds = new Set(['transition', 'statement', 'messages', 'dropped']);
    this.filter.addEventListener('input', () => this.redraw());
    this.pauseButton.addEventListener('click', () => this.pause(!this.paused));
    byId('clear').addEventListener('click', () => this.clear());
    for (const button of document.querySelectorAll('[data-kind]')) {
      button.addEventListener('click', () => this.toggle(/** @type {HTMLElement} */ (button)));
    }
    this.list.addEventListener('click', (event) => {
      const row = /** @type {Element} */ (event.target).closest('[data-actor]');
      if (row) choose(row.getAttribute('data-actor') ?? '');
    });
  }

  /** @param {Line[]} lines */
  add(lines) {
    if (lines.length === 0) return;
    if (this.paused) {
      this.waiting.push(...lines);
      if (this.waiting.length > MOST_KEPT) this.waiting.splice(0, this.waiting.length - MOST_KEPT);
      this.told();
      return;
    }
    this.keep(lines);
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    this.list.append(...lines.filter((line) => this.shows(line)).map(row));
    while (this.list.children.length > MOST_SHOWN) this.list.firstElementChild?.remove();
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
    this.told();
  }

  /** @param {Line[]} lines */
  keep(lines) {
    this.lines.push(...lines);
    if (this.lines.length > MOST_KEPT) this.lines.splice(0, this.lines.length - MOST_KEPT);
  }

  /** @param {boolean} paused */
  pause(paused) {
    this.paused = paused;
    this.pauseButton.setAttribute('aria-pressed', String(paused));
    const waiting = this.waiting;
    this.waiting = [];
    if (!paused) this.add(waiting);
    this.told();
  }

  clear() {
    this.lines = [];
    this.waiting = [];
    this.redraw();
  }

  /** @param {HTMLElement} button */
  toggle(button) {
    const kind = button.dataset['kind'] ?? '';
    const on = !this.kinds.has(kind);
    button.setAttribute('aria-pressed', String(on));
    this.showKind(kind, on);
  }

  /** @param {string} kind @param {boolean} on */
  showKind(kind, on) {
    if (on) this.kinds.add(kind);
    else this.kinds.delete(kind);
    this.redraw();
  }

  redraw() {
    const shown = this.lines.filter((line) => this.shows(line)).slice(-MOST_SHOWN);
    this.list.replaceChildren(...shown.map(row));
    this.list.scrollTop = this.list.scrollHeight;
    this.told();
  }

  /** All words of the filter must occur. @param {Line} line */
  shows({ kind, actor, text }) {
    if (!this.kinds.has(kind)) return false;
    const words = this.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const whole = `${actor} ${text}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  }

  told() {
    const shown = this.list.children.length;
    setText(
      this.count,
      this.paused
        ? `paused, ${this.waiting.length} new`
        : shown === this.lines.length
          ? `${shown}`
          : `${shown} of ${this.lines.length}`,
    );
    this.list.classList.toggle('none', shown === 0);
  }
}

/** @param {Line} line */
function row({ at, kind, actor, id, parts, tone }) {
  return element(
    'div',
    { class: 'row', 'data-actor': id, 'data-tone': tone, 'data-row': kind },
    element('time', {}, clock(at)),
    element('span', { class: 'actor' }, actor),
    element('span', { class: 'what' }, ...parts),
  );
}

/** A line for an entry of the feed; null for those that are no events. @param {Record<string, any>} entry @param {{ id: string, name: string }} actor @returns {Line | null} */
export function lineOf(entry, { id, name }) {
  switch (entry['kind']) {
    case 'transition':
      return transitionLine(entry, id, name);
    case 'statement':
      return statementLine(entry, id, name);
    case 'messages':
      return messagesLine(entry, id, name);
    case 'dropped':
      return {
        at: entry['at'],
        kind: 'dropped',
        actor: '',
        id: '',
        text: 'left out',
        parts: [`${entry['count']} events came too fast and are left out`],
        tone: 'wait',
      };
    default:
      return null;
  }
}

/** @param {Record<string, any>} entry @param {string} id @param {string} actor @returns {Line} */
function transitionLine(entry, id, actor) {
  const from = entry['from'].join(' ');
  const to = entry['to'].join(' ');
  const fields = Object.entries(entry['fields']).map(([name, value]) => `${name} ${value}`);
  const ended = entry['status'] === 'active' ? '' : ` (${entry['status']})`;
  const moved = from === to ? '' : from === '' ? `\u2192 ${to}` : `${from} \u2192 ${to}`;
  return {
    at: entry['at'],
    kind: 'transition',
    actor,
    id,
    text: [entry['event'], moved, ...fields, entry['status']].join(' '),
    parts: [strong(entry['event']), ` ${fields.join(', ')} `, faint(`${moved}${ended}`)],
    tone: entry['event'].includes('failed') ? 'bad' : '',
  };
}

/** @param {Record<string, any>} entry @param {string} id @param {string} actor @returns {Line} */
function statementLine(entry, id, actor) {
  const total = entry['translation_ms'] + entry['execution_ms'];
  const rows = entry['rows'] === null ? '' : `${entry['rows']} ${entry['rows'] === 1 ? 'row' : 'rows'}`;
  const failed = entry['sqlstate'] === null ? '' : `error ${entry['sqlstate']}`;
  const how = [entry['route'], entry['cached'] ? 'plan known' : 'translated', duration(total), rows, failed];
  return {
    at: entry['at'],
    kind: 'statement',
    actor,
    id,
    text: ['statement', ...how, entry['text']].join(' '),
    parts: [
      strong(entry['operation'] || 'statement'),
      ` ${[duration(total), rows].filter(Boolean).join(', ')} `,
      ...(failed === '' ? [] : [element('span', { class: 'fail' }, failed), ' ']),
      faint(`${entry['route']}, ${entry['cached'] ? 'plan known' : 'translated'}`),
      ' ',
      element('code', {}, entry['text']),
    ],
    tone: failed === '' ? 'good' : 'bad',
  };
}

/** @param {Record<string, any>} entry @param {string} id @param {string} actor @returns {Line} */
function messagesLine(entry, id, actor) {
  const arrow = entry['from'] === 'client' ? '\u2192' : '\u2190';
  const times = entry['count'] === 1 ? '' : ` \u00d7 ${entry['count']}`;
  const name = entry['name'];
  return {
    at: entry['at'],
    kind: 'messages',
    actor,
    id,
    text: `message ${entry['from']} ${name} ${name === 'ErrorResponse' ? 'error' : ''}`,
    parts: [element('span', { class: 'way' }, arrow), ` ${name}${times} `, faint(size(entry['bytes']))],
    tone: name === 'ErrorResponse' ? 'bad' : 'plain',
  };
}

/** @param {string} text */
function strong(text) {
  return element('b', {}, text);
}

/** @param {string} text */
function faint(text) {
  return element('span', { class: 'faint' }, text);
}
