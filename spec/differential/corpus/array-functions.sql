-- name: create
create table bag (id int primary key, n int[], t text[], f numeric[], d date[])
;
-- name: load
insert into bag values (1, '{1,2,3}', '{a,b}', '{1.5,2.25}', '{2024-01-01,2024-02-29}'), (2, '{}', '{}', null, '{}'), (3, null, '{NULL,"x y","q\"u",""}', '{0.10}', null), (4, '{5,NULL,5}', '{b,a,b}', '{}', '{NULL}')
;
-- name: read
select * from bag order by id
;
-- name: subscripts
select id, n[1] as a, n[3] as b, n[0] as c, t[2] as d from bag order by id
;
-- name: slices
select id, n[1:2] as a, n[2:] as b, n[:1] as c from bag order by id
;
-- name: lengths
select id, array_length(n, 1) as a, cardinality(n) as b, array_ndims(n) as c, array_dims(t) as d, array_upper(n, 1) as e, array_lower(n, 1) as f from bag order by id
;
-- name: two dimensions
select (array[[1, 2], [3, 4]])[2][1] as a, array_length(array[[1, 2], [3, 4]], 2) as b, (array[[1, 2], [3, 4]])[1:1] as c
;
-- name: append and prepend
select id, n || 9 as a, 0 || n as b, array_append(t, 'z') as c, array_prepend('y', t) as d from bag order by id
;
-- name: concatenate
select id, n || array[7, 8] as a, array_cat(t, t) as b from bag order by id
;
-- name: remove and replace
select id, array_remove(n, 5) as a, array_replace(t, 'b', 'B') as b from bag order by id
;
-- name: position
select id, array_position(n, 5) as a, array_positions(t, 'b') as b, array_position(n, null) as c from bag order by id
;
-- name: contains
select id from bag where n @> array[1, 2] order by id
;
-- name: contained
select id from bag where n <@ array[1, 2, 3, 4] order by id
;
-- name: overlap
select id from bag where t && array['a', 'z'] order by id
;
-- name: equal
select id from bag where n = '{1,2,3}' order by id
;
-- name: less than
select id from bag where n < array[2] order by id
;
-- name: any of the column
select id from bag where 5 = any (n) order by id
;
-- name: all of the column
select id from bag where 5 >= all (n) order by id
;
-- name: not any
select id from bag where not (2 = any (n)) order by id
;
-- name: any of a literal
select id from bag where id = any ('{1,3,9}') order by id
;
-- name: all of a literal
select id from bag where id <> all (array[1, 3]) order by id
;
-- name: like any
select id, t from bag where 'b' like any (t) order by id
;
-- name: any of a parameter
-- params: '{2,4}'
select id from bag where id = any ($1) order by id
;
-- name: any of an empty parameter
-- params: '{}'
select id from bag where id = any ($1::int[])
;
-- name: any of a null parameter
-- params: null
select id from bag where id = any ($1::int[])
;
-- name: all of a parameter with null
-- params: '{1,NULL}'
select id from bag where id <> all ($1::int[])
;
-- name: unnest
select id, x from bag, unnest(n) x order by id, x
;
-- name: unnest in select list
select id, unnest(n) as x from bag order by id, x
;
-- name: unnest two
select * from unnest(array[1, 2, 3], array['a', 'b']) as u(x, y)
;
-- name: unnest count
select id, count(x) as c, sum(x) as s from bag left join unnest(n) x on true group by id order by id
;
-- name: to string
select id, array_to_string(n, ',') as a, array_to_string(t, '|', '-') as b from bag order by id
;
-- name: to string and back
select id, string_to_array(array_to_string(n, ','), ',')::int[] as a from bag order by id
;
-- name: casts
select id, n::text as a, n::text[] as b, n::bigint[] as c, f::int[] as d from bag order by id
;
-- name: array constructor
select id, array[id, id * 2] as a, array[t[1], 'k'] as b from bag order by id
;
-- name: array of a query
select array(select id from bag order by id desc) as a
;
-- name: empty constructor
select array[]::int[] as a, '{}'::text[] as b
;
-- name: empty without type
select array[]
;
-- name: array_agg and unnest
select array_agg(x order by x) as a from bag, unnest(n) x
;
-- name: fill
select array_fill(7, array[3]) as a, array_fill(0, array[2, 2]) as b
;
-- name: sort by array
select id from bag order by n nulls first, id
;
-- name: group by array
select t, count(*) as c from bag group by t order by t
;
-- name: distinct elements
select distinct x from bag, unnest(t) x order by x nulls last
;
-- name: trim
select trim_array(array[1, 2, 3], 1) as a
;
-- name: trim too many
select trim_array(array[1], 2)
;
-- name: bad dimensions
select array[[1, 2], [3]]
;
-- name: subscript with text
select n['a'] from bag
;
-- name: append of another type
select n || 'x' from bag
;
-- name: generate_subscripts
select id, i, n[i] as v from bag, generate_subscripts(n, 1) i order by id, i
;
-- name: dates in arrays
select id, d[1] as a, d[2] - d[1] as b from bag order by id
;
-- name: update element
update bag set n[2] = 20 where id = 1 returning n
;
-- name: update append
-- unordered
update bag set t = t || 'new'::text where id < 3 returning id, t
;
-- name: update slice
update bag set n[1:2] = '{8,9}' where id = 4 returning n
;
-- name: insert parameter
-- params: 5, '{1,NULL,3}'
insert into bag (id, n) values ($1, $2) returning n, cardinality(n) as c
;
-- name: insert bad
insert into bag (id, n) values (6, '{1,b}')
;
-- name: nulls
select id, n is null as a, array_position(t, null) as b from bag order by id
;
-- name: array_ops of null
select array[1, null] = array[1, null] as a, array[1] || null::int[] as b, null::int[] || 1 as c
;
-- name: width of a multidimensional
select array_to_string(array[[1, 2], [3, 4]], ',') as a, cardinality(array[[1, 2], [3, 4]]) as b
;
-- name: json of array
select id, to_json(n) as a, array_to_json(t) as b from bag where id < 3 order by id
;
