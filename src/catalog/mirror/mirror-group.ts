import type { MirrorStatement } from './statement.ts';

/** The statements that make one object with all that belongs to it, and the one that removes it. */
export interface MirrorGroup {
  readonly kind:
    | 'schema'
    | 'type'
    | 'table'
    | 'foreign key'
    | 'view'
    | 'comment'
    | 'sequence'
    | 'sequence definition';
  /** Names the object in reports and tells it from others: `table public.orders`. */
  readonly key: string;
  readonly create: readonly MirrorStatement[];
  readonly drop: MirrorStatement;
  /** Keys of what it goes down with: the tables on both sides of a foreign key, the types of a table's columns. */
  readonly tables: readonly string[];
  /** A view with a real definition depends on objects only PostgreSQL knows. */
  readonly dependsOnAnything: boolean;
}

export function tableKey(schema: string, name: string): string {
  return `table ${schema}.${name}`;
}
