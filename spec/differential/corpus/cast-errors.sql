-- name: create
create table src (id int primary key, t text, i int, b bigint, n numeric(8,2), f double precision, o boolean, d date)
;
-- name: load
insert into src values (1, '12', 12, 12, 12.50, 2.5, true, '2024-01-01'), (2, 'abc', -7, 5000000000, -0.50, -0.5, false, '1999-12-31'), (3, '', 0, 0, 0.00, 0.5, null, null), (4, null, null, null, null, null, null, null), (5, ' 7 ', 40000, -1, 99999.99, 1e20, true, '2024-02-29')
;
-- name: text to int
select id, t::int as x from src where id in (1, 4, 5) order by id
;
-- name: text to int bad
select t::int from src order by id
;
-- name: text to numeric bad
select t::numeric from src where id = 2
;
-- name: empty to int
select t::int from src where id = 3
;
-- name: text to bool
select 'yes'::bool as a, 'off'::bool as b, ' T '::bool as c, '0'::bool as d
;
-- name: text to bool bad
select t::bool from src where id = 2
;
-- name: int to smallint
select id, i::smallint as s from src where id < 5 order by id
;
-- name: int to smallint over
select i::smallint from src where id = 5
;
-- name: bigint to int over
select b::int from src order by id
;
-- name: float to int rounds
select id, f::int as x from src where id < 5 order by id
;
-- name: float to bigint over
select f::bigint from src where id = 5
;
-- name: numeric to int rounds
select id, n::int as x, n::bigint as y from src order by id
;
-- name: numeric to numeric
select id, n::numeric(6,1) as x from src where id < 5 order by id
;
-- name: numeric field overflow
select n::numeric(4,2) from src order by id
;
-- name: int to bool
select id, i::bool as o from src order by id
;
-- name: bigint to bool is refused
select b::bool from src
;
-- name: bool to int
select id, o::int as x from src order by id
;
-- name: bool to numeric is refused
select o::numeric from src
;
-- name: bool to text
select id, o::text as x, cast(o as varchar(2)) as y from src where id <> 4 order by id
;
-- name: int to text
select id, i::text as x, cast(i as varchar(2)) as y, i::char(6) as z from src order by id
;
-- name: numeric to text
select id, n::text as x from src order by id
;
-- name: float to text
select id, f::text as x from src order by id
;
-- name: date to text
select id, d::text as x, d::timestamp::text as y from src order by id
;
-- name: date to int is refused
select d::int from src
;
-- name: int to date is refused
select i::date from src
;
-- name: text to date bad
select t::date from src where id = 2
;
-- name: text to timestamp bad
select 'noon'::timestamp
;
-- name: text to uuid bad
select t::uuid from src where id = 2
;
-- name: text to json bad
select t::json from src where id = 2
;
-- name: text to array
select '{1,2,3}'::int[] as a, '{a,"b c",NULL}'::text[] as b, '{{1,2},{3,4}}'::int[][] as c
;
-- name: text to array bad
select '{1,x}'::int[]
;
-- name: text to array malformed
select '{1,2'::int[]
;
-- name: text to interval bad
select '5 apples'::interval
;
-- name: text to bytea
select '\x6869'::bytea as a, 'hi'::bytea as b, 'a\\b\001'::bytea as c
;
-- name: text to bytea bad
select '\x6'::bytea
;
-- name: char pads
select 'ab'::char(4) as a, length('ab'::char(4)) as b, 'ab'::char(4) = 'ab' as c, 'ab'::char(4) || '|' as d
;
-- name: varchar cuts
select 'abcdef'::varchar(3) as a, cast('abcdef' as varchar(10)) as b
;
-- name: name cuts
select repeat('x', 70)::name as a
;
-- name: char of one
select 'abc'::char as a, 'abc'::"char" as b
;
-- name: int overflow literal
select 2147483648::int
;
-- name: bigint overflow literal
select 9223372036854775808::bigint
;
-- name: smallint overflow literal
select 32768::smallint
;
-- name: negative literal cast
select -32768::smallint
;
-- name: negative literal in parentheses
select (-32768)::smallint as a, (-2147483648)::int as b
;
-- name: text int overflow
select '99999999999'::int
;
-- name: text bigint overflow
select '99999999999999999999'::bigint
;
-- name: text float overflow
select '1e400'::float8
;
-- name: text real underflow
select '1e-50'::real
;
-- name: float special
select 'NaN'::float8 as a, 'Infinity'::float8 as b, '-inf'::float8 as c, 'nan'::numeric as d
;
-- name: float nan to int
select 'NaN'::float8::int
;
-- name: numeric text forms
select '1e3'::numeric as a, '.5'::numeric as b, '5.'::numeric as c, '  7.10 '::numeric as d, '-0'::numeric as e
;
-- name: numeric bad
select '1.2.3'::numeric
;
-- name: int with decimals
select '1.5'::int
;
-- name: int with spaces inside
select '1 2'::int
;
-- name: float forms
select '1e3'::float8 as a, '-.5'::float8 as b, '0.1'::real as c, 0.1::real::float8 as d
;
-- name: uuid forms
select 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid as a, '{a0eebc999c0b4ef8bb6d6bb9bd380a11}'::uuid as b
;
-- name: oid and regclass
select '1'::oid as a, 'src'::regclass::text as b, 'int4'::regtype as c
;
-- name: regclass unknown
select 'nosuch'::regclass
;
-- name: regtype unknown
select 'nosuch'::regtype
;
-- name: type unknown
select 1::nosuch
;
-- name: implicit in comparison
select id from src where i = '12' order by id
;
-- name: implicit bad
select id from src where i = 'twelve'
;
-- name: implicit text against int
select id from src where t = 12
;
-- name: implicit int against numeric
select id from src where i < n order by id
;
-- name: implicit date against text
select id from src where d = '2024-01-01' order by id
;
-- name: case types
select id, case when id = 1 then i else n end as x from src order by id
;
-- name: case types differ
select case when id = 1 then i else t end from src
;
-- name: coalesce types differ
select coalesce(i, d) from src
;
-- name: union types
select i from src where id = 1 union all select n from src where id = 1 order by 1
;
-- name: union types differ
select i from src union all select t from src
;
-- name: array types differ
select array[1, 'x']
;
-- name: parameter of a bad int
-- params: 'x'
select id from src where i = $1
;
-- name: parameter cast
-- params: '12'
select id from src where i = $1::text::int
;
-- name: try_cast in where keeps rows
select id from src where case when t ~ '^[0-9]+$' then t::int > 5 else false end order by id
;
-- name: insert out of range
insert into src (id, i) values (10, 3000000000)
;
-- name: insert text into int
insert into src (id, i) values (10, 'x')
;
-- name: insert rounds numeric
insert into src (id, n, f) values (10, 1.005, 1) returning n, f
;
-- name: insert numeric overflow
insert into src (id, n) values (11, 1234567.89)
;
-- name: insert rounds into int
insert into src (id, i) values (12, 2.5) returning i
;
-- name: insert text into date
insert into src (id, d) values (13, 'soon')
;
-- name: update out of range
update src set i = i * 1000000000 where id = 1
;
-- name: update bigint into int
update src set i = b where id = 2
;
-- name: cast in order by
select id, t from src where t ~ '^ *[0-9]+ *$' order by t::int desc
;
