-- name: create
create table p (id int primary key, a int, b int, c text, d date)
;
-- name: load
insert into p values (1, 1, 1, 'x', '2024-01-01'), (2, 1, 2, 'y', '2024-01-02'), (3, 2, null, 'x', null), (4, null, 2, null, '2024-01-01'), (5, 2, 1, '', '2023-01-01'), (6, null, null, 'Z', null)
;
-- name: equal rows
select id from p where (a, b) = (1, 2) order by id
;
-- name: unequal rows
select id from p where (a, b) <> (1, 2) order by id
;
-- name: less
select id from p where (a, b) < (2, 1) order by id
;
-- name: less or equal
select id from p where (a, b) <= (2, 1) order by id
;
-- name: greater
select id from p where (a, c) > (1, 'x') order by id
;
-- name: greater or equal of three
select id from p where (a, b, c) >= (1, 2, 'x') order by id
;
-- name: rows as values
select id, (a, b) = (1, 2) as eq, (a, b) < (2, 2) as lt from p order by id
;
-- name: row keyword
select id from p where row(a, b) = row(2, 1) order by id
;
-- name: keyset page
select id from p where (d, id) > ('2024-01-01', 1) order by d, id limit 2
;
-- name: in list of rows
select id from p where (a, b) in ((1, 1), (2, 1), (null, 2)) order by id
;
-- name: not in list of rows
select id from p where (a, b) not in ((1, 1), (2, 1)) order by id
;
-- name: in sub-select of rows
select id from p where (a, b) in (select b, a from p) order by id
;
-- name: not in sub-select of rows
select id from p where (a, b) not in (select a, b from p where id < 3) order by id
;
-- name: equal any of rows
select id from p where (a, c) = any (select a, c from p where id in (1, 5)) order by id
;
-- name: row of unequal size
select id from p where (a, b) = (1, 2, 3)
;
-- name: row against scalar sub-select
select id from p where (a, b) = (select a, b from p where id = 2) order by id
;
-- name: row against several rows
select id from p where (a, b) = (select a, b from p)
;
-- name: row is null
select id, (a, b) is null as n, (a, b) is not null as nn from p order by id
;
-- name: row is distinct
select id from p where (a, b) is distinct from (1, 2) order by id
;
-- name: row is not distinct
select id from p where (a, b) is not distinct from (null, 2) order by id
;
-- name: distinct from
select id, a is distinct from 1 as x, a is distinct from null as y from p order by id
;
-- name: not distinct from columns
select id from p where a is not distinct from b order by id
;
-- name: distinct from in on
select x.id, y.id as other from p x join p y on x.b is not distinct from y.b and x.id < y.id order by 1, 2
;
-- name: between
select id from p where a between 1 and 1 order by id
;
-- name: between reversed
select id from p where a between 2 and 1 order by id
;
-- name: between symmetric
select id from p where a between symmetric 2 and 1 order by id
;
-- name: not between
select id from p where a not between 2 and 5 order by id
;
-- name: not between symmetric
select id from p where b not between symmetric 5 and 2 order by id
;
-- name: between with null
select id, a between b and 2 as x from p order by id
;
-- name: between texts
select id from p where c between 'a' and 'y' order by id
;
-- name: between with and
select id from p where a between 1 and 2 and b = 1 order by id
;
-- name: is true
select id, (a > b) is true as t, (a > b) is not false as nf, (a > b) is unknown as u from p order by id
;
-- name: null comparisons
select null = null as a, null <> 1 as b, not null as c, null and false as d, null or true as e, null is null as f
;
-- name: in with null
select id, a in (1, null) as x, a not in (2, null) as y from p order by id
;
-- name: in empty sub-select
select id, a in (select a from p where false) as x, a not in (select a from p where false) as y from p order by id
;
-- name: any with null
select id, a = any (array[1, null]) as x, a <> all (array[2, null]) as y from p order by id
;
-- name: case with null
select id, case a when null then 'n' when 1 then 'one' else 'other' end as x from p order by id
;
-- name: coalesce of three
select id, coalesce(a, b, 0) as x, nullif(a, b) as y from p order by id
;
-- name: empty string is not null
select id, c = '' as e, c is null as n, coalesce(c, 'none') as x, length(c) as l from p order by id
;
-- name: concatenated nulls
select id, c || a as x, concat(c, a) as y from p order by id
;
-- name: case-sensitive order
select c from p order by c nulls first, id
;
-- name: case-sensitive compare
select id from p where c < 'a' order by id
;
-- name: whole row equality
select x.id from p x join p y on x = y order by x.id
;
-- name: order by row
select id from p order by (a, b), id
;
-- name: count of row
select count((a, b)) as n, count(a) as m from p
;
-- name: min over ties
select a, min(b) as b from p group by a order by a nulls first
;
-- name: greatest with nulls
select id, greatest(a, b) as g, least(a, b) as l from p order by id
;
-- name: boolean order
select id, a = 1 as x from p order by x desc nulls last, id
;
-- name: xor by inequality
select id from p where (a = 1) <> (b = 1) order by id
;
-- name: three-valued not
select id from p where not (a = 1 or b = 2) order by id
;
-- name: implication
select id from p where (a is null) or (b is not null) order by id
;
-- name: exists with null
select x.id from p x where exists (select 1 from p y where y.a = x.b) order by x.id
;
-- name: not exists with null
select x.id from p x where not exists (select 1 from p y where y.a = x.b) order by x.id
;
-- name: some of sub-select
select id from p where a < some (select b from p) order by id
;
-- name: all of sub-select
select id from p where a <= all (select b from p where b is not null) order by id
;
-- name: all of sub-select with null
select id from p where a >= all (select b from p) order by id
;
-- name: ties
select id, a from p order by a fetch first 2 rows with ties
;
-- name: ties with offset
select a from p order by a nulls first offset 1 fetch next 1 row with ties
;
-- name: ties without order
select id from p fetch first 1 row with ties
;
-- name: fetch one
select id from p order by id fetch first row only
;
-- name: fetch expression
select id from p order by id fetch first (1 + 1) rows only
;
-- name: fetch parameter
-- params: 2
select id from p order by id fetch first $1 rows only
;
-- name: limit of a sub-select
select id from p order by id limit (select count(*) / 2 from p)
;
-- name: limit null
select id from p order by id limit null offset null
;
-- name: limit negative
select id from p limit -1
;
-- name: offset negative
select id from p offset -1
;
-- name: limit text
select id from p limit 'x'
;
-- name: limit column
select id from p limit id
;
-- name: limit numeric
select id from p order by id limit 1.5
;
