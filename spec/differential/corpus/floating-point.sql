-- name: create
create table measure (id int primary key, r real, f double precision, n numeric(10,2), big bigint)
;
-- name: load
insert into measure values (1, 1.5, 4.5, 5000.00, 10000000000), (2, -0.1, 3.25, 4200.50, -5), (3, null, null, null, null), (4, 3.4e38, -1.75, 7000.10, 9223372036854775807), (5, 0, 0, 0.01, 0), (6, 2.25, 1e10, 4200.50, 42)
;
-- name: load one
insert into measure (id, r) values (7, -3) returning r, r = -3
;
-- name: columns
select id, r, f from measure order by id
;
-- name: arithmetic in single precision
select id, r * r as a, r + r as b, r / 3::real as c, r - 0.3::real as d, -r as e, abs(r) as f from measure where id <> 4 and id <> 5 order by id
;
-- name: mixed arithmetic
select id, r * f as a, r + 1 as b, r * 3 as c, r / 3 as d, r::float8 as e from measure where id < 3 order by id
;
-- name: sums
select sum(r) as s, avg(r) as a, min(r) as lo, max(r) as hi, count(distinct r) as n from measure where id <> 4
;
-- name: sums over windows
select id, sum(r) over (order by id) as s, avg(r) over (order by id) as a from measure where id <> 4 order by id
;
-- name: equal to a single
select id from measure where r = -0.1::real
;
-- name: equal to a double
select id from measure where r = -0.1 or r::float8 = -0.1 or r = 1.5 order by id
;
-- name: less than a double
select id from measure where r < -0.1 order by id
;
-- name: at least a double
select id from measure where r >= -0.1 order by id
;
-- name: between doubles
select id from measure where r between -0.1 and 2 order by id
;
-- name: equal to a parameter
-- params: -0.1
select id from measure where r = $1
;
-- name: one of singles
select id from measure where r = any (array[1.5, -0.1]::real[]) order by id
;
-- name: single and double in one column
select id, case when r > 0 then r else f end as a, coalesce(r, f) as b, greatest(r, f) as c from measure order by id
;
-- name: groups of singles
select r, count(*) as n from measure group by r order by r nulls first
;
-- name: update to a single
update measure set r = 0.7 where id = 3 returning r, r::float8, r = 0.7 as double, r = 0.7::real as single
;
-- name: update from a double
update measure set r = f / 3 where id = 2 returning r, r::float8
;
-- name: single that is too large
insert into measure (id, r) values (8, 1e39)
;
-- name: double that becomes a single too large
update measure set r = f * 1e38 where id = 6
;
-- name: product of singles too large
select r * r from measure where id = 4
;
-- name: exponential too large
select exp(f) from measure where id = 6
;
-- name: power too large
select power(f, 400) from measure where id = 6
;
-- name: product too large
select f * 1e300 from measure where id = 6
;
-- name: root of a negative number
select sqrt(f) from measure where id = 4
;
-- name: logarithm of zero
select ln(f) from measure where id = 5
;
-- name: logarithm of a negative number
select log(f) from measure where id = 4
;
-- name: zero to a negative power
select power(f, -1) from measure where id = 5
;
-- name: complex power
select power(f, 0.5) from measure where id = 4
;
-- name: arcus of too much
select acos(f), asin(f) from measure where id = 1
;
-- name: sum beyond bigint
select sum(big) as s, avg(big) as a from measure
;
-- name: int that is too large
select r::int from measure where id = 4
;
-- name: degrees and radians
select id, degrees(f) as d, radians(f) as r from measure where f < 100 order by id
;
-- name: create doubles of all sizes
create table double_sizes (id int primary key, d float8)
;
-- name: insert literals beyond numeric
insert into double_sizes values (1, 1e300), (2, -1.5e300), (3, 1e-300), (4, 12345678901234567890.5), (5, 1e25)
;
-- name: find by literals beyond numeric
select id from double_sizes where d = 1e300 or d < -1e299 or d = 1e-300 or d > 1e24 order by id
;
-- name: update with a literal beyond numeric
update double_sizes set d = 1.7e308 where d = 1e300
;
-- name: read doubles of all sizes
select id, d from double_sizes order by id
;
-- name: literal beyond double
insert into double_sizes values (6, 1e400)
;
