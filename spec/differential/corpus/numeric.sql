-- name: create table
create table n (id int primary key, p numeric(10,2), q numeric(18,6), u numeric, f real, d double precision)
;
-- name: insert
insert into n values
  (1, 1.5, 2.25, 3.125, 1.5, 2.5),
  (2, -99999999.99, 123456789012.654321, 0, -0.25, 1e100),
  (3, 0, 0, 100, 0, 0),
  (4, null, null, null, null, null),
  (5, 12.345, 0.0000005, 1234567890.12345, 3.14159, 2.718281828459045)
;
-- name: read
select * from n order by id
;
-- name: scale is kept
select p, p * 2 as twice, p + 1 as more, p * p as square from n where id = 1
;
-- name: numeric too large
insert into n (id, p) values (6, 100000000)
;
-- name: rounds half away from zero
insert into n (id, p) values (7, 0.125), (8, -0.125), (9, 0.135) returning id, p
;
-- name: sums and averages
select sum(p) as s, avg(p) as a, min(p) as lo, max(p) as hi, count(p) as c from n where id <= 3
;
-- name: exact sum
select sum(q) from n where id in (1, 5)
;
-- name: average of integers
select avg(id) from n where id <= 4
;
-- name: sum of integers is bigint
select sum(id) as s from n where id <= 5
;
-- name: division
select 10.0 / 3 as a, 1 / 3.0 as b, 2.00 / 1 as c, 100 / 7.5 as d
;
-- name: numeric division of a column
select id, p / 3 as third from n where id in (1, 3, 5) order by id
;
-- name: division by zero numeric
select 1.0 / 0
;
-- name: division by zero of a column
select id / p from n where id = 3
;
-- name: division by zero integer
select 1 / 0
;
-- name: literals
select 1.10 as a, .5 as b, 5. as c, 1.5e3 as d, 12345678901234567890 as e, -0.0 as f
;
-- name: casts
select 1.567::numeric(5,2) as a, '2.50'::numeric as b, 3::numeric as c, 3.999::int as d, 1.5::text as e
;
-- name: numeric comparison ignores scale
select 1.50 = 1.5 as same, 2.0 = 2 as integer_same
;
-- name: found by other scale
select id from n where p = 1.500
;
-- name: numeric text bad
select 'abc'::numeric
;
-- name: round and trunc
select round(2.5) as a, round(3.5) as b, round(-2.5) as c, round(1.2345, 2) as d, trunc(1.999, 1) as e, trunc(-1.5) as f
;
-- name: round a column
select id, round(p) as r, round(q, 3) as q3, trunc(p) as t from n where id <= 5 order by id
;
-- name: ceil floor abs sign
select ceil(1.2) as c, floor(-1.2) as f, abs(-3.5) as a, sign(-2.0) as s, ceiling(5) as i
;
-- name: ceil floor of a column
select id, ceil(p) as c, floor(p) as f, abs(p) as a, sign(p) as s from n where id <= 3 order by id
;
-- name: float texts
select 1e100::float8 as a, 0.1::float4 as b, 1.0::float8 as c, 'NaN'::float8 as d, 'Infinity'::float8 as e, '-inf'::float4 as f
;
-- name: float arithmetic
select 0.1::float8 + 0.2::float8 as a, 1::float8 / 3 as b, 1e15::float8 as c, 1e16::float8 as d, 123456.789::float4 as g
;
-- name: float column arithmetic
select id, d * 2 as twice, f + d as mixed from n where id in (1, 3) order by id
;
-- name: float division by zero
select 1::float8 / 0
;
-- name: float overflow
select '1e400'::float8
;
-- name: float out of range of real
select '1e40'::float4
;
-- name: average of floats
select avg(d) as a, sum(f) as s from n where id in (1, 3, 5)
;
-- name: numeric with float is float
select 1.5 + 1::float8 as a, 2 * 0.5::float4 as b
;
-- name: unconstrained keeps digits
insert into n (id, u) values (20, 1.10), (21, 100.00), (22, 0.000001) returning u
;
-- name: read unconstrained
select u from n where id >= 20 order by id
;
-- name: many digits
select 123456789.123456789 * 1000 as a, 99999999999999999.99 + 0.01 as b
;
-- name: power and roots
select power(2, 3) as a, power(2.0, 3) as b, sqrt(2.0) as c, sqrt(16) as d, exp(0) as e, ln(1) as l, log(100) as g
;
-- name: root of negative
select sqrt(-1)
;
-- name: logarithm of zero
select ln(0)
;
-- name: mod function
select mod(10, 3) as a, mod(-10, 3) as b, mod(10.5, 3) as c, div(7, 2) as d
;
-- name: greatest least
select greatest(1, 2.5, null) as g, least(3, 1, 2) as l, greatest(null, null) as n
;
-- name: update numeric
update n set p = p + 0.01 where id = 1
;
-- name: updated
select p from n where id = 1
;
-- name: order by numeric
select id, p from n where p is not null order by p, id
;
-- name: numeric in a range
select id from n where p between 0 and 1.51 order by id
;
-- name: stddev and variance
select variance(id) as v, stddev(id) as s from n where id <= 4
;
