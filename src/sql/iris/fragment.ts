import type { IrisStatement, Slot } from '../plan.ts';

/** A piece of IRIS SQL with the slots of its `?`, in order: what the printer composes statements of. */
export type Fragment = IrisStatement;

/** SQL text that holds no `?`. */
export function raw(sql: string): Fragment {
  return { sql, slots: [] };
}

/** One `?`. */
export function parameter(slot: Slot): Fragment {
  return { sql: '?', slots: [slot] };
}

/**
 * Composes fragments: fragment`SELECT ${columns} FROM ${table}`. Interpolated values are fragments, so text from a
 * client cannot get into the SQL by accident.
 */
export function fragment(texts: TemplateStringsArray, ...parts: readonly Fragment[]): Fragment {
  let sql = texts[0] ?? '';
  const slots: Slot[] = [];
  for (const [i, part] of parts.entries()) {
    sql += part.sql + (texts[i + 1] ?? '');
    slots.push(...part.slots);
  }
  return { sql, slots };
}

/** The parts with `separator` (plain SQL) between them. */
export function join(parts: readonly Fragment[], separator: string): Fragment {
  return { sql: parts.map((part) => part.sql).join(separator), slots: parts.flatMap((part) => part.slots) };
}

/**
 * A delimited identifier (iris-sql.md 3.5): spelled as PostgreSQL has it, so reserved words need no list.
 * `name` is at most 63 bytes of a PostgreSQL name.
 */
export function identifier(name: string): Fragment {
  return raw(`"${name.replaceAll('"', '""')}"`);
}

/** A string literal: IRIS knows only doubled quotes, no escapes. */
export function stringLiteral(text: string): Fragment {
  return raw(`'${text.replaceAll("'", "''")}'`);
}
