import { GatewayError } from '../../errors/gateway-error.ts';
import type { Query, TreeNode } from './nodes.ts';

/**
 * Fields that hold client text: a name like `true` or `5` stays text. nodeToString does not tell strings from words, so
 * readfuncs.c knows each field's type; here the few text fields are listed.
 */
const TEXT_FIELDS: ReadonlySet<string> = new Set([
  'resname',
  'aliasname',
  'ctename',
  'enrname',
  'name',
  'relname',
  'schemaname',
  'catalogname',
  'colname',
  'refname',
  'cursor_name',
  'relkind',
  'aggkind',
  'boolop',
]);

/**
 * The labels of each kind of node in the order they are printed in, as seen so far. outfuncs.c prints all nodes of a kind
 * alike, so that a label is mostly recognised where it stands instead of cut out and looked up.
 */
const LABELS = new Map<string, Label[]>();

interface Label {
  /** As it is printed: `:resname`. */
  readonly text: string;
  /** What the field is called in our nodes; null for a bare word. */
  readonly field: string | null;
}

/** format_node_dump (print.c) wraps after this many bytes. */
const LINE_BYTES = 78;

/** Digits of which a number is exact. */
const SMALL_DIGITS = 15;

const BLANK = 0x20;
const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;

/**
 * Reads the tree that `debug_print_parse` logs: nodeToString's text (outfuncs.c) wrapped by format_node_dump.
 * XX000 when it is not in that form.
 */
