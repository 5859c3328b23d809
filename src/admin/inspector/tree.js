/** The tree of actors, by the pattern of the WAI-ARIA Authoring Practices: one stop of Tab, arrows within. */

import { element, setAttributes, setText } from './dom.js';

/**
 * @typedef {object} Node
 * @property {string} id
 * @property {string} name
 * @property {string} note beside the name
 * @property {string} state shown at the end
 * @property {string} tone of the dot
 * @property {Node[]} children
 * @property {boolean} [chosen] it can be chosen; otherwise it only holds others
 */

export class Tree {
  /** @param {HTMLElement} list @param {(id: string) => void} choose */
  constructor(list, choose) {
    this.list = list;
    this.choose = choose;
    /** @type {Set<string>} */
    this.closed = new Set();
    /** @type {Node[]} */
    this.nodes = [];
    this.current = '';
    this.chosen = '';
    /** @type {Map<string, HTMLLIElement>} */
    this.items = new Map();
    list.addEventListener('keydown', (event) => this.onKey(event));
    list.addEventListener('click', (event) => this.onClick(event));
  }

  /** @param {Node[]} nodes @param {string} chosen */
  show(nodes, chosen) {
    this.nodes = nodes;
    this.chosen = chosen;
    const rows = this.rows();
    if (!rows.some(({ node }) => node.id === this.current)) this.current = chosen;
    if (!rows.some(({ node }) => node.id === this.current)) this.current = rows[0]?.node.id ?? '';
    /** @type {Map<string, HTMLLIElement>} */
    const items = new Map();
    for (const { node, level } of rows) items.set(node.id, this.item(node, level));
    const focused = this.list.contains(document.activeElement);
    for (const [id, item] of this.items) if (!items.has(id)) item.remove();
    let place = this.list.firstElementChild;
    for (const item of items.values()) {
      if (item === place) place = place.nextElementSibling;
      else this.list.insertBefore(item, place);
    }
    this.items = items;
    if (focused && !this.list.contains(document.activeElement)) items.get(this.current)?.focus();
  }

  /** What is visible, in order. */
  rows() {
    /** @type {{ node: Node, level: number }[]} */
    const rows = [];
    /** @param {Node[]} nodes @param {number} level */
    const add = (nodes, level) => {
      for (const node of nodes) {
        rows.push({ node, level });
        if (!this.closed.has(node.id)) add(node.children, level + 1);
      }
    };
    add(this.nodes, 1);
    return rows;
  }

  /** @param {Node} node @param {number} level */
  item(node, level) {
    const known = this.items.get(node.id);
    const item = known ?? element('li', { role: 'treeitem', 'data-id': node.id }, ...parts());
    const open = node.children.length > 0 ? !this.closed.has(node.id) : null;
    setAttributes(item, {
      'aria-level': level,
      'aria-expanded': open === null ? null : String(open),
      'aria-selected': node.id === this.chosen ? 'true' : 'false',
      'data-tone': node.tone,
      tabindex: node.id === this.current ? 0 : -1,
    });
    const [, , name, note, state] = item.children;
    setText(/** @type {Element} */ (name), node.name);
    setText(/** @type {Element} */ (note), node.note);
    setText(/** @type {Element} */ (state), node.state);
    return item;
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    const target = /** @type {Element} */ (event.target);
    const id = target.closest('li')?.getAttribute('data-id');
    if (!id) return;
    if (target.classList.contains('twist')) this.toggle(id);
    this.go(id);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = this.rows();
    const at = rows.findIndex(({ node }) => node.id === this.current);
    const row = rows[at];
    if (!row) return;
    const open = row.node.children.length > 0 && !this.closed.has(row.node.id);
    switch (event.key) {
      case 'ArrowDown':
        this.go(rows[at + 1]?.node.id);
        break;
      case 'ArrowUp':
        this.go(rows[at - 1]?.node.id);
        break;
      case 'Home':
        this.go(rows[0]?.node.id);
        break;
      case 'End':
        this.go(rows.at(-1)?.node.id);
        break;
      case 'ArrowRight':
        if (open) this.go(rows[at + 1]?.node.id);
        else this.toggle(row.node.id);
        break;
      case 'ArrowLeft':
        if (open) this.toggle(row.node.id);
        else this.go(rows.slice(0, at).findLast(({ level }) => level < row.level)?.node.id);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  /** @param {string} id */
  toggle(id) {
    if (!this.closed.delete(id)) this.closed.add(id);
    this.show(this.nodes, this.chosen);
  }

  /** @param {string | undefined} id */
  go(id) {
    if (id === undefined) return;
    this.current = id;
    this.choose(id);
    this.items.get(id)?.focus();
    this.items.get(id)?.scrollIntoView({ block: 'nearest' });
  }
}

function parts() {
  return [
    element('span', { class: 'twist', 'aria-hidden': 'true' }),
    element('span', { class: 'dot', 'aria-hidden': 'true' }),
    element('span', { class: 'name' }),
    element('span', { class: 'note' }),
    element('span', { class: 'state' }),
  ];
}
