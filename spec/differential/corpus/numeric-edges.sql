-- name: create
create table num (id int primary key, s smallint, i int, b bigint, n numeric(12,4), r real, f double precision)
;
-- name: load
insert into num values (1, 7, 2, 3, 1.5, 0.5, 2.5), (2, -7, 2, -3, -1.5, -0.25, -2.5), (3, 0, 1, 9223372036854775807, 0.0001, 1e10, 1e100), (4, null, null, null, null, null, null), (5, 32767, 2147483647, -9223372036854775808, 12345678.9999, 3.25, 1e-100)
;
-- name: integer division
select id, s / i as q, s % i as r, div(s, i) as d, mod(s, i) as m from num where id <> 5 order by id
;
-- name: negative division
select -7 / 2 as a, 7 / -2 as b, -7 % 2 as c, 7 % -2 as d, (-7)::numeric % 2 as e
;
-- name: division by zero int
select i / s from num where id = 3
;
-- name: division by zero numeric
select n / 0.0 from num where id = 1
;
-- name: division by zero float
select f / 0 from num where id = 1
;
-- name: modulo zero
select i % 0 from num where id = 1
;
-- name: division by zero of no rows
select i / 0 from num where id = 100
;
-- name: guarded division
select id, case when s <> 0 then 100 / s end as x from num order by id
;
-- name: nullif division
select id, 100 / nullif(s, 0) as x from num order by id
;
-- name: int overflow plus
select i + 1 from num where id = 5
;
-- name: int overflow times
select i * i from num order by id
;
-- name: smallint overflow
select s + s from num where id = 5
;
-- name: bigint overflow
select b + 1 from num where id = 3
;
-- name: bigint overflow minus
select b - 1 from num where id = 5
;
-- name: bigint negate overflow
select -b from num where id = 5
;
-- name: bigint abs overflow
select abs(b) from num where id = 5
;
-- name: smallint by int
select id, s * i as a, pg_typeof(s * i) as t from num where id < 3 order by id
;
-- name: int by bigint
select id, i + b as a from num where id < 3 order by id
;
-- name: int literal overflow
select 2147483647 + 1
;
-- name: bigint literal
select 2147483648 + 1 as a, pg_typeof(2147483648) as t
;
-- name: numeric precision
select 1.0 / 3 as a, 2 / 3.0 as b, 10.0 / 3.000 as c, 1e10 / 3.0 as d, 1 / 7.0 as e
;
-- name: numeric division of columns
select id, n / i as a, n / s::numeric as b from num where id in (1, 2) order by id
;
-- name: numeric product
select id, n * n as a, n * 0.1 as b from num order by id
;
-- name: numeric scale
select scale(1.500) as a, min_scale(1.500) as b, trim_scale(1.500) as c
;
-- name: rounding half
select round(0.5) as a, round(1.5) as b, round(2.5) as c, round(-0.5) as d, round(2.5::float8) as e, round(3.5::float8) as f
;
-- name: round places
select round(2.345, 2) as a, round(-2.345, 2) as b, round(1234.5, -2) as c, round(0.0005, 3) as d
;
-- name: round of column
select id, round(n, 2) as a, round(n) as b, trunc(n, 1) as c from num order by id
;
-- name: ceil floor
select id, ceil(n) as a, floor(n) as b, ceil(f) as c, floor(f) as d from num where id < 3 order by id
;
-- name: trunc negative
select trunc(-1.9) as a, trunc(1234.567, -2) as b, trunc(-0.5::float8) as c
;
-- name: sign and abs
select id, sign(n) as a, abs(n) as b, abs(s) as c, sign(f) as d, @ n as e from num where id < 5 order by id
;
-- name: power
select power(2, 10) as a, power(2.0, 0.5) as b, 2 ^ 3 as c, 2 ^ -1 as d, power(0, 0) as e
;
-- name: power bad
select power(-8, 0.5)
;
-- name: zero to negative
select power(0, -1)
;
-- name: sqrt and cbrt
select sqrt(2) as a, sqrt(2.0) as b, |/ 16 as c, ||/ 8 as d
;
-- name: sqrt negative
select sqrt(-1)
;
-- name: logarithms
select ln(2.718281828) as a, log(100) as b, log(2, 8) as c, ln(1::float8) as d, log10(1000) as e
;
-- name: log of zero
select ln(0)
;
-- name: log of negative
select log(-1)
;
-- name: exp
select exp(1) as a, exp(1.0) as b, exp(0::float8) as c
;
-- name: exp overflow
select exp(1000::float8)
;
-- name: factorial and gcd
select factorial(5) as a, gcd(12, 18) as b, lcm(4, 6) as c, 7 & 3 as d, 5 | 2 as e, 6 # 3 as f, ~5 as g, 1 << 4 as h, 256 >> 4 as i
;
-- name: factorial negative
select factorial(-1)
;
-- name: bits of columns
select id, i & 1 as a, s | 8 as b, i # 3 as c, ~i as d, i << 1 as e from num where id < 3 order by id
;
-- name: trigonometry
select sin(0) as a, cos(0) as b, atan2(1, 1) as c, degrees(pi()) as d, radians(180) as e, sind(30) as f
;
-- name: asin out of range
select asin(2)
;
-- name: width_bucket
select width_bucket(5.35, 0.024, 10.06, 5) as a, width_bucket(3, array[1, 3, 5]) as b
;
-- name: width_bucket bad
select width_bucket(1, 5, 5, 0)
;
-- name: float text
select 1e15::float8 as a, 1e16::float8 as b, 0.1::float8 + 0.2 as c, 1e-5::float8 as d, 100000::real as e, 1e6::real as f
;
-- name: float arithmetic
select id, f * 2 as a, f + r as b, f / 3 as c from num where id < 3 order by id
;
-- name: real arithmetic
select id, r + 1 as a, r * 2 as b, r::numeric as c from num where id < 3 order by id
;
-- name: compare across types
select id from num where s = n * 2 + 4 or i = 2.0 order by id
;
-- name: compare int with float
select id from num where i > f order by id
;
-- name: numeric equality ignores scale
select 1.0 = 1.00 as a, 1.10 in (1.1) as b, 0.0 = -0.0 as c
;
-- name: in list of numerics
select id from num where n in (1.5, 0.0001, 7) order by id
;
-- name: between numerics
select id from num where n between -2 and 1.50 order by id
;
-- name: greatest mixed
select id, greatest(s, i, 1.5) as g, least(s, b) as l from num where id < 5 order by id
;
-- name: sum of numeric
select sum(n) as a, sum(s) as b, sum(b) as c, avg(s) as d from num where id in (1, 2, 3)
;
-- name: numeric with many digits
select 123456789012345678901234567890.123456789 * 2 as a, 0.000000000000000000001 + 1 as b
;
-- name: numeric too wide
select 1e200000::numeric
;
-- name: column numeric too large
insert into num (id, n) values (9, 123456789)
;
-- name: column numeric rounds up
insert into num (id, n) values (9, 99999999.99999)
;
-- name: column numeric fits
insert into num (id, n, i) values (9, 0.00005, 7) returning n, i
;
-- name: smallint column overflow
insert into num (id, s) values (10, 40000)
;
-- name: bigint extremes
select id, b from num where b in (9223372036854775807, -9223372036854775808) order by id
;
-- name: arithmetic in where
select id from num where i * 2 - 1 > 2 and n + 1 > 0 order by id
;
-- name: order by expression
select id from num order by abs(s) nulls first, -i, id
;
-- name: unary operators
select - -5 as a, + -3 as b, -(-3) as c, - 2 ^ 2 as d, 2 + 3 * 4 as e, (2 + 3) * 4 as f, 10 - 4 - 3 as g
;
-- name: money like
select round(n * 1.21, 2) as gross, (n * 100)::int as cents from num where id in (1, 2) order by id
;
-- name: random is in range
select random() between 0 and 1 as a, random() <> random() as b
;
-- name: numeric infinity
select 'Infinity'::numeric as a, 'Infinity'::numeric > 1 as b, 'NaN'::numeric = 'NaN'::numeric as c
;
