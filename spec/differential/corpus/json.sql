-- name: create
create table j (id int primary key, a json, b jsonb)
;
-- name: load
insert into j values (1, '{"x": 1, "y": [1, 2, {"z": null}]}', '{"y": [1, 2, {"z": null}], "x": 1, "x": 2}'), (2, '[1, "two", true]', '"text"'), (3, null, null), (4, '  {"keep" :  "space"}', '{"k": "žlutý \"quoted\"", "n": 1.50}')
;
-- name: read
select * from j order by id
;
-- name: bad json into a column
insert into j values (5, '{x}', null)
;
-- name: bad jsonb into a column
insert into j values (5, null, '{"a": }')
;
-- name: operators on literals
select '{"a": {"b": [1, 2]}}'::jsonb -> 'a' as a, '{"a": 1}'::json ->> 'a' as t, '[1, 2]'::jsonb -> 1 as e, '{"a": {"b": 5}}'::jsonb #>> '{a,b}' as p
;
-- name: arrow of a column
select id, a ->> 'x' as x, b -> 'y' as y from j where id = 1
;
-- name: contains
select '{"a": 1, "b": 2}'::jsonb @> '{"a": 1}' as c, '{"a": 1}'::jsonb ? 'a' as h
;
-- name: equality of jsonb
select '{"a": 1, "b": 2}'::jsonb = '{"b": 2, "a": 1}'::jsonb as e
;
-- name: build
select json_build_object('a', 1, 'b', 'x') as o, json_build_array(1, 'a', null) as a, to_json('x'::text) as t
;
-- name: row_to_json
select row_to_json(t) as r from (select 1 as a, 'b' as b) t
;
-- name: typeof and length
select jsonb_typeof('[1]') as t, jsonb_array_length('[1, 2, 3]') as n
;
-- name: elements
select value from jsonb_array_elements('[1, "a"]')
;
-- name: parameter
-- params: 6, '{"p": [true]}'
insert into j (id, b) values ($1, $2) returning b
;
-- name: numbers keep their digits
select '{"n": 1.10}'::jsonb as b, '{"n": 1.10}'::json as a, '1e2'::jsonb as e
;
-- name: null and json null
select id from j where b is null order by id
;
-- name: cast to text
select b::text as t from j where id = 4
;
-- name: update
update j set b = '{"new": true}' where id = 3 returning b
;
-- name: json has no equality
select a = a from j
;
