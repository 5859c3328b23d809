-- name: create
create table num (n int primary key, half int)
;
-- name: load
insert into num values (1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (7, 3), (8, 4), (9, 4), (10, 5), (11, 5), (12, 6), (13, 6), (14, 7), (15, 7), (16, 8), (17, 8), (18, 9), (19, 9), (20, 10)
;
-- name: limit
select n from num order by n limit 3
;
-- name: limit and offset
select n from num order by n limit 3 offset 5
;
-- name: offset alone
select n from num order by n offset 17
;
-- name: offset before limit
select n from num order by n offset 2 limit 2
;
-- name: limit zero
select n from num order by n limit 0
;
-- name: limit zero keeps columns
select n, half from num limit 0
;
-- name: limit all
select count(*) from (select n from num limit all) t
;
-- name: limit null
select n from num order by n limit null offset null
;
-- name: fetch first
select n from num order by n fetch first 2 rows only
;
-- name: offset fetch
select n from num order by n desc offset 1 row fetch next row only
;
-- name: fetch with ties
select n, half from num order by half fetch first 2 rows with ties
;
-- name: limit expression
select n from num order by n limit 1 + 2
;
-- name: limit beyond the end
select n from num order by n limit 5 offset 18
;
-- name: negative limit
select n from num limit -1
;
-- name: negative offset
select n from num offset -1
;
-- name: limit parameter
-- params: 4
select n from num order by n limit $1
;
-- name: limit and offset parameters
-- params: 2, 10
select n from num order by n limit $1 offset $2
;
-- name: limit parameter null
-- params: null
select n from num where n < 4 order by n limit $1
;
-- name: portal suspended
-- limit: 8
select n from num order by n
;
-- name: portal suspended exactly
-- limit: 10
select n from num order by n
;
-- name: portal limit larger than rows
-- limit: 50
select n from num where n < 3 order by n
;
-- name: limit in union
(select n from num order by n limit 2) union all (select n from num order by n desc limit 2) order by n
;
-- name: limit in subquery
select sum(n) from (select n from num order by n desc limit 3) t
;
-- name: limit with ordering by expression
select n from num order by n % 3, n limit 5
;
-- name: offset with distinct
select distinct half from num order by half limit 3 offset 1
;
-- name: limit text
select n from num limit 'x'
;
