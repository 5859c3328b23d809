-- name: create
create table b (id int primary key, p boolean, q boolean, n int)
;
-- name: load
insert into b values (1, true, true, 1), (2, true, false, 2), (3, false, null, 3), (4, null, true, null)
;
-- name: and or not
select id, p and q as a, p or q as o, not p as n from b order by id
;
-- name: three valued logic
select null and false as a, null and true as b, null or true as c, null or false as d, not null as e
;
-- name: comparisons as values
select id, n > 1 as g, n = 2 as e, n <> 2 as d, n is null as i from b order by id
;
-- name: where combinations
select id from b where p and not q
;
-- name: where or null
select id from b where q or n > 2 order by id
;
-- name: is tests
select id, p is true as a, p is not true as b, p is false as c, p is unknown as d from b order by id
;
-- name: equality of booleans
select id from b where p = q order by id
;
-- name: inequality of booleans
select id from b where p <> q
;
-- name: boolean literals in where
select id from b where true and id = 1
;
-- name: where false
select id from b where false
;
-- name: where null
select id from b where null
;
-- name: where integer
select id from b where 1
;
-- name: not of comparison
select id from b where not (n > 2) order by id
;
-- name: boolean sort
select id, p from b order by p, id
;
-- name: boolean grouped
select p, count(*) as n from b group by p order by p
;
-- name: boolean to text
select id, p::text as t, p::int as i from b order by id
;
-- name: in with booleans
select id from b where p in (true) order by id
;
-- name: is distinct
select id, p is distinct from q as d, p is not distinct from q as s from b order by id
;
-- name: update boolean
-- unordered
update b set q = not p where id <= 2 returning id, q
;
-- name: update from comparison
-- unordered
update b set p = n > 1 where n is not null returning id, p
;
-- name: boolean parameter
-- params: true
select id from b where p = $1 order by id
;
-- name: boolean parameter as condition
-- params: f
select id from b where $1::boolean or id = 1
;
-- name: exists and not exists
select id from b x where exists (select 1 from b y where y.n = x.n + 1) and not exists (select 1 from b y where y.n = x.n - 1)
;
-- name: between symmetric
select id from b where n between symmetric 3 and 2 order by id
;
-- name: bool and integer
select 1 from b where p = 1
;
-- name: any of array
select id from b where n = any (array[1, 3]) order by id
;
-- name: all of array
select id from b where n > all (array[1, 2])
;
