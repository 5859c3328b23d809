import type { Node } from '@pgsql/types';

/** One statement of a query string, as PostgreSQL's own grammar read it. Plain data. */
export interface RawStatement {
  /** Raw parse tree. Its `location`s are UTF-8 byte offsets into the whole query string. */
  readonly node: Node;
  /** The statement's own text, without surrounding blanks and without `;`. */
  readonly text: string;
  /** Characters of the query string before `text`: what an error position inside `text` is moved by. */
  readonly offset: number;
  /** The same in UTF-8 bytes: what a node's `location` is moved by to point into `text`. */
  readonly byteOffset: number;
}
