-- name: create
create table w (id int primary key, s text, v varchar(20))
;
-- name: load
insert into w values (1, 'Hello World', 'abc'), (2, '  trim me  ', 'ABC'), (3, '', ''), (4, null, null), (5, 'a,b,c', 'áé')
;
-- name: upper lower
select id, upper(s) as u, lower(s) as l, initcap(s) as i from w order by id
;
-- name: length
select id, length(s) as n, char_length(v) as c, octet_length(v) as o, bit_length(v) as b from w order by id
;
-- name: substring
select substring('abcdef' from 2 for 3) as a, substring('abcdef', 4) as b, substr('abcdef', 0, 3) as c, substr('abcdef', -1) as d
;
-- name: substring of a column
select id, substring(s from 1 for 3) as a, substr(s, 3) as b from w order by id
;
-- name: substring with negative length
select substring('abc', 1, -1)
;
-- name: position
select position('lo' in 'hello') as a, strpos('hello', 'x') as b, position('' in 'abc') as c
;
-- name: position in a column
select id, position('o' in s) as p, strpos(s, 'World') as q from w order by id
;
-- name: trim
select trim('  x  ') as a, trim(both 'x' from 'xxaxx') as b, ltrim('  y') as c, rtrim('y  ') as d, btrim('--z--', '-') as e, trim(leading '0' from '007') as f
;
-- name: trim a column
select id, '[' || trim(s) || ']' as t, ltrim(s) as l, rtrim(s) as r from w order by id
;
-- name: replace
select replace('banana', 'a', 'o') as a, replace('abc', '', 'x') as b, translate('12345', '143', 'ax') as c
;
-- name: replace in a column
select id, replace(s, 'o', '0') as r from w order by id
;
-- name: left right
select left('abcdef', 2) as a, right('abcdef', 2) as b, left('abcdef', -2) as c, right('abcdef', -4) as d
;
-- name: left right of a column
select id, left(s, 4) as l, right(s, 3) as r from w order by id
;
-- name: pad
select lpad('7', 3, '0') as a, rpad('ab', 5, 'xy') as b, lpad('abcdef', 3) as c
;
-- name: pad a column
select id, lpad(v, 5, '*') as l, rpad(v, 5) || '|' as r from w order by id
;
-- name: repeat and reverse
select repeat('ab', 3) as a, reverse('abc') as b, repeat('x', 0) as c
;
-- name: reverse a column
select id, reverse(v) as r, repeat(v, 2) as d from w order by id
;
-- name: concat skips nulls
select concat('a', null, 1, true) as a, concat_ws('-', 'a', null, 'b') as b
;
-- name: concat of columns
select id, concat(s, '/', v) as c, s || v as p, concat_ws(',', v, s) as w from w order by id
;
-- name: split_part
select split_part('a,b,c', ',', 2) as a, split_part('a,b', ',', 3) as b, split_part('a,b,c', ',', -1) as c
;
-- name: split_part of a column
select id, split_part(s, ',', 2) as p from w order by id
;
-- name: ascii chr
select ascii('A') as a, chr(66) as b, ascii('') as c, ascii('é') as d
;
-- name: ascii of a column
select id, ascii(v) as a from w order by id
;
-- name: md5
select md5('abc') as m
;
-- name: md5 of a column
select id, md5(v) as m from w order by id
;
-- name: quote functions
select quote_literal('it''s') as a, quote_ident('Two words') as b, quote_nullable(null) as c
;
-- name: format
select format('%s and %I and %L', 'a', 'b c', 'd''e') as f
;
-- name: to_hex
select to_hex(255) as h, encode('abc'::bytea, 'base64') as b, decode('616263', 'hex') as d
;
-- name: starts_with
select starts_with('hello', 'he') as a, 'hello' ^@ 'lo' as b
;
-- name: starts_with of a column
select id from w where starts_with(s, 'Hello')
;
-- name: overlay
select overlay('abcdef' placing 'XX' from 3 for 2) as o
;
-- name: regexp_replace
select regexp_replace('foobar', 'o+', '0') as a, regexp_replace('aaa', 'a', 'b', 'g') as b
;
-- name: regular expression match
select 'abc' ~ '^a.c$' as a, 'ABC' ~* 'b' as b, 'abc' !~ 'd' as c
;
-- name: regular expression on a column
select id from w where s ~ 'o W' order by id
;
-- name: to_number
select to_number('1,234.5', '9,999.9') as n
;
-- name: to_char number
select to_char(1234.5, '9,999.99') as a, to_char(12, '000') as b, to_char(-0.5, 'FM0.00') as c
;
-- name: upper in where
select id from w where upper(v) = 'ABC' order by id
;
-- name: length in order
select id from w order by length(s) nulls first, id
;
-- name: string function of a number
select upper(5)
;
-- name: unknown function
select no_such_function('x')
;
-- name: wrong number of arguments
select upper('a', 'b')
;
