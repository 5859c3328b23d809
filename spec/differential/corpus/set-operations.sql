-- name: left table
create table l (a int, b text)
;
-- name: right table
create table r (a int, b text)
;
-- name: load left
insert into l values (1, 'x'), (2, 'y'), (2, 'y'), (null, 'n'), (3, 'Z')
;
-- name: load right
insert into r values (2, 'y'), (4, 'w'), (null, 'n'), (3, 'z')
;
-- name: union
select a, b from l union select a, b from r order by a, b
;
-- name: union all
select a, b from l union all select a, b from r order by a, b
;
-- name: intersect
select a, b from l intersect select a, b from r order by a
;
-- name: except
select a, b from l except select a, b from r order by a
;
-- name: intersect all
select a from l intersect all select a from r order by a
;
-- name: except all
select a from l except all select a from r order by a
;
-- name: union of constants
select 1 as n union select 2 union select 1 order by n
;
-- name: union widens types
select 1 as n union all select 2.5 order by n
;
-- name: union of text and null
select 'a' as t union all select null order by t
;
-- name: union takes the first names
select a as first from l where a = 1 union all select a as second from r where a = 4 order by first
;
-- name: union with where and group
select b, count(*) as n from l group by b union all select b, 0 from r where a = 4 order by b, n
;
-- name: nested with parentheses
(select a from l union select a from r) except select 2 order by 1
;
-- name: union in from
select count(*) as n from (select a from l union select a from r) t
;
-- name: union column count
select a, b from l union select a from r
;
-- name: union types do not match
select a from l union select b from r
;
-- name: union order by expression
select a from l union select a from r order by a + 1
;
-- name: union with limit
select a from l union select a from r order by a limit 2
;
-- name: union distinct texts by case
select b from l union select b from r order by b
;
-- name: values union
values (1), (2) union values (2), (3) order by 1
;
