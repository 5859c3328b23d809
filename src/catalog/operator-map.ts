/**
 * What pgvector's operators mean. `seed` is the table of the specification that the project began with
 * (upstream.md 3.4): `<->` cosine, `<=>` Euclidean distance. Nearest come first in both.
 */
export const OPERATOR_MAPS = ['pgvector', 'seed'] as const;

export type OperatorMap = (typeof OPERATOR_MAPS)[number];

/** Exchanges the functions behind `<->` and `<=>`: translation knows operators by their functions. */
export const SEED_OPERATORS = `update pg_catalog.pg_operator o set oprcode = p.oprcode
  from pg_catalog.pg_operator p join pg_catalog.pg_type t on t.oid = p.oprleft
  where t.typname in ('vector', 'halfvec', 'sparsevec') and o.oprleft = p.oprleft and o.oprright = p.oprright
    and (o.oprname, p.oprname) in (('<->', '<=>'), ('<=>', '<->'))`;
