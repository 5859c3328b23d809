-- name: create
create table val (id int primary key, i int, b bigint, n numeric(12,3), f double precision, d date, ts timestamp, tz timestamptz, iv interval, s text)
;
-- name: load
insert into val values (1, 1234, 5000000000, 1234.567, 1.5, '2024-02-09', '2024-02-09 03:04:05.678', '2024-02-09 15:16:17+00', '1 day 02:03:04', '12,454.8-'), (2, -7, -1, -0.005, -0.25, '1999-12-31', '1999-12-31 23:59:59', '1999-12-31 23:59:59.999+00', '-1 year 2 mons', '007'), (3, null, null, null, null, null, null, null, null, null), (4, 0, 0, 0, 1e10, '2024-12-25', '2024-12-25 12:00', '2024-12-25 00:00+00', '400 days', '1e3')
;
-- name: integers
select id, to_char(i, '99999') as a, to_char(i, 'FM99999') as b, to_char(i, '00000') as c, to_char(i, 'S9999') as d, to_char(i, '9,999') as e from val order by id
;
-- name: numerics
select id, to_char(n, '99999.99') as a, to_char(n, 'FM99990.099') as b, to_char(n, '9999.9PR') as c, to_char(n, 'MI9999.999') as d from val order by id
;
-- name: rounds
select to_char(0.5, '9') as a, to_char(1.5, '9') as b, to_char(-0.1, '99.99') as c, to_char(0.1, '0.9') as d, to_char(12.45, '99.9') as e
;
-- name: overflow of a mask
select to_char(12345, '999') as a, to_char(-12345.6, '99.9') as b
;
-- name: roman
select to_char(485, 'RN') as a, to_char(14, 'FMRN') as b, to_char(4000, 'RN') as c
;
-- name: scientific
select to_char(0.0004859, '9.99EEEE') as a, to_char(12345, '9.9EEEE') as b
;
-- name: literal text
select to_char(485, '"Good number:"999') as a, to_char(485.8, '"Pre:"999" Post:" .999') as b, to_char(482, '999th') as c
;
-- name: currency and v
select to_char(12.4, '99V999') as a, to_char(125.8::real, '999D9') as b, to_char(-485, '999S') as c, to_char(-485, '999MI') as d, to_char(485, 'FM999MI') as e
;
-- name: doubles
select id, to_char(f, 'FM9999999990.00') as a, to_char(f, '9.9EEEE') as b from val order by id
;
-- name: bigint
select id, to_char(b, '9,999,999,999') as a from val order by id
;
-- name: dates
select id, to_char(d, 'YYYY-MM-DD') as a, to_char(d, 'DD/MM/YY') as b, to_char(d, 'Dy, DD Mon YYYY') as c, to_char(d, 'FMDay, FMDD FMMonth') as d from val order by id
;
-- name: more of dates
select id, to_char(d, 'DDD') as doy, to_char(d, 'WW') as week, to_char(d, 'IYYY-IW-ID') as iso, to_char(d, 'Q') as quarter, to_char(d, 'CC') as century, to_char(d, 'J') as julian from val order by id
;
-- name: names in case
select to_char(date '2024-02-09', 'DAY Day day') as a, to_char(date '2024-02-09', 'MONTH|Month|month') as b, to_char(date '2024-02-09', 'MON Mon mon DY Dy dy') as c, to_char(date '2024-02-09', 'RM rm') as d
;
-- name: times
select id, to_char(ts, 'HH24:MI:SS.MS') as a, to_char(ts, 'HH12:MI:SS AM') as b, to_char(ts, 'HH:MI p.m.') as c, to_char(ts, 'US FF3 FF6') as d, to_char(ts, 'SSSS') as e from val order by id
;
-- name: with zone
select id, to_char(tz, 'YYYY-MM-DD HH24:MI:SS TZ OF') as a, to_char(tz, 'TZH:TZM') as b from val order by id
;
-- name: suffixes
select to_char(timestamp '2024-02-01 01:02:03', 'DDth FMDDth HH24th "of" FMMonth') as a, to_char(timestamp '2024-02-22', 'FMDDTH') as b
;
-- name: quoted text
select to_char(timestamp '2024-02-09', '"Year:" YYYY "\"x\""') as a, to_char(timestamp '2024-02-09', 'YYYY"-W"IW') as b
;
-- name: empty mask
select to_char(timestamp '2024-02-09', '') as a, to_char(5, '') as b
;
-- name: intervals
select id, to_char(iv, 'DD HH24:MI:SS') as a, to_char(iv, 'YYYY-MM') as b from val order by id
;
-- name: group by month
select to_char(d, 'YYYY-MM') as m, count(*) as n from val group by 1 order by 1
;
-- name: mask from a column
select to_char(v.x, v.m) as t from (values (1, '09'), (2, '999.9')) v(x, m)
;
-- name: mask as parameter
-- params: 'YYYY/MM'
select id, to_char(d, $1) as a from val order by id
;
-- name: to_number
select to_number('12,454.8-', '99G999D9S') as a, to_number('1,234', '9,999') as b, to_number('-12.5', 'S99.9') as c, to_number('$ 7', 'L 9') as d
;
-- name: to_number of a column
select id, to_number(s, '99G999D9S') as n from val where id = 1
;
-- name: to_number of no number
select to_number('abc', '999')
;
-- name: to_number short
select to_number('12345', '99') as a, to_number('1 2', '9 9') as b, to_number('', '9') as c
;
-- name: to_date
select to_date('2024-02-29', 'YYYY-MM-DD') as a, to_date('29.02.24', 'DD.MM.YY') as b, to_date('Feb 3 1999', 'Mon DD YYYY') as c, to_date('20240105', 'YYYYMMDD') as d, to_date('2024 60', 'YYYY DDD') as e
;
-- name: to_date iso week
select to_date('2024-W07-2', 'IYYY-"W"IW-ID') as a, to_date('2024 7', 'IYYY IW') as b
;
-- name: to_date out of range
select to_date('2023-02-29', 'YYYY-MM-DD')
;
-- name: to_date month 13
select to_date('2023-13-01', 'YYYY-MM-DD')
;
-- name: to_date of text
select to_date('abc', 'YYYY')
;
-- name: to_date missing parts
select to_date('2024', 'YYYY') as a, to_date('2024-05', 'YYYY-MM') as b, to_date('', 'YYYY') as c
;
-- name: to_timestamp
select to_timestamp('2024-02-09 03:04:05.678', 'YYYY-MM-DD HH24:MI:SS.MS') as a, to_timestamp('9 Feb 2024 3 PM', 'DD Mon YYYY HH12 AM') as b
;
-- name: to_timestamp of epoch
select to_timestamp(1700000000.5) as a, to_timestamp(-1) as b
;
-- name: hour 25
select to_timestamp('2024-01-01 25', 'YYYY-MM-DD HH24')
;
-- name: hour 13 of 12
select to_timestamp('13 pm', 'HH12 am')
;
-- name: format strings
select format('%s is %s', 'a', 1) as a, format('%2$s %1$s', 'x', 'y') as b, format('%%') as c, format('|%10s|%-10s|', 'r', 'l') as d, format('%I.%L', 'Tab', null) as e
;
-- name: format of rows
select id, format('%s: %L', id, s) as f from val order by id
;
-- name: format too few
select format('%s %s', 'a')
;
-- name: format bad type
select format('%d', 1)
;
-- name: format null
select format('%s', null) as a, format(null, 'x') as b
;
-- name: quote functions
select quote_ident('a b') as a, quote_ident('select') as b, quote_literal('o''k') as c, quote_literal(E'a\\b') as d, quote_nullable(null) as e, quote_literal(42) as f
;
-- name: translate
select translate('abcabc', 'ab', 'x') as a, translate('', 'a', 'b') as b, translate('añb', 'ñ', 'n') as c
;
-- name: overlay
select overlay('Txxxxas' placing 'hom' from 2 for 4) as a, overlay('abc' placing 'ZZ' from 3) as b, overlay('abc' placing '' from 1 for 1) as c
;
-- name: overlay out of range
select overlay('abc' placing 'x' from 0)
;
-- name: left right pad
select left('abc', -1) as a, right('abc', -2) as b, left('abc', 10) as c, lpad('abc', 2) as d, rpad('abc', 6, 'xy') as e, lpad('a', 4, '') as f, lpad('', 3, 'ab') as g
;
-- name: split_part edges
select split_part('a,b,c', ',', -1) as a, split_part('a', ',', 2) as b, split_part('abc', '', 1) as c, split_part('', ',', 1) as d
;
-- name: split_part of zero
select split_part('a,b', ',', 0)
;
-- name: trim forms
select trim(both from '  a ') as a, trim(trailing 'x' from 'axx') as b, btrim('xyaxy', 'yx') as c, ltrim('zzytest', 'xyz') as d, trim('x' from 'xax') as e
;
-- name: string to array
select string_to_array('a,b,,c', ',') as a, string_to_array('a,b,,c', ',', '') as b, string_to_array('abc', null) as c, string_to_array('', ',') as d
;
-- name: array to string
select array_to_string(array[1, null, 3], ',') as a, array_to_string(array[1, null, 3], ',', '*') as b
;
-- name: ascii and chr
select ascii('é') as a, chr(233) as b, chr(65) as c, ascii('') as d
;
-- name: chr of zero
select chr(0)
;
-- name: initcap and reverse
select initcap('hi THERE o''neil-smith 3rd') as a, reverse('añb') as b, repeat('ab', 0) as c, repeat('ab', -1) as d
;
-- name: positions
select position('' in 'abc') as a, strpos('abc', 'c') as b, position('z' in 'abc') as c, strpos('', 'a') as d
;
-- name: lengths
select length('añb') as a, octet_length('añb') as b, bit_length('añb') as c, char_length('') as d, length(null) as e
;
-- name: to_hex and friends
select to_hex(255) as a, to_hex(-1) as b, to_hex(5000000000) as c, upper('strané') as d, lower('ÀÉ') as e
;
-- name: unicode escapes
select U&'\00e9' as a, E'\u00e9\t' as b, U&'d!0061t' uescape '!' as c
;
-- name: string concatenation
select 'a' || 1 as a, 1 || 'b' as b, 'a' || null as c, 'x' || true as d, array[1] || 2 as e, 'n' || 1.50 as f
;
-- name: dollar quotes
select $$it's$$ as a, $tag$a $$ b$tag$ as b
;
-- name: left and right by a column
select id, left('abcdef', i) as l, right('abcdef', i) as r from val order by id
;
