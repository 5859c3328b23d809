-- name: create
create table a (id int primary key, n integer[], t text[])
;
-- name: load
insert into a values (1, '{1,2,3}', '{a,"b c",null}'), (2, '{}', '{}'), (3, null, null), (4, array[4, null], array['it''s', '', 'NULL', 'q"t', 'back\slash'])
;
-- name: read
select * from a order by id
;
-- name: constructor
select array[1, 2] as i, array['a', 'b'] as t, array[]::int[] as e, array[1.5, 2] as n, array[true, null] as b
;
-- name: two dimensions
select array[[1, 2], [3, 4]] as m, '{{a,b},{c,d}}'::text[] as t
;
-- name: element
select (array[10, 20, 30])[2] as e, (array[1, 2])[5] as missing
;
-- name: slice
select (array[1, 2, 3, 4])[2:3] as s
;
-- name: length
select array_length(array[1, 2, 3], 1) as l, cardinality(array[1, 2]) as c, array_length('{}'::int[], 1) as e
;
-- name: concatenation
select array[1, 2] || 3 as a, array[1] || array[2, 3] as b, array_append(array['x'], 'y') as c
;
-- name: any on a literal
select 2 = any (array[1, 2]) as y, 5 = any ('{1,2}'::int[]) as n, 1 <> all (array[2, 3]) as l
;
-- name: unnest
select unnest(array['x', 'y']) as u
;
-- name: unnest in from
select u.v from unnest(array[3, 1, 2]) as u (v) order by u.v
;
-- name: any parameter
-- params: '{1,4}'
select id from a where id = any ($1) order by id
;
-- name: any parameter cast
-- params: '{2,3}'
select id from a where id = any ($1::int[]) order by id
;
-- name: array parameter stored
-- params: 7, '{7,8,9}', '{x,"y z"}'
insert into a values ($1, $2, $3) returning n, t
;
-- name: equality
select array[1, 2] = array[1, 2] as e, array[1, 2] < array[1, 3] as l
;
-- name: overlaps and contains
select array[1, 2] && array[2, 3] as o, array[1, 2, 3] @> array[2] as c
;
-- name: to text
select array_to_string(array[1, null, 3], ',', '*') as s, string_to_array('a,b,,c', ',') as a
;
-- name: bad array literal
select '{1,2'::int[]
;
-- name: bad element
select '{1,x}'::int[]
;
-- name: cast of arrays
select array[1, 2]::text[] as t, '{1.5,2.5}'::numeric[] as n, array['2024-01-01']::date[] as d
;
-- name: array types
select array[1::bigint] as b, array[1::smallint] as s, array['a'::varchar] as v, array[now()::date] = array[current_date] as d
;
-- name: quoted elements
select array['a,b', 'c"d', ' e ', 'NULL', ''] as q
;
-- name: stored element
select id, n[1] as first from a where id = 1
;
