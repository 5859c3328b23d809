-- name: create
create table v (id int primary key, i int, n numeric(10,3), d double precision)
;
-- name: load
insert into v values (1, 10, 2.5, 0.5), (2, -7, -1.255, 2), (3, 0, 0, 0), (4, null, null, null)
;
-- name: abs and sign
select id, abs(i) as a, abs(n) as b, abs(d) as c, sign(i) as s from v order by id
;
-- name: rounding
select id, round(n) as a, round(n, 1) as b, round(n, 2) as c, trunc(n) as t, ceil(n) as u, floor(n) as f from v order by id
;
-- name: rounding of floats
select id, round(d) as r, ceil(d) as u, floor(d) as f, trunc(d) as t from v order by id
;
-- name: round float halves to even
select round(0.5::float8) as a, round(1.5::float8) as b, round(2.5::float8) as c
;
-- name: round with negative scale
select round(1234.567, -2) as r, trunc(1234.567, -2) as t
;
-- name: powers
select id, power(i, 2) as p, i ^ 2 as q, sqrt(abs(i)) as s from v order by id
;
-- name: modulo
select id, mod(i, 3) as a, i % 3 as b, mod(n, 1) as c from v order by id
;
-- name: trigonometry
select sin(0) as s, cos(0) as c, round(tan(0.5)::numeric, 10) as t, round(pi()::numeric, 10) as p, round(atan2(1, 1)::numeric, 10) as a
;
-- name: exponentials
select round(exp(1)::numeric, 10) as e, round(ln(10.0), 10) as l, log(2, 8) as b, log(1000) as d
;
-- name: exponentials of a column
select id, round(exp(d)::numeric, 6) as e from v where d is not null order by id
;
-- name: greatest least of columns
select id, greatest(i, 1) as g, least(i, 1) as l, greatest(i, n) as m from v order by id
;
-- name: width_bucket
select width_bucket(5, 0, 10, 4) as w
;
-- name: gcd lcm
select gcd(12, 18) as g, lcm(4, 6) as l
;
-- name: factorial
select factorial(5) as f
;
-- name: degrees
select degrees(0) as d, radians(0) as r, cbrt(27.0) as c
;
-- name: sum of expression
select sum(i * 2) as a, sum(n * 2) as b, sum(d * 2) as c, avg(i) as e, avg(n) as f, avg(d) as g from v
;
-- name: aggregates of bigint
select sum(i::bigint) as s, avg(i::bigint) as a from v
;
-- name: bitwise aggregate
select bit_and(i) as a, bit_or(i) as o from v where id < 3
;
-- name: integer division keeps sign
select id, i / 3 as q, i / -3 as r from v order by id
;
-- name: division by a zero column
select 5 / i from v where id = 3
;
-- name: division guarded
select id, case when i <> 0 then 100 / i end as q, 100 / nullif(i, 0) as r from v order by id
;
-- name: random is between
select random() >= 0 and random() < 1 as ok
;
-- name: numeric precision of product
select n * n as a, n * i as b, n + d as c from v where id = 1
;
-- name: unary minus
select id, -i as a, -n as b, -d as c, +i as p from v order by id
;
-- name: precedence
select 2 + 3 * 4 - 6 / 2 as a, (2 + 3) * 4 as b, 2 ^ 3 ^ 2 as c, -2 ^ 2 as d, 10 - 5 - 2 as e
;
