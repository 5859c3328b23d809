-- name: create
create table m (id int primary key, a int, t text, p numeric(6,2), f boolean, d date)
;
-- name: load
insert into m values (1, 5, '12', 1.50, true, '2024-01-01'), (2, null, 'abc', 2.00, false, null), (3, -3, ' 7 ', null, null, '2024-12-31')
;
-- name: searched case
select id, case when a > 0 then 'plus' when a < 0 then 'minus' else 'none' end as sign from m order by id
;
-- name: simple case
select id, case a when 5 then 'five' when -3 then 'minus three' end as word from m order by id
;
-- name: case mixes types
select id, case when f then 1 else 2.5 end as n from m order by id
;
-- name: case of booleans
select id, case when a is null then true else a > 0 end as b from m order by id
;
-- name: case in where
select id from m where case when f is null then 'x' else 'y' end = 'x'
;
-- name: case in order
select id from m order by case when a is null then 1 else 0 end, a desc
;
-- name: case types clash
select case when true then 1 else 'x' end
;
-- name: coalesce
select id, coalesce(a, 0) as a, coalesce(p, a, 9) as p, coalesce(t, 'none') as t from m order by id
;
-- name: coalesce of nulls
select coalesce(null, null, 'x') as x, coalesce(null::int, 3) as n
;
-- name: nullif
select id, nullif(a, 5) as n, nullif(t, 'abc') as s from m order by id
;
-- name: text to integer
select id, t::integer as n from m where id in (1, 3) order by id
;
-- name: text to integer fails
select t::integer from m where id = 2
;
-- name: number to text
select id, a::text as a, p::text as p, f::text as f, d::text as d from m order by id
;
-- name: text to boolean
select 'true'::boolean as a, 'n'::bool as b, '1'::bool as c
;
-- name: integer to boolean
select 1::boolean as a, 0::bool as b, true::int as c
;
-- name: numeric to integer rounds
select id, p::int as i, (p * 1.3)::int as j from m where p is not null order by id
;
-- name: cast to varchar cuts
select 'abcdef'::varchar(3) as v, 'ab'::char(4) as c, 12345::varchar(3) as n
;
-- name: cast column to varchar cuts
select id, t::varchar(2) as v from m order by id
;
-- name: cast to numeric with scale
select a::numeric(5,2) as n, t::numeric as m from m where id = 1
;
-- name: cast to date and back
select d::timestamp as ts, d::text || '!' as t from m where id = 1
;
-- name: cast function names
select cast(a as bigint) as b, cast(a as double precision) as d, cast(a as real) as r, cast(a as smallint) as s from m where id = 1
;
-- name: cast out of range
select 70000::smallint
;
-- name: cast column out of range
select (a * 10000)::smallint from m where id = 1
;
-- name: unknown cast
select d::int from m
;
-- name: cast to unknown type
select 1::nonsense
;
-- name: null has any type
select null::int as i, null::date as d, null::text as t
;
-- name: chained casts
select '42'::int::text::numeric(5,1) as n
;
-- name: comparison of different types
select a = 5.0 as e, p = 1.5::float8 as f from m where id = 1
;
-- name: comparison of text and integer
select 1 from m where t = 5
;
-- name: pg_typeof
select pg_typeof(a) as a, pg_typeof(t) as t, pg_typeof(p) as p, pg_typeof(f) as f, pg_typeof(d) as d from m where id = 1
;
-- name: regtype
select 'integer'::regtype as a, 1043::regtype as b
;
