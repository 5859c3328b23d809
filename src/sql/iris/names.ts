import type { Relation } from '../context.ts';
import { fragment, identifier, raw, type Fragment } from './fragment.ts';

/** A table or view with its schema, both delimited (iris-sql.md 3.5). */
export function tableName(relation: Relation): Fragment {
  return fragment`${identifier(relation.irisSchema)}.${identifier(relation.irisName)}`;
}

/** `alias."column"` */
export function qualified(alias: string, column: string): Fragment {
  return fragment`${raw(alias)}.${identifier(column)}`;
}

/** Internal name of output column n (1-based): the client's names never reach IRIS, which folds their case. */
export function outputName(n: number): string {
  return `c${n}`;
}
