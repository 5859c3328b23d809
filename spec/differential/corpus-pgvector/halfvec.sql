-- name: 1 create table h id int primary key e halfvec 3 f halfvec
create table h (id int primary key, e halfvec(3), f halfvec)
;
-- name: 2 insert into h values 1 1 2 3 1 2 0.1 0.2 0.3 65504 1e-8 6e-8
insert into h values (1, '[1,2,3]', '[1]'), (2, '[0.1,0.2,0.3]', '[65504,1e-8,6e-8]'), (3, '[0,0,0]', null), (4, null, '[1,2]')
;
-- name: 3 select * from h order by id
select * from h order by id
;
-- name: 4 select e::text e::real e::vector from h order by id
select e::text, e::real[], e::vector from h order by id
;
-- name: 5 insert into h id e values 5 1 2
insert into h (id, e) values (5, '[1,2]')
;
-- name: 6 insert into h id e values 5 70000 1 1
insert into h (id, e) values (5, '[70000,1,1]')
;
-- name: 7 insert into h id e values 5 nan 1 1
insert into h (id, e) values (5, '[nan,1,1]')
;
-- name: 8 insert into h id e values 5 array 1.1 2.2 3.3
insert into h (id, e) values (5, array[1.1,2.2,3.3])
;
-- name: 9 insert into h id e values 6 0.1 2 3 ::vector
insert into h (id, e) values (6, '[0.1,2,3]'::vector)
;
-- name: 10 insert into h id e values 7 1
-- params: '[0.1,0.7,3]'
insert into h (id, e) values (7, $1)
;
-- name: 11 insert into h id e values 8 1::vector
-- params: '[0.1,0.7,3]'
insert into h (id, e) values (8, $1::vector)
;
-- name: 12 insert into h id e values 9 1
-- params: '[0.1,0.7]'
insert into h (id, e) values (9, $1)
;
-- name: 13 insert into h id e values 9 1::real
-- params: '{0.1,0.7,1}'
insert into h (id, e) values (9, $1::real[])
;
-- name: 14 select id e from h order by id
select id, e from h order by id
;
-- name: 15 select id e <-> 1 2 4 e <=> 1 2 4 e <#> 1 2 4 e <+> 1 2 4 fr
select id, e <-> '[1,2,4]', e <=> '[1,2,4]', e <#> '[1,2,4]', e <+> '[1,2,4]' from h order by id
;
-- name: 16 select id e <-> 0.1 0.2 0.4 as distance from h order by dist
select id, e <-> '[0.1,0.2,0.4]' as distance from h order by distance limit 3
;
-- name: 17 select id from h order by e <=> 1 2 4 limit 4
select id from h order by e <=> '[1,2,4]' limit 4
;
-- name: 18 select id from h where e <#> 1 2 4 < -5 order by id
select id from h where e <#> '[1,2,4]' < -5 order by id
;
-- name: 19 select id e + e e * e e || e l2 normalize e l2 norm e vector
select id, e + e, e * e, e || e, l2_normalize(e), l2_norm(e), vector_dims(e), subvector(e, 1, 2) from h order by id
;
-- name: 20 select avg e sum e from h
select avg(e), sum(e) from h
;
-- name: 21 select id from h order by e::vector <-> 1 2 4 limit 2
select id from h order by e::vector <-> '[1,2,4]' limit 2
;
-- name: 22 select id from h where e = 1 2 3 order by id
select id from h where e = '[1,2,3]' order by id
;
-- name: 23 select id f <-> 1 from h where id = 1
select id, f <-> '[1]' from h where id = 1
;
-- name: 24 select id e <-> 1 from h
select id, e <-> '[1]' from h
;
-- name: 25 select id e <-> 1 from h order by e <-> 1 limit 2
-- params: '[1,2,4]'
select id, e <-> $1 from h order by e <-> $1 limit 2
;
-- name: 26 select id e <-> 1::halfvec 3 from h order by e <-> 1 limit 2
-- params: '[1,2,4]'
select id, e <-> $1::halfvec(3) from h order by e <-> $1 limit 2
;
-- name: 27 update h set e = e + 1 1 1 where id = 1 returning e
update h set e = e + '[1,1,1]' where id = 1 returning e
;
-- name: 28 select 1 2 3 ::halfvec 3 ::vector 1.0001 ::vector::halfvec 1
select '[1,2,3]'::halfvec(3)::vector, '[1.0001]'::vector::halfvec, '[1,2]'::halfvec(3)
;
-- name: 29 select array 1 2 ::halfvec 65520 ::halfvec
select array[1,2]::halfvec, '[65520]'::halfvec
;
-- name: 30 select array 1 2 ::halfvec 0.1
select array['[1,2]'::halfvec, '[0.1]']
;