export function readTree(text: string): Query {
  const reader = new TreeReader(text);
  const value = reader.value(false);
  if (!isNode(value) || value.kind !== 'QUERY') throw malformed('no Query node');
  return value as unknown as Query;
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function malformed(what: string): GatewayError {
  return new GatewayError('XX000', `unexpected form of an analysed tree: ${what}`);
}

class TreeReader {
  readonly #text: string;
  #at = 0;
  /** Start of the line being read. */
  #line = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(asText: boolean): unknown {
    this.#skipBlanks();
    const code = this.#text.charCodeAt(this.#at);
    if (code === 0x7b /* { */) return this.#node();
    if (code === 0x28 /* ( */) return this.#list();
    const plain = asText ? undefined : this.#plain(code);
    if (plain !== undefined) return plain;
    const token = this.#token();
    if (token === '') throw malformed(`a value is missing at ${this.#at}`);
    return asText ? textOf(token) : wordOf(token);
  }

  #node(): TreeNode {
    this.#at += 1;
    const node: Record<string, unknown> & { kind: string } = { kind: this.#token() };
    const labels = labelsOf(node.kind);
    for (let i = 0; ; i += 1) {
      this.#skipBlanks();
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x7d /* } */) {
        this.#at += 1;
        // A call without arguments prints no list; whoever walks arguments should not have to think of it.
        if (node.kind === 'FUNCEXPR') node['args'] ??= [];
        return node;
      }
      const { text, field } = this.#label(labels, i);
      if (text === '') throw malformed(`node ${node.kind} does not end`);
      if (field === null) node['word'] = text;
      else if (field === 'constvalue') node[field] = this.#datum();
      else node[field] = this.value(TEXT_FIELDS.has(field));
    }
  }

  /** The value of the tokens that most fields have, null, booleans and small numbers; undefined for others. */
  #plain(first: number): unknown {
    if (first === 0x3c /* < */) return this.#word('<>') ? null : undefined;
    if (first === 0x66 /* f */) return this.#word('false') ? false : undefined;
    if (first === 0x74 /* t */) return this.#word('true') ? true : undefined;
    let number = 0;
    for (let at = this.#at; ; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code >= 0x30 && code <= 0x39 && at - this.#at < SMALL_DIGITS) number = number * 10 + code - 0x30;
      else if (at === this.#at || (code !== BLANK && code !== 0x29) /* ) */) return undefined;
      else {
        this.#at = at;
        return number;
      }
    }
  }

  /** Whether this word stands here, with nothing behind it that could belong to it; it is read then. */
  #word(text: string): boolean {
    const end = this.#at + text.length;
    if (!this.#text.startsWith(text, this.#at)) return false;
    const next = this.#text.charCodeAt(end);
    if (next !== BLANK && !isBracket(next)) return false;
    this.#at = end;
    return true;
  }

  /** The token that is a label, the i-th of its node. */
  #label(labels: Label[], i: number): Label {
    const known = labels[i];
    if (known !== undefined && this.#text.startsWith(known.text, this.#at)) {
      const end = this.#at + known.text.length;
      if (this.#text.charCodeAt(end) === BLANK) {
        this.#at = end;
        return known;
      }
    }
    const label = labelOf(this.#token());
    labels[i] = label;
    return label;
  }

  #list(): unknown[] {
    this.#at += 1;
    const items: unknown[] = [];
    this.#skipBlanks();
    const code = this.#text.charCodeAt(this.#at);
    const next = this.#text.charCodeAt(this.#at + 1);
    // i: int list, o: OID list, x: transaction ids, b: bitmapset. An unescaped bare letter is nothing else in a list.
    if (
      (code === 0x69 || code === 0x6f || code === 0x78 || code === 0x62) &&
      (next === BLANK || next === NEWLINE || next === 0x29)
    ) {
      this.#at += 1;
    }
    for (;;) {
      this.#skipBlanks();
      if (this.#text.charCodeAt(this.#at) === 0x29 /* ) */) {
        this.#at += 1;
        return items;
      }
      items.push(this.value(false));
    }
  }

  /** `<>` or `length [ b b b ]` (outDatum): bytes are printed as signed numbers. */
  #datum(): Uint8Array | null {
    const length = this.#token();
    if (length === '<>') return null;
    if (this.#token() !== '[') throw malformed('a datum has no bytes');
    const bytes: number[] = [];
    for (;;) {
      const token = this.#token();
      if (token === ']') break;
      if (token === '') throw malformed('a datum does not end');
      bytes.push(Number(token) & 0xff);
    }
    return Uint8Array.from(bytes);
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === NEWLINE) this.#line = this.#at + 1;
      else if (code !== BLANK) return;
      this.#at += 1;
    }
  }

  /** A token with its backslashes; pg_strtok's rules. */
  #token(): string {
    this.#skipBlanks();
    const text = this.#text;
    const start = this.#at;
    let joined = '';
    let from = start;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (Number.isNaN(code) || code === BLANK || isBracket(code)) break;
      if (code === BACKSLASH) {
        if (text.charCodeAt(this.#at + 1) === NEWLINE) this.#line = this.#at + 2;
        this.#at += 2;
        continue;
      }
      if (code === NEWLINE) {
        if (!this.#isHardBreak()) break;
        joined += text.slice(from, this.#at);
        from = this.#at + 1;
        this.#line = from;
      }
      this.#at += 1;
    }
    return joined + text.slice(from, this.#at);
  }

  /** Whether the line that ends here was cut inside a token: full, with no blank to cut at after its first byte. */
  #isHardBreak(): boolean {
    const blank = this.#text.indexOf(' ', this.#line + 1);
    if (blank !== -1 && blank < this.#at) return false;
    return Buffer.byteLength(this.#text.slice(this.#line, this.#at)) === LINE_BYTES;
  }
}

/** Raw nodes inside utility statements print bare words (A_Const's NULL, A_Expr's operator kind). */
function labelOf(text: string): Label {
  if (text.charCodeAt(0) !== 0x3a /* : */) return { text, field: null };
  const field = text.slice(1);
  return { text, field: field === 'kind' ? 'setKind' : field };
}

function labelsOf(kind: string): Label[] {
  const known = LABELS.get(kind);
  if (known !== undefined) return known;
  const labels: Label[] = [];
  LABELS.set(kind, labels);
  return labels;
}

function isBracket(code: number): boolean {
  return code === 0x28 || code === 0x29 || code === 0x7b || code === 0x7d;
}

function textOf(token: string): string | null {
  if (token === '<>') return null;
  if (token === '""') return '';
  return unescape(token);
}

function wordOf(token: string): unknown {
  if (token === '<>') return null;
  if (token === 'true') return true;
  if (token === 'false') return false;
  const first = token.charCodeAt(0);
  if (first === 0x22 /* " */) return unescape(token.slice(1, -1));
  const digit = first === 0x2d || first === 0x2b ? token.charCodeAt(1) : first;
  if (digit >= 0x30 && digit <= 0x39) return Number(token);
  return unescape(token);
}

function unescape(token: string): string {
  if (!token.includes('\\')) return token;
  let text = '';
  for (let i = 0; i < token.length; i += 1) {
    if (token[i] === '\\') i += 1;
    text += token[i] ?? '';
  }
  return text;
}
