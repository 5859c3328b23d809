/** What psql 15 is told to describe, and how its answers are compared. Patterns: psql's own (manual, psql, Patterns). */

/**
 * - `same`: the answer is PostgreSQL's
 * - `superset`: every line of PostgreSQL's answer is there; the catalog below is that of release 18, which has more
 * - `names`: the same of the first two columns, schema and name as a rule
 * - `titles`: the described objects are there
 */
export type Comparison = 'same' | 'superset' | 'names' | 'titles';

/** About what users make. */
const SAME = String.raw`
\d
\d+
\d every_type
\d+ every_type
\d sales.*
\d+ sales.*
\d sales.orders
\d+ sales.orders
\d sales.orders_placed
\d+ sales.orders_placed
\d sales.customer_upper
\d sales.product_key
\d mixed_case.*
\d+ mixed_case.*
\d mixed_case."User"
\d "Upper"
\d Upper
\d plain_view
\d+ plain_view
\d counter
\d+ counter
\d sales.customer_id_seq
\d us?r
\d u*
\d nothing
\d sales.no*
\d "USER".public.every_type
\d other.public.every_type
\d pg_catalog.pg_index
\d information_schema.columns
\da
\dA
\dA b*
\dAc btree int4
\dAc+ btree int4
\dAf+ hash
\dAo btree integer_ops
\dAo+ btree integer_ops
\db
\db+
\dc
\dconfig work_mem
\dconfig+ datestyle
\dd
\dd sales.*
\ddS sales.*
\dD
\dD+
\dD sales.*
\dD+ sales.am*
\ddp
\dE
\dES+
\des
\des+
\det
\det+
\deu
\deu+
\dew
\dew+
\df
\df+
\dfS abs
\dfS+ abs
\dfanptw
\dfnS pg_get_viewdef
\dfwS+ rank
\dft
\dfp
\dfS lower text
\dF+ english
\dFp
\dFp+
\dFt
\dFt+
\dg
\dg+
\dg _SYS*
\di
\di+
\di sales.*
\di+ sales.*
\diS pg_class*
\dis
\dits sales.*
\dl
\dl+
\lo_list
\lo_list+
\dL
\dL+
\dLS
\dLS+
\dm
\dm+
\dn
\dn+
\dn s*
\do
\doS+ + int4 int4
\dO
\dO+
\dp
\dp sales.*
\dpS pg_class
\dP
\dPi
\dPt+
\dPn
\drds
\drds _SYSTEM
\dRp
\dRp+
\dRs
\dRs+
\ds
\ds+
\ds sales.*
\dt
\dt+
\dt sales.*
\dt+ sales.o*
\dtS pg_cl*
\dtv
\dtvs+ sales.*
\dT
\dT+
\dT+ mood
\dT sales.*
\du
\du+
\dv
\dv+
\dv sales.*
\dx
\dx+ plpgsql
\dX
\dX sales.*
\dy
\dy+
\l
\l+
\l U*
\sf nothing
\sf abs
\sf+ pg_catalog.concat_ws
\sv plain_view
\sv+ plain_view
\sv sales.order_list
\sv nothing
\z
\z sales.*
\z every_type
\zS pg_class
\conninfo
\encoding
\timing on
\timing off
select 1 as a, 'x'::text as b \gdesc
select an_integer, a_scaled, a_mood, an_amount, an_email, a_text_array from every_type \gdesc
select o.*, 1 + 1 as two from sales.orders o \gdesc
select 1 as a \gx
select * from (values ('a','x',1),('b','y',2),('a','y',3)) as v(r, c, n) \crosstabview r c n
select 42 as answer \gset
\echo :answer
select 'select 7 as seven' \gexec
select 1 / 0;
\echo :LAST_ERROR_SQLSTATE
\c "USER"
\c - _SYSTEM
\c nowhere
`;

/** About what every database has. */
const SUPERSET = String.raw`
\dS
\d pg_catalog.pg_class
\d+ pg_catalog.pg_tables
\daS
\daS count
\daS pg_catalog.s*
\dA+
\dAc
\dAc+ btree
\dAf
\dAf+
\dAo
\dAp btree integer_ops
\dAp+ btree integer_ops
\dcS
\dcS+ utf8*
\dC
\dC+ int*
\ddS
\dDS
\dDS+
\dfaS max
\dfwS
\dF
\dF+
\dFd
\dFd+
\dgS
\dnS
\dnS+
\doS ||
\dt *.*
\duS
\duS+
\dvS pg_st*
\dvS+ pg_st*
\dx+
\diS
\dtS+
`;

/** Descriptions of types and numbers of support functions are others in release 18. */
const NAMES = String.raw`
\dTS
\dTS+
\dTS int*
\dTS+ bool
\dAp
`;

const TITLES = String.raw`
\d *
\d+ *
`;

export interface Command {
  readonly text: string;
  readonly comparison: Comparison;
}

function commands(list: string, comparison: Comparison): Command[] {
  return list
    .trim()
    .split('\n')
    .map((text) => ({ text, comparison }));
}

export const COMMANDS: readonly Command[] = [
  ...commands(SUPERSET, 'superset'),
  ...commands(NAMES, 'names'),
  ...commands(TITLES, 'titles'),
  ...commands(SAME, 'same'),
];
