-- name: create table
create table sample (
  id integer primary key, s smallint, i integer, b bigint, t text, v varchar(10), c char(5), f boolean, n name
)
;
-- name: insert ordinary values
insert into sample values (1, 1, 2, 3, 'text', 'varchar', 'ch', true, 'a_name')
;
-- name: insert limits
insert into sample values (2, -32768, -2147483648, -9223372036854775808, '', '', '', false, '')
;
-- name: insert other limits
insert into sample values (3, 32767, 2147483647, 9223372036854775807, repeat('x', 300), 'abcdefghij', 'abcde', null, null)
;
-- name: insert nulls
insert into sample (id) values (4)
;
-- name: read everything
select * from sample order by id
;
-- name: read char
select id, c, length(c), c = 'ch' as same, c || '|' as joined from sample order by id
;
-- name: empty is not null
select id, t is null as t, v is null as v, c is null as c from sample order by id
;
-- name: find empty text
select id from sample where t = ''
;
-- name: empty varchar has length zero
select id, length(t), length(v) from sample where id in (2, 4) order by id
;
-- name: smallint too large
insert into sample (id, s) values (5, 40000)
;
-- name: integer too large
insert into sample (id, i) values (5, 3000000000)
;
-- name: bigint too large
insert into sample (id, b) values (5, 9223372036854775808)
;
-- name: varchar too long
insert into sample (id, v) values (5, 'abcdefghijk')
;
-- name: varchar too long but blanks
insert into sample (id, v) values (6, 'abcdefghij    ') returning v, length(v)
;
-- name: char too long
insert into sample (id, c) values (7, 'abcdef')
;
-- name: text into integer
insert into sample (id, i) values (8, 'abc')
;
-- name: numeric text into integer
insert into sample (id, i) values (8, '12') returning i
;
-- name: fraction rounds into integer
insert into sample (id, i) values (9, 2.5), (10, 3.5), (11, -2.5) returning id, i
;
-- name: boolean from texts
insert into sample (id, f) values (12, 'yes'), (13, 'off'), (14, 't'), (15, '0') returning id, f
;
-- name: boolean from nonsense
insert into sample (id, f) values (16, 'perhaps')
;
-- name: boolean column as condition
select id from sample where f order by id
;
-- name: not boolean column
select id from sample where not f order by id
;
-- name: boolean is unknown
select id from sample where f is unknown order by id
;
-- name: boolean comparisons
select id, f = true as yes, f is true as is_yes, f is not false as not_no from sample where id < 5 order by id
;
-- name: integer arithmetic
select 7 / 2 as d, -7 / 2 as nd, 7 % 3 as m, -7 % 3 as nm, 2 + 3 * 4 as p, -(-5) as neg
;
-- name: integer division of columns
select id, i / 2 as half, b / 10 as tenth from sample where id <= 3 order by id
;
-- name: integer overflow
select 2147483647 + 1
;
-- name: integer overflow of a column
select i + 1 from sample where id = 3
;
-- name: bigint overflow of a column
select b + 1 from sample where id = 3
;
-- name: smallint stays smallint
select s, s + s as twice, s + i as wide from sample where id = 1
;
-- name: mixed integer types
select s + b as sum, i * b as product from sample where id = 1
;
-- name: modulo operator of a column
select id, i % 7 as rest from sample where id <= 3 order by id
;
-- name: bit operators
select 6 & 3 as a, 6 | 3 as o, 6 # 3 as x, ~5 as n, 1 << 4 as l, 256 >> 2 as r
;
-- name: power operator
select 2 ^ 10 as p, |/ 16.0 as root, @ -5 as absolute
;
-- name: text is case sensitive
select 'Abc' = 'abc' as same, 'Abc' < 'abc' as less
;
-- name: column text is case sensitive
select id from sample where t = 'TEXT'
;
-- name: trailing blanks matter in text
select 'a ' = 'a' as text_same, 'a '::char(3) = 'a'::char(5) as char_same
;
-- name: concatenation with null
select 'a' || null as n, 'a' || 1 as num, 1 || 'b' as num2
;
-- name: escape strings
select E'a\tb\n\\\'' as e, 'a\b' as plain, U&'\00e9' as u, $$it's$$ as dollar
;
-- name: unicode
select 'žluťoučký' as cz, length('žluťoučký') as n, upper('žlutý') as up, '日本語' as jp
;
-- name: unicode stored
insert into sample (id, t, v) values (20, 'ňž€😀', 'čtyři') returning t, v, length(t)
;
-- name: unicode found
select id from sample where t = 'ňž€😀'
;
-- name: text with quotes and newlines
insert into sample (id, t) values (21, E'it''s "quoted"\nand\\more') returning t
;
-- name: long text
select length(t), substr(t, 290) as tail from sample where id = 3
;
-- name: name type
select n, length(n) from sample where id = 1
;
-- name: literal types
select 1 as a, 2147483648 as b, 1.5 as c, 1e3 as d, 'x' as e, null as f, true as g
;
-- name: typed literals
select integer '5' as i, bigint '6' as b, text 'x' as t, boolean 'on' as f
;
-- name: hexadecimal is no number in 15
select '0x1F'::integer
;
-- name: bytea
create table blob (id int primary key, data bytea)
;
-- name: bytea insert
insert into blob values (1, '\x00ff10'), (2, ''), (3, null), (4, 'abc\\def\001')
;
-- name: bytea select
select id, data, length(data) from blob order by id
;
-- name: bytea bad
insert into blob values (5, '\x0g')
;
-- name: bytea compare
select id from blob where data = '\x00ff10'::bytea
;
-- name: uuid
create table thing (id uuid primary key, label text)
;
-- name: uuid insert
insert into thing values ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'upper'), ('{b0eebc999c0b4ef8bb6d6bb9bd380a12}', 'braces')
;
-- name: uuid select
select * from thing order by id
;
-- name: uuid found
select label from thing where id = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
;
-- name: uuid bad
insert into thing values ('not-a-uuid', 'x')
;
-- name: oid
select 1::oid as o, 'x'::"char" as c
;
