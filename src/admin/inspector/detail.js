/** What is known of the chosen actor. */

import { duration, element } from './dom.js';
import { ask } from './gateway.js';

/** @typedef {Record<string, any>} Row */

const TRANSACTIONS = /** @type {Record<string, string>} */ ({
  I: 'none',
  T: 'open',
  E: 'failed: waits for its ROLLBACK',
});

/**
 * A connection. @param {Row} row @param {string | null} hall @returns {Node[]}
 */
export function connectionDetail(row, hall) {
  const since = (/** @type {number | null} */ at) =>
    at === null ? '' : ` for ${duration(Math.max(0, Date.now() - at))}`;
  const transaction =
    row['transaction'] === null
      ? 'none'
      : `${TRANSACTIONS[row['transaction']]}${row['transaction'] === 'I' ? '' : since(row['transaction_since'])}`;
  const facts = /** @type {[string, string | null][]} */ ([
    ['Phase', row['phase']],
    ['State', row['state'] === null ? null : `${row['state']}${since(row['since'])}`],
    ['Waits for', row['waits_for'] ?? 'nothing: it works'],
    ['Transaction', transaction],
    ['Lane', row['lane'] === null ? 'none' : `lane-${row['lane']}`],
    ['User', row['user']],
    ['Application', row['application'] || null],
    [
      'Client',
      row['client'] === null ? null : `${row['client']}${row['tls'] === null ? '' : `, ${row['tls']}`}`,
    ],
    ['Process id', row['pid'] === null ? null : String(row['pid'])],
    ['Prepared', `${row['statements']} statements, ${row['portals']} portals`],
    ['Supervisor', hall],
  ]);
  return [
    list(facts),
    ...(row['query']
      ? [
          element('h3', {}, row['state'] === 'active' ? 'Statement' : 'Last statement'),
          element('pre', { class: 'sql' }, row['query']),
        ]
      : []),
  ];
}

/** @param {[string, string | null][]} facts */
export function list(facts) {
  return element(
    'dl',
    { class: 'facts' },
    ...facts
      .filter(([, value]) => value !== null)
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value ?? '')]),
  );
}

/** @param {number} pid */
export function controls(pid) {
  const said = element('span', { class: 'said', role: 'status' });
  /** @param {string} label @param {'cancel' | 'terminate'} action @param {string} question */
  const button = (label, action, question) => {
    const made = element('button', { type: 'button' }, label);
    const act = async () => {
      try {
        await ask(`/sessions/${pid}/${action}`, {});
        said.textContent = 'done';
      } catch (error) {
        said.textContent = /** @type {Error} */ (error).message;
      }
    };
    made.addEventListener('click', () => {
      if (question === '' || confirm(question)) void act();
    });
    return made;
  };
  return [
    button('Cancel statement', 'cancel', ''),
    button('End session', 'terminate', `End session ${pid}? Its client is told 57P01.`),
    said,
  ];
}
