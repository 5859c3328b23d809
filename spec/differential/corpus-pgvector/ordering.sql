-- name: 1 create table o id int primary key e vector 2 label text meta
create table o (id int primary key, e vector(2), label text, meta jsonb)
;
-- name: 2 insert into o values 1 1 0 a k : 1 2 0 1 b k : 2 3 1 1 a k :
insert into o values (1, '[1,0]', 'a', '{"k": 1}'), (2, '[0,1]', 'b', '{"k": 2}'), (3, '[1,1]', 'a', '{"k": 1}'), (4, '[0,0]', 'b', null), (5, null, 'a', '{"k": 1}'), (6, '[-1,0.5]', 'c', '{"k": 3}'), (7, '[3,4]', 'a', '{"k": 1}')
;
-- name: 3 select id from o order by e <-> 1 0
select id from o order by e <-> '[1,0]'
;
-- name: 4 select id from o order by e <-> 2 0.5 limit 3
select id from o order by e <-> '[2,0.625]' limit 3
;
-- name: 5 select id from o order by e <=> 2 0.5
select id from o order by e <=> '[2,0.625]'
;
-- name: 6 select id from o order by e <=> 2 0.5 limit 3
select id from o order by e <=> '[2,0.625]' limit 3
;
-- name: 7 select id from o order by e <=> 2 0.5 desc
select id from o order by e <=> '[2,0.625]' desc
;
-- name: 8 select id from o order by e <=> 2 0.5 nulls first
select id from o order by e <=> '[2,0.625]' nulls first
;
-- name: 9 select id from o order by e <=> 2 0.5 desc nulls last
select id from o order by e <=> '[2,0.625]' desc nulls last
;
-- name: 10 select id from o order by e <#> 2 0.5
select id from o order by e <#> '[2,0.625]'
;
-- name: 11 select id from o order by e <#> 2 0.5 limit 2
select id from o order by e <#> '[2,0.625]' limit 2
;
-- name: 12 select id from o order by e <#> 2 0.5 desc
select id from o order by e <#> '[2,0.625]' desc
;
-- name: 13 select id from o order by e <#> 2 0.5 nulls first id
select id from o order by e <#> '[2,0.625]' nulls first, id
;
-- name: 14 select id from o order by e <-> 2 0.5 desc nulls last
select id from o order by e <-> '[2,0.625]' desc nulls last
;
-- name: 15 select id from o order by e <-> 2 0.5 nulls first
select id from o order by e <-> '[2,0.625]' nulls first
;
-- name: 16 select id from o order by e <+> 2 0.25
select id from o order by e <+> '[2,0.25]'
;
-- name: 17 select id from o order by e <+> 2 0.25 limit 2
select id from o order by e <+> '[2,0.25]' limit 2
;
-- name: 18 select id from o order by l2 distance e 2 0.5 limit 3
select id from o order by l2_distance(e, '[2,0.625]') limit 3
;
-- name: 19 select id e <=> 2 0.5 as distance from o order by distance l
select id, e <=> '[2,0.625]' as distance from o order by distance limit 3
;
-- name: 20 select id e <=> 2 0.5 as distance from o order by 2 limit 3
select id, e <=> '[2,0.625]' as distance from o order by 2 limit 3 offset 1
;
-- name: 21 select id 1 - e <=> 2 0.5 as similarity from o order by simi
select id, 1 - (e <=> '[2,0.625]') as similarity from o order by similarity desc
;
-- name: 22 select id 1 - e <=> 2 0.5 as similarity from o order by simi
select id, 1 - (e <=> '[2,0.625]') as similarity from o order by similarity desc nulls last limit 4
;
-- name: 23 select id 1 - e <=> 2 0.5 as similarity from o where 1 - e <
select id, 1 - (e <=> '[2,0.625]') as similarity from o where 1 - (e <=> '[2,0.625]') > 0.2 order by e <=> '[2,0.625]' limit 5
;
-- name: 24 select id label e <-> 2 0.5 as distance from o where label =
select id, label, e <-> '[2,0.625]' as distance from o where label = 'a' order by distance limit 2
;
-- name: 25 select id e <-> 2 0.5 as distance from o where meta > k : 1
select id, e <-> '[2,0.625]' as distance from o where meta @> '{"k": 1}' order by distance limit 2
;
-- name: 26 select id meta ->> k as k e <=> 2 0.5 as distance from o whe
select id, meta ->> 'k' as k, e <=> '[2,0.625]' as distance from o where e is not null order by e <=> '[2,0.625]' limit 2
;
-- name: 27 select * from o order by e <-> select e from o where id = 3
select * from o order by e <-> (select e from o where id = 7) limit 2
;
-- name: 28 select * from o where id <> 3 order by e <=> select e from o
select * from o where id <> 3 order by e <=> (select e from o where id = 7) limit 2
;
-- name: 29 select * from select id e <-> 2 0.5 as distance from o x whe
select * from (select id, e <-> '[2,0.625]' as distance from o) x where distance < 2 order by distance
;
-- name: 30 select * from select id e <=> 2 0.5 as distance from o x whe
select * from (select id, e <=> '[2,0.625]' as distance from o) x where distance > 0.5 order by distance
;
-- name: 31 select id 1 - distance from select id e <=> 2 0.5 as distanc
select id, 1 - distance from (select id, e <=> '[2,0.625]' as distance from o order by distance limit 3) x order by distance
;
-- name: 32 with near as materialized select id e <-> 2 0.5 as distance
with near as materialized (select id, e <-> '[2,0.625]' as distance from o order by distance limit 4) select * from near where distance < 2 order by distance
;
-- name: 33 with near as select id e <=> 2 0.5 as distance from o select
with near as (select id, e <=> '[2,0.625]' as distance from o) select n.id, o.label, n.distance from near n join o on o.id = n.id where n.distance < 0.9 order by n.distance
;
-- name: 34 select sum distance count distance from select e <-> 2 0.5 a
select sum(distance), count(distance) from (select e <-> '[2,0.625]' as distance from o) x
;
-- name: 35 select id row number over order by e <-> 2 0.5 as place from
select id, row_number() over (order by e <-> '[2,0.625]') as place from o order by id
;
-- name: 36 select id rank over partition by label order by e <=> 2 0.5
select id, rank() over (partition by label order by e <=> '[2,0.625]') as place from o order by id
;
-- name: 37 select distinct on label label id e <-> 2 0.5 as distance fr
select distinct on (label) label, id, e <-> '[2,0.625]' as distance from o order by label, e <-> '[2,0.625]'
;
-- name: 38 select label count * from o where e <-> 2 0.5 < 2 group by l
select label, count(*) from o where e <-> '[2,0.625]' < 2 group by label order by label
;
-- name: 39 select id from o order by e
select id from o order by e
;
-- name: 40 select id from o order by e desc
select id from o order by e desc
;
-- name: 41 select id from o where e > 0 1 order by id
select id from o where e > '[0,1]' order by id
;
-- name: 42 select id from o where e = 1 1 or e <> 1 0 order by id
select id from o where e = '[1,1]' or e <> '[1,0]' order by id
;
-- name: 43 select id from o where e in 1 1 3 4 order by id
select id from o where e in ('[1,1]', '[3,4]') order by id
;
-- name: 44 select id from o where e is distinct from 1 1 order by id
select id from o where e is distinct from '[1,1]' order by id
;
-- name: 45 select e count * from o group by e order by e
select e, count(*) from o group by e order by e
;
-- name: 46 select id e <=> 1 as distance from o order by e <=> 1 limit
-- params: '[2,0.625]', 3
select id, e <=> $1 as distance from o order by e <=> $1 limit $2
;
-- name: 47 select id e <-> 1 as distance from o order by e <-> 1 limit
-- params: '[2,0.625]', 2, 1
select id, e <-> $1 as distance from o order by e <-> $1 limit $2 offset $3
;
-- name: 48 select id from o where label = 2 order by e <#> 1 limit 3
-- params: '[2,0.625]', 'a', 2
select id from o where label = $2 order by e <#> $1 limit $3
;
-- name: 49 select id from o where e <-> 1 < 2 order by e <-> 1
-- params: '[2,0.625]', 1.5
select id from o where e <-> $1 < $2 order by e <-> $1
;
-- name: 50 select id from o order by e <=> 1::vector 2 limit 3
-- params: '[2,0.625]'
select id from o order by e <=> $1::vector(2) limit 3
;
-- name: 51 select id from o order by e <=> 1::real ::vector limit 3
-- params: '{2,0.625}'
select id from o order by e <=> $1::real[]::vector limit 3
;
-- name: 52 select o.id p.id from o cross join lateral select id from o
select o.id, p.id from o cross join lateral (select id from o p where p.id <> o.id and p.e is not null order by p.e <-> o.e, p.id limit 1) p where o.e is not null order by 1
;
-- name: 53 select a.id a.e <-> b.e from o a left join o b on b.id = a.i
select a.id, a.e <-> b.e from o a left join o b on b.id = a.id + 1 order by a.id
;
-- name: 54 select id from o order by e <-> 2 0.5 fetch first 2 rows onl
select id from o order by e <-> '[2,0.625]' fetch first 2 rows only
;
-- name: 55 select count * from o where exists select 1 from o p where p
select count(*) from o where exists (select 1 from o p where p.e <-> o.e < 1 and p.id <> o.id)
;
-- name: 56 select id from o where id in select id from o order by e <->
select id from o where id in (select id from o order by e <-> '[2,0.625]' limit 2) order by id
;
