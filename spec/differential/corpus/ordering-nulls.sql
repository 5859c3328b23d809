-- name: create
create table mixed (id int primary key, a int, t text)
;
-- name: load
insert into mixed values (1, 3, 'b'), (2, null, 'B'), (3, 1, 'a'), (4, null, null), (5, 2, 'ä'), (6, 2, ''), (7, 3, 'A'), (8, 0, '_'), (9, 10, '10'), (10, 9, '9')
;
-- name: ascending puts nulls last
select id, a from mixed order by a, id
;
-- name: descending puts nulls first
select id, a from mixed order by a desc, id
;
-- name: nulls first
select id, a from mixed order by a nulls first, id
;
-- name: descending nulls last
select id, a from mixed order by a desc nulls last, id desc
;
-- name: text order is by code point
select id, t from mixed order by t, id
;
-- name: text order descending
select id, t from mixed order by t desc, id
;
-- name: order by lower
select id, t from mixed order by lower(t), id
;
-- name: order by two directions
select a, id from mixed order by a desc nulls last, id asc
;
-- name: order by boolean
select id, a > 2 as big from mixed order by a > 2, id
;
-- name: order by case
select id from mixed order by case when t = 'a' then 0 when t is null then 2 else 1 end, id
;
-- name: order by ordinal and alias
select id as k, a as v from mixed order by 2, k desc
;
-- name: order by constant
select id from mixed order by null, id
;
-- name: order by missing ordinal
select id from mixed order by 2
;
-- name: order by unknown column
select id from mixed order by nothing
;
-- name: order by using
select id from mixed order by id using > limit 3
;
-- name: max and min skip nulls
select max(a) as hi, min(a) as lo, min(t) as t0, max(t) as t1 from mixed
;
-- name: distinct order
select distinct a from mixed order by a desc
;
-- name: distinct order must be selected
select distinct a from mixed order by id
;
-- name: text comparisons
select id from mixed where t > 'A' and t < 'b' order by id
;
-- name: null in arithmetic order
select id, a + 1 as b from mixed order by b, id
;
-- name: order of union
select a from mixed where id < 4 union all select null order by a
;
-- name: order by expression of alias fails
select id as k from mixed order by k + 1
;
-- name: collate C
select t from mixed where t is not null order by t collate "C"
;
-- name: order by a sub-select
select v.x, (select 1 where v.x > 1) as s from (values (1), (2), (3)) v(x) order by s nulls first, x
;
-- name: order by a cast constant
select (false)::int as c, v.x from (values (2), (1)) v(x) order by c, x
;
