/** The plan viewer: PostgreSQL SQL, what the gateway makes of it, the SQL that IRIS gets. */

import { byId, duration, element } from './dom.js';
import { ask } from './gateway.js';

/** @typedef {Record<string, any>} Described */

export function openPlans() {
  /** @type {HTMLTextAreaElement} */
  const input = byId('sql');
  const output = byId('plan');
  const button = byId('translate');
  const translate = async () => {
    button.setAttribute('disabled', '');
    try {
      const { statements } = await ask('/translate', { sql: input.value });
      output.replaceChildren(...statements.map(statement));
      if (statements.length === 0)
        output.replaceChildren(element('p', { class: 'empty' }, 'There is no statement.'));
    } catch (error) {
      output.replaceChildren(element('p', { class: 'fail' }, /** @type {Error} */ (error).message));
    } finally {
      button.removeAttribute('disabled');
    }
  };
  button.addEventListener('click', () => void translate());
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void translate();
  });
  output.replaceChildren(element('p', { class: 'empty' }, 'Paste statements and translate them.'));
}

/** @param {Described} described */
function statement(described) {
  const sql = element('pre', { class: 'sql' }, described['sql']);
  return described['error'] === undefined ? plan(described, sql) : refused(described, sql);
}

/** @param {Described} described @param {HTMLElement} sql */
function plan({ command, route, cached, milliseconds, parameters, columns, plan: root }, sql) {
  return element(
    'article',
    { class: 'statement' },
    element(
      'p',
      { class: 'chips' },
      chip(command || 'empty'),
      chip(route),
      chip(cached ? 'plan known' : 'translated'),
      chip(duration(milliseconds)),
    ),
    sql,
    shape(
      'Parameters',
      parameters.map((/** @type {string} */ type, /** @type {number} */ i) => [`$${i + 1}`, type]),
    ),
    shape(
      'Columns',
      (columns ?? []).map((/** @type {{ name: string, type: string }} */ { name, type }) => [name, type]),
    ),
    element('h3', {}, 'Plan'),
    element('ul', { class: 'steps' }, node(root)),
  );
}

/** @param {string} title @param {[string, string][]} pairs */
function shape(title, pairs) {
  if (pairs.length === 0) return '';
  const items = pairs.map(([name, type]) =>
    element('span', { class: 'pair' }, element('b', {}, name), ` ${type}`),
  );
  return element('p', { class: 'shape' }, element('span', { class: 'faint' }, title), ...items);
}

/** @param {{ type: string, properties: [string, any][], children: any[] }} step @returns {HTMLLIElement} */
function node({ type, properties, children }) {
  const values = properties.map(([name, value]) =>
    name === 'IRIS SQL'
      ? element('pre', { class: 'sql iris' }, String(value))
      : element('p', { class: 'property' }, element('span', { class: 'faint' }, name), ` ${shown(value)}`),
  );
  const below = children.filter((child) => 'type' in child).map(node);
  return element(
    'li',
    {},
    element('b', {}, type),
    ...values,
    ...(below.length === 0 ? [] : [element('ul', { class: 'steps' }, ...below)]),
  );
}

/** @param {unknown} value */
function shown(value) {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** @param {Described} described @param {HTMLElement} sql */
function refused({ error, sql: text }, sql) {
  const { sqlstate, message, detail, hint, position } = error;
  const notes = [detail, hint].filter(Boolean).map((note) => element('p', { class: 'property' }, note));
  return element(
    'article',
    { class: 'statement refused' },
    element('p', { class: 'chips' }, chip(`error ${sqlstate}`, 'bad')),
    position === undefined ? sql : marked(text, position),
    element('p', { class: 'fail' }, message),
    ...notes,
  );
}

/** The text with the place marked that the error is about. @param {string} text @param {number} position 1-based, in characters */
function marked(text, position) {
  const characters = Array.from(text);
  const rest = characters.slice(position - 1).join('');
  const word = /^(\w+|.)?/s.exec(rest)?.[0] ?? '';
  return element(
    'pre',
    { class: 'sql' },
    characters.slice(0, position - 1).join(''),
    element('mark', {}, word),
    rest.slice(word.length),
  );
}

/** @param {string} text @param {string} [tone] */
function chip(text, tone) {
  return element('span', { class: 'chip', 'data-tone': tone }, text);
}
