-- name: create
create table blob (id int primary key, t text, b bytea, u uuid)
;
-- name: load
insert into blob values (1, 'abc', '\x616263', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), (2, '', '\x', '00000000-0000-0000-0000-000000000000'), (3, null, null, null), (4, 'ñandú', '\x00ff10', 'ffffffff-ffff-ffff-ffff-ffffffffffff')
;
-- name: md5
select id, md5(t) as t, md5(b) as b from blob order by id
;
-- name: sha
select id, encode(sha256(b), 'hex') as s256, encode(sha224(b), 'hex') as s224 from blob order by id
;
-- name: sha512
select length(sha512('abc'::bytea)) as n, encode(sha384('abc'), 'base64') as s
;
-- name: encode
select id, encode(b, 'hex') as h, encode(b, 'base64') as b64, encode(b, 'escape') as e from blob order by id
;
-- name: decode
select decode('616263', 'hex') as a, decode('YWJj', 'base64') as b, decode('a\\000b', 'escape') as c
;
-- name: decode bad hex
select decode('zz', 'hex')
;
-- name: decode odd hex
select decode('abc', 'hex')
;
-- name: decode bad base64
select decode('a', 'base64')
;
-- name: decode unknown
select decode('a', 'rot13')
;
-- name: convert
select id, convert_to(t, 'UTF8') as a, convert_from(convert_to(t, 'UTF8'), 'UTF8') as b from blob order by id
;
-- name: convert bad
select convert_from('\xff', 'UTF8')
;
-- name: bytea functions
select id, length(b) as n, octet_length(b) as o, substring(b from 2 for 1) as s, get_byte(b || '\x01', 0) as g from blob order by id
;
-- name: bytea concatenation
select id, b || '\xab' as x, position('\x62'::bytea in b) as p from blob order by id
;
-- name: set_byte
select set_byte('\x0000', 1, 255) as a, set_bit('\x00', 0, 1) as b, get_bit('\x01', 0) as c
;
-- name: byte out of range
select get_byte('\x00', 5)
;
-- name: bytea compare
select id from blob where b > '\x00' order by b
;
-- name: bytea equal
select id from blob where b = '\x616263'
;
-- name: bytea parameter
-- params: '\x00ff10'
select id from blob where b = $1
;
-- name: trim bytea
select trim('\x00'::bytea from '\x000100'::bytea) as a, btrim('\x0102'::bytea, '\x01'::bytea) as b
;
-- name: uuid compare
select id from blob where u > '11111111-1111-1111-1111-111111111111' order by u
;
-- name: uuid equal in capitals
select id from blob where u = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'
;
-- name: uuid order
select u from blob order by u desc nulls last
;
-- name: uuid text
select id, u::text as t, length(u::text) as n, substr(u::text, 1, 8) as s from blob order by id
;
-- name: uuid in list
select id from blob where u in ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-0000-0000-000000000000') order by id
;
-- name: uuid bad
select id from blob where u = 'nope'
;
-- name: uuid generated
select length(gen_random_uuid()::text) as n, gen_random_uuid() <> gen_random_uuid() as d
;
-- name: uuid min
select min(u::text) as a, count(distinct u) as n from blob
;
-- name: uuid stored from function
insert into blob (id, u) values (5, gen_random_uuid()) returning length(u::text) as n
;
-- name: hash group
select left(md5(t), 1) as h, count(*) as n from blob where t is not null group by 1 order by 1
;
-- name: crc of text
select id, hashtext(t) is null as n from blob where id in (1, 3) order by id
;
-- name: ascii and hex
select id, to_hex(ascii(t)) as h from blob order by id
;
-- name: quote bytea
select quote_literal('\x01'::bytea) as q
;
-- name: escape output
set bytea_output to 'escape'
;
-- name: escaped
select id, b from blob order by id
;
-- name: hex output
set bytea_output to 'hex'
;
-- name: bit strings
select b'101' as a, x'1F' as b, b'101' | b'010' as c, b'1100' & b'1010' as d, ~b'101' as e, 5::bit(4) as f
;
-- name: bit string of another length
select b'101' & b'11'
;
-- name: generate series
select * from generate_series(1, 10, 3) as g
;
-- name: generate series down
select * from generate_series(3, 1, -1) as g
;
-- name: generate series of nothing
select * from generate_series(1, 0) as g
;
-- name: generate series by zero
select * from generate_series(1, 2, 0)
;
-- name: generate series of numerics
select * from generate_series(0.5, 2, 0.5) as g
;
-- name: generate series with join
select g, b.t from generate_series(1, 5) g left join blob b on b.id = g order by g
;
-- name: generate series in select
select id, generate_series(1, id) as g from blob where id < 4 order by id, g
;
-- name: series of two lengths
select generate_series(1, 2) as a, generate_series(1, 3) as b
;
-- name: series and aggregate
select count(*) as n, sum(g) as s from generate_series(1, 100) g, blob where blob.id = 1
;
-- name: rows from
select * from rows from (generate_series(1, 2), unnest(array['a', 'b', 'c'])) as r(x, y)
;
-- name: with ordinality
select * from generate_series(5, 7) with ordinality as g(v, n)
;
-- name: missing days
select g.n from generate_series(1, 6) g(n) where not exists (select 1 from blob where id = g.n) order by 1
;
-- name: values and unnest
select v.k, u.e from (values (1, array['a', 'b']), (2, array['c'])) v(k, l), unnest(v.l) u(e) order by 1, 2
;
-- name: convert to a character set
select id, convert_to(t, 'LATIN1') as a, convert_to(t, 'win1252') as b, convert_to(t, 'iso-8859-15') as c from blob order by id
;
-- name: convert from a character set
select convert_from('\xe4f6fcdff5', 'LATIN2') as a, convert_from('\xd4c5d3d4', 'KOI8R') as b, convert_from('\xd0', 'LATIN5') as c, convert_from('\x', 'LATIN2') as d
;
-- name: convert between character sets
select convert('\xe4f6fcdff5', 'LATIN2', 'WIN1250') as a, convert('\xd4c5d3d4', 'KOI8R', 'WIN1251') as b, convert('\xe4', 'LATIN1', 'UTF8') as c, convert('\xe4', 'LATIN2', 'SQL_ASCII') as d
;
-- name: convert without a conversion
select convert('\xe4', 'LATIN2', 'WIN1251')
;
-- name: convert what a character set has not
select convert_to(chr(8364) || 'x', 'LATIN1')
;
-- name: convert a byte without meaning
select convert_from('\x4181', 'WIN1252')
;
-- name: convert a zero byte
select convert('\x4100', 'LATIN2', 'UTF8')
;
-- name: convert to an unknown character set
select convert_to('a', 'nope')
;
-- name: convert from an unknown character set
select convert('a', 'nope', 'UTF8')
;
-- name: convert in a condition
select id from blob where convert_from(convert_to(t, 'LATIN9'), 'LATIN1') = 'ñandú'
;
-- name: convert in a change
update blob set b = convert_to(t, 'LATIN1') where id = 4 returning b
;
-- name: collation of a locale
select 'a' < 'B' collate "en_US.utf8"
;
