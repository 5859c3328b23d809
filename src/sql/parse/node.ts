import type { Node } from '@pgsql/types';

type KeysOf<T> = T extends unknown ? keyof T : never;

/** Name of a raw parse tree node, e.g. `SelectStmt`. */
export type NodeType = KeysOf<Node>;

/** Body of the node of that name. */
export type NodeBody<K extends NodeType> = Extract<Node, Record<K, unknown>>[K];

/** A node's name: libpg-query wraps each in an object with this one key. */
export function nodeType(node: Node): NodeType {
  return Object.keys(node)[0] as NodeType;
}

/** The body of `node` when it is a `type`, else undefined. */
export function body<K extends NodeType>(node: Node | undefined, type: K): NodeBody<K> | undefined {
  return node === undefined ? undefined : (node as unknown as Partial<Record<K, NodeBody<K>>>)[type];
}

/** The bodies of the nodes of one kind, in order. */
export function bodies<K extends NodeType>(nodes: readonly Node[] | undefined, type: K): NodeBody<K>[] {
  return (nodes ?? []).flatMap((node) => {
    const found = body(node, type);
    return found === undefined ? [] : [found];
  });
}

/** The texts of a list of String nodes: a qualified name, a column list. */
export function strings(nodes: readonly Node[] | undefined): string[] {
  return bodies(nodes, 'String').map((name) => name.sval ?? '');
}

/** A qualified name's last two parts; a database name before them was checked by PostgreSQL's analysis. */
export function qualifiedName(parts: readonly string[]): { schema: string | null; name: string } {
  return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' };
}
