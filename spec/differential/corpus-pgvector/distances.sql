-- name: 1 create table d id int primary key e vector 3 f vector label
create table d (id int primary key, e vector(3), f vector, label text, score float8)
;
-- name: 2 insert into d values 1 1 2 3 1 2 3 x 0.5 2 0.1 0.2 0.3 3 2 1
insert into d values (1, '[1,2,3]', '[1,2,3]', 'x', 0.5), (2, '[0.1,0.2,0.3]', '[3,2,1]', 'y', 1.5), (3, '[0,0,0]', '[1,1,1]', 'x', null), (4, null, null, 'y', 2), (5, '[-1,-2,-3.5]', '[0,0,1]', 'x', 3), (6, '[100,0.333,1e-3]', '[0,0,0]', 'z', 4)
;
-- name: 3 select id e <-> 1 2 4 as l2 e <=> 1 2 4 as cosine e <#> 1 2
select id, e <-> '[1,2,4]' as l2, e <=> '[1,2,4]' as cosine, e <#> '[1,2,4]' as ip, e <+> '[1,2,4]' as l1 from d order by id
;
-- name: 4 select id e <-> 1 2 4 from d order by id
select id, e <-> '[1,2,4]' from d order by id
;
-- name: 5 select id e <=> 1 2 4 from d order by id
select id, e <=> '[1,2,4]' from d order by id
;
-- name: 6 select id e <#> 1 2 4 from d order by id
select id, e <#> '[1,2,4]' from d order by id
;
-- name: 7 select id e <+> 1 2 4 from d order by id
select id, e <+> '[1,2,4]' from d order by id
;
-- name: 8 select id l2 distance e 1 2 4 cosine distance e 1 2 4 inner
select id, l2_distance(e, '[1,2,4]'), cosine_distance(e, '[1,2,4]'), inner_product(e, '[1,2,4]'), l1_distance(e, '[1,2,4]') from d order by id
;
-- name: 9 select id vector norm e vector dims e vector dims f from d o
select id, vector_norm(e), vector_dims(e), vector_dims(f) from d order by id
;
-- name: 10 select id vector norm e from d order by id
select id, vector_norm(e) from d order by id
;
-- name: 11 select id vector dims e from d order by id
select id, vector_dims(e) from d order by id
;
-- name: 12 select id e <-> f as both from d order by id
select id, e <-> f as both from d order by id
;
-- name: 13 select id 1 1 1 <-> e as turned e <=> 0 0 0 as zero from d o
select id, '[1,1,1]' <-> e as turned, e <=> '[0,0,0]' as zero from d order by id
;
-- name: 14 select id 1 - e <=> 1 1 1 as similarity from d order by id
select id, 1 - (e <=> '[1,1,1]') as similarity from d order by id
;
-- name: 15 select id e <#> 1 1 1 * -1 as inner product from d order by
select id, (e <#> '[1,1,1]') * -1 as inner_product from d order by id
;
-- name: 16 select id - e <#> 1 1 1 as inner product abs e <#> 1 1 1 as
select id, -(e <#> '[1,1,1]') as inner_product, abs(e <#> '[1,1,1]') as size from d order by id
;
-- name: 17 select id 0.7 * 1 - e <=> 1 1 1 + 0.3 * score as hybrid from
select id, 0.7 * (1 - (e <=> '[1,1,1]')) + 0.3 * score as hybrid from d order by id
;
-- name: 18 select id e <-> 1 1 1 2 e <-> 1 1 1 0.1 from d order by id
select id, (e <-> '[1,1,1]') / 2, (e <-> '[1,1,1]') / 0.1 from d order by id
;
-- name: 19 select id 1 e <-> 1 2 3 from d where id in 1 2
select id, 1 / (e <-> '[1,2,3]') from d where id in (1, 2)
;
-- name: 20 select id round 1 - e <=> 1 1 1 ::numeric 3 from d order by
select id, round((1 - (e <=> '[1,1,1]'))::numeric, 3) from d order by id
;
-- name: 21 select id sqrt e <-> 1 1 1 e <-> 1 1 1 ::real from d order b
select id, sqrt(e <-> '[1,1,1]'), (e <-> '[1,1,1]')::real from d order by id
;
-- name: 22 select id e <-> 1 1 1 ::text from d order by id
select id, (e <-> '[1,1,1]')::text from d order by id
;
-- name: 23 select id e <-> 1 1 from d
select id, e <-> '[1,1]' from d
;
-- name: 24 select id f <-> 1 1 from d where id = 1
select id, f <-> '[1,1]' from d where id = 1
;
-- name: 25 select id from d order by e <=> 1 1 limit 2
select id from d order by e <=> '[1,1]' limit 2
;
-- name: 26 select id from d where e <-> 1 1 < 1
select id from d where e <-> '[1,1]' < 1
;
-- name: 27 select id from d where e is null and e <-> 1 1 < 1
select id from d where e is null and e <-> '[1,1]' < 1
;
-- name: 28 select id from d where e <-> 1 2 3 < 1 order by id
select id from d where e <-> '[1,2,3]' < 1 order by id
;
-- name: 29 select id from d where e <=> 1 2 3 < 0.5 order by id
select id from d where e <=> '[1,2,3]' < 0.5 order by id
;
-- name: 30 select id from d where e <=> 1 2 3 > 0.5 order by id
select id from d where e <=> '[1,2,3]' > 0.5 order by id
;
-- name: 31 select id from d where not e <=> 1 2 3 < 0.5 order by id
select id from d where not (e <=> '[1,2,3]' < 0.5) order by id
;
-- name: 32 select id from d where 1 - e <=> 1 2 3 > 0.7 order by id
select id from d where 1 - (e <=> '[1,2,3]') > 0.7 order by id
;
-- name: 33 select id from d where 1 - e <=> 1 2 3 <= 0.7 order by id
select id from d where 1 - (e <=> '[1,2,3]') <= 0.7 order by id
;
-- name: 34 select id from d where e <#> 1 2 3 < -10 order by id
select id from d where e <#> '[1,2,3]' < -10 order by id
;
-- name: 35 select id from d where e <+> 1 2 3 < 7 order by id
select id from d where e <+> '[1,2,3]' < 7 order by id
;
-- name: 36 select id from d where e <-> 1 2 3 = 0 order by id
select id from d where (e <-> '[1,2,3]') = 0 order by id
;
-- name: 37 select id from d where e <=> 1 2 3 = 0 order by id
select id from d where (e <=> '[1,2,3]') = 0 order by id
;
-- name: 38 select id from d where e <-> 1 2 3 between 1 and 10 order by
select id from d where (e <-> '[1,2,3]') between 1 and 10 order by id
;
-- name: 39 select id from d where e <-> 1 2 3 is null order by id
select id from d where (e <-> '[1,2,3]') is null order by id
;
-- name: 40 select id e <-> 1 2 3 < 1 as near case when e <=> 1 2 3 < 0.
select id, e <-> '[1,2,3]' < 1 as near, case when e <=> '[1,2,3]' < 0.1 then 'near' when e is null then 'none' else 'far' end as word from d order by id
;
-- name: 41 select count * filter where e <-> 1 2 3 < 5 count * from d
select count(*) filter (where e <-> '[1,2,3]' < 5), count(*) from d
;
-- name: 42 select min e <-> 1 2 3 max e <=> 1 2 3 avg e <-> 1 2 3 from
select min(e <-> '[1,2,3]'), max(e <=> '[1,2,3]'), avg(e <-> '[1,2,3]') from d
;
-- name: 43 select label min e <-> 1 2 3 from d group by label order by
select label, min(e <-> '[1,2,3]') from d group by label order by label
;
-- name: 44 select distinct e <-> 0 0 0 as distance from d order by 1
select distinct e <-> '[0,0,0]' as distance from d order by 1
;
-- name: 45 select id e <-> 1 2 3 from d where id < 3 union all select i
select id, e <-> '[1,2,3]' from d where id < 3 union all select id, e <=> '[1,2,3]' from d where id > 4 order by 1, 2
;
-- name: 46 select a.id b.id a.e <-> b.e from d a join d b on a.id < b.i
select a.id, b.id, a.e <-> b.e from d a join d b on a.id < b.id and a.e <-> b.e < 5 order by 1, 2
;
-- name: 47 select id select min b.e <-> a.e from d b where b.id <> a.id
select id, (select min(b.e <-> a.e) from d b where b.id <> a.id) from d a order by id
;
-- name: 48 select id e <-> select e from d where id = 1 as distance fro
select id, e <-> (select e from d where id = 1) as distance from d order by id
;
-- name: 49 select id e <-> 1 as l2 e <=> 1 as cosine e <#> 1 as ip from
-- params: '[1,2,4]'
select id, e <-> $1 as l2, e <=> $1 as cosine, e <#> $1 as ip from d order by id
;
-- name: 50 select id from d where e <=> 1 < 2 order by id
-- params: '[1,2,4]', 0.4
select id from d where e <=> $1 < $2 order by id
;
-- name: 51 select id 2 * 1 - e <=> 1 from d order by id
-- params: '[1,2,4]', 0.7
select id, $2 * (1 - (e <=> $1)) from d order by id
;
-- name: 52 select id e <-> 1 from d order by id
-- params: null
select id, e <-> $1 from d order by id
;
-- name: 53 select id e <-> 1 from d order by id
-- params: '[1,2]'
select id, e <-> $1 from d order by id
;
-- name: 54 select id e <-> 1 from d order by id
-- params: '[1,2,x]'
select id, e <-> $1 from d order by id
;
-- name: 55 select vector norm 3 4 l2 distance 0 0 3 4 1 2 ::vector <+>
select vector_norm('[3,4]'), l2_distance('[0,0]', '[3,4]'), '[1,2]'::vector <+> '[3,5]'
;
