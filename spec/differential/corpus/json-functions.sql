-- name: create
create table doc (id int primary key, j json, b jsonb, name text)
;
-- name: load
insert into doc values (1, '{"a": 1, "b": [1, 2, 3], "c": {"d": "x"}}', '{"a": 1, "b": [1, 2, 3], "c": {"d": "x"}}', 'one'), (2, '[1, "two", null, true]', '[1, "two", null, true]', 'two'), (3, null, null, null), (4, '"text"', '"text"', ''), (5, '{"a": null, "t": [{"k": 1}, {"k": 2}]}', '{"a": null, "t": [{"k": 1}, {"k": 2}]}', 'five'), (6, '42.50', '42.50', 'six')
;
-- name: arrows
select id, b -> 'a' as a, b ->> 'a' as t, b -> 'c' -> 'd' as d, b -> 'c' ->> 'd' as dt from doc order by id
;
-- name: json arrows keep text
select id, j -> 'b' as b, j ->> 'c' as c from doc order by id
;
-- name: element by number
select id, b -> 0 as first, b -> -1 as last, b ->> 1 as second from doc order by id
;
-- name: by path
select id, b #> '{c,d}' as p, b #>> '{b,0}' as q, b #>> '{t,1,k}' as r from doc order by id
;
-- name: where by key
select id from doc where b ->> 'a' = '1' order by id
;
-- name: where by number
select id from doc where (b ->> 'a')::int = 1 order by id
;
-- name: contains
select id from doc where b @> '{"a": 1}' order by id
;
-- name: contains array
select id from doc where b -> 'b' @> '[2, 3]' order by id
;
-- name: contained
select '[1]'::jsonb <@ '[1, 2]' as a, '{"a": 1}'::jsonb <@ '{"b": 2}' as b
;
-- name: has key
select id, b ? 'a' as a, b ?| array['t', 'c'] as any, b ?& array['a', 'b'] as all from doc order by id
;
-- name: has element
select id from doc where b ? 'two' order by id
;
-- name: concatenate
select id, b || '{"z": 0}' as m from doc where id in (1, 5) order by id
;
-- name: concatenate arrays
select '[1]'::jsonb || '[2, 3]' as a, '[1]'::jsonb || '2' as b, '{"a": 1}'::jsonb || '{"a": 2}' as c
;
-- name: delete key
select id, b - 'a' as m from doc where id in (1, 5) order by id
;
-- name: delete several and path
select '{"a": 1, "b": 2, "c": 3}'::jsonb - array['a', 'c'] as a, '[1, 2, 3]'::jsonb - 1 as b, '{"a": {"b": 1, "c": 2}}'::jsonb #- '{a,b}' as c
;
-- name: delete from scalar
select '1'::jsonb - 'a'
;
-- name: typeof
select id, json_typeof(j) as j, jsonb_typeof(b) as b from doc order by id
;
-- name: array length
select jsonb_array_length(b) as n from doc where id = 2
;
-- name: array length of an object
select jsonb_array_length(b) from doc where id = 1
;
-- name: elements
select id, e from doc, jsonb_array_elements(b -> 'b') e order by id, e
;
-- name: elements as text
select e from doc, jsonb_array_elements_text(b) with ordinality x(e, n) where id = 2 order by n
;
-- name: elements of an object
select jsonb_array_elements(b) from doc where id = 1
;
-- name: each
select id, key, value from doc, jsonb_each(b) where id in (1, 5) order by id, key
;
-- name: each text
select key, value from doc, jsonb_each_text(b) where id = 1 order by key
;
-- name: object keys
select id, k from doc, jsonb_object_keys(b) k where id in (1, 5) order by id, k
;
-- name: object keys of an array
select jsonb_object_keys('[1]')
;
-- name: build object
select id, jsonb_build_object('id', id, 'name', name) as o, json_build_object('n', name) as j from doc order by id
;
-- name: build array
select jsonb_build_array(1, 'a', null, true, 1.50, date '2024-01-01') as a, json_build_array() as b
;
-- name: build object odd
select jsonb_build_object('a')
;
-- name: build object null key
select jsonb_build_object(null, 1)
;
-- name: object from arrays
select jsonb_object('{a,b}', '{1,2}') as a, jsonb_object('{a,1,b,2}') as b, json_object('{{a,1},{b,null}}') as c
;
-- name: to_jsonb
select to_jsonb(1) as a, to_jsonb('x'::text) as b, to_jsonb(array[1, 2]) as c, to_jsonb(true) as d, to_jsonb(null::int) as e, to_jsonb(timestamp '2024-01-01 10:00') as f
;
-- name: row_to_json
select row_to_json(t) as r from (select id, name from doc where id in (1, 3) order by id) t
;
-- name: row_to_json of a table
select row_to_json(d) as r from doc d where id = 1
;
-- name: to_jsonb of a row
select to_jsonb(d) - 'j' as r from doc d order by id
;
-- name: json_agg
select json_agg(id order by id desc) as a, jsonb_agg(name order by id) as b from doc
;
-- name: json_agg of nothing
select json_agg(id) as a, jsonb_object_agg(id, name) as b from doc where false
;
-- name: object_agg
select jsonb_object_agg(name, id) as o from doc where name is not null
;
-- name: object_agg null key
select jsonb_object_agg(name, id) from doc
;
-- name: group json_agg
select id % 2 as odd, jsonb_agg(id order by id) as ids from doc group by 1 order by 1
;
-- name: json_agg of rows
select json_agg(t order by t.id) as a from (select id, name from doc where id < 3) t
;
-- name: set
select jsonb_set('{"a": 1, "b": [1, 2]}', '{b,0}', '9') as a, jsonb_set('{"a": 1}', '{c}', '2') as b, jsonb_set('{"a": 1}', '{c}', '2', false) as c
;
-- name: insert
select jsonb_insert('{"a": [0, 1]}', '{a,1}', '"new"') as a, jsonb_insert('{"a": [0, 1]}', '{a,1}', '"new"', true) as b
;
-- name: insert existing key
select jsonb_insert('{"a": 1}', '{a}', '2')
;
-- name: strip nulls
select jsonb_strip_nulls('{"a": null, "b": [1, null], "c": {"d": null}}') as a, json_strip_nulls('{"a": null}') as b
;
-- name: pretty
select jsonb_pretty('{"a": [1, {"b": 2}]}') as p
;
-- name: path exists
select id from doc where b @? '$.t[*] ? (@.k > 1)' order by id
;
-- name: path match
select '{"a": 5}'::jsonb @@ '$.a > 3' as a, '{"a": 1}'::jsonb @@ '$.a > 3' as b
;
-- name: path query
select id, q from doc, jsonb_path_query(b, '$.t[*].k') q order by id, q
;
-- name: path query first and array
select jsonb_path_query_first('[1, 2, 3]', '$[*] ? (@ > 1)') as a, jsonb_path_query_array('[1, 2, 3]', '$[*] ? (@ > 1)') as b, jsonb_path_exists('[1]', '$[5]') as c
;
-- name: path with variables
select jsonb_path_query_array('[1, 2, 3, 4]', '$[*] ? (@ >= $min)', '{"min": 3}') as a
;
-- name: path error
select jsonb_path_query('{"a": 1}', 'strict $.b')
;
-- name: bad path
select '{}'::jsonb @? '$.['
;
-- name: subscripts
select ('{"a": {"b": [10, 20]}}'::jsonb)['a']['b'][1] as x, ('[1, 2]'::jsonb)[-1] as y
;
-- name: subscript of a column
select id, b['c']['d'] as d from doc order by id
;
-- name: casts
select '5'::jsonb::int as a, 'true'::jsonb::bool as b, '1.5'::jsonb::numeric as c, '"x"'::jsonb::text as d, '2.6'::jsonb::int as e
;
-- name: cast of a string to int
select '"5"'::jsonb::int
;
-- name: invalid json
select '{"a": }'::jsonb
;
-- name: invalid json token
select 'nope'::json
;
-- name: json keeps spacing
select '{"b":1,  "a":2, "a":3}'::json as j, '{"b":1,  "a":2, "a":3}'::jsonb as b
;
-- name: numbers
select '1.0'::jsonb as a, '1e2'::jsonb as b, '-0'::jsonb as c, '12345678901234567890'::jsonb as d
;
-- name: compare
select '{"a": 1}'::jsonb = '{"a":1.0}'::jsonb as a, '[1, 2]'::jsonb < '[1, 3]'::jsonb as b, '1'::jsonb < '"a"'::jsonb as c
;
-- name: order by jsonb
select id from doc order by b nulls first, id
;
-- name: group by jsonb
select b -> 'a' as a, count(*) as n from doc group by b -> 'a' order by 1 nulls first
;
-- name: distinct jsonb
select distinct jsonb_typeof(b) as t from doc order by t nulls last
;
-- name: json has no equality
select id from doc where j = '{}'
;
-- name: record set
select * from jsonb_to_recordset('[{"a": 1, "b": "x"}, {"a": 2}]') as x(a int, b text)
;
-- name: record
select * from jsonb_to_record('{"a": 1, "b": [1, 2], "c": "z"}') as x(a int, b int[], c text)
;
-- name: populate
select id, name from jsonb_populate_record(null::doc, '{"id": 9, "name": "nine"}')
;
-- name: update by set
update doc set b = jsonb_set(b, '{a}', '100') where id = 1 returning b ->> 'a' as a
;
-- name: update by concatenation
update doc set b = b || '{"n": 1}' where id = 5 returning b
;
-- name: update subscript
update doc set b['c'] = '"set"' where id = 1 returning b -> 'c' as c
;
-- name: insert parameter
-- params: 7, '{"p": [1]}'
insert into doc (id, b) values ($1, $2) returning b -> 'p' as p
;
-- name: path as parameter
-- params: '{p,0}'
select b #>> $1::text[] as v from doc where id = 7
;
-- name: key as parameter
-- params: 'a'
select id, b ->> $1 as v from doc order by id
;
-- name: array_to_json
select array_to_json(array[[1, 2], [3, 4]]) as a, to_json('q"u'::text) as b
;
-- name: unicode
select '"\u00e9\n"'::jsonb as a, '"\u00e9"'::jsonb ->> 0 as b, '"é"'::json #>> '{}' as c
;
-- name: null of json
select 'null'::jsonb is null as a, ('{"a": null}'::jsonb -> 'a') is null as b, ('{"a": null}'::jsonb ->> 'a') is null as c
;
