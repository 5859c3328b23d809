-- name: 1 create table s id int primary key e sparsevec 5 f sparsevec
create table s (id int primary key, e sparsevec(5), f sparsevec)
;
-- name: 2 insert into s values 1 1:1 3:2 5:3 5 1:1 2 2 2 : 0.5 1:-1 5
insert into s values (1, '{1:1,3:2,5:3}/5', '{1:1}/2'), (2, '{ 2 : 0.5 , 1:-1 } / 5', '{}/3'), (3, '{}/5', null), (4, null, '{1000000:1}/1000000000')
;
-- name: 3 select * from s order by id
select * from s order by id
;
-- name: 4 select e::text e::vector from s order by id
select e::text, e::vector from s order by id
;
-- name: 5 insert into s id e values 5 1:1 4
insert into s (id, e) values (5, '{1:1}/4')
;
-- name: 6 insert into s id e values 5 6:1 5
insert into s (id, e) values (5, '{6:1}/5')
;
-- name: 7 insert into s id e values 5 1:1 1:2 5
insert into s (id, e) values (5, '{1:1,1:2}/5')
;
-- name: 8 insert into s id e values 5 0:1 5
insert into s (id, e) values (5, '{0:1}/5')
;
-- name: 9 insert into s id e values 5 1:nan 5
insert into s (id, e) values (5, '{1:nan}/5')
;
-- name: 10 insert into s id e values 5 1:1 5
insert into s (id, e) values (5, '{1:1/5')
;
-- name: 11 insert into s id e values 5 1 0 2 0 0 ::vector
insert into s (id, e) values (5, '[1,0,2,0,0]'::vector)
;
-- name: 12 insert into s id e values 6 1
-- params: '{2:1,1:0}/5'
insert into s (id, e) values (6, $1)
;
-- name: 13 insert into s id e values 7 1
-- params: '{2:1}/4'
insert into s (id, e) values (7, $1)
;
-- name: 14 insert into s id f values 7 1
-- params: '{2:1}/4'
insert into s (id, f) values (7, $1)
;
-- name: 15 select * from s order by id
select * from s order by id
;
-- name: 16 select id e <-> 1:1 5 e <=> 1:1 5 e <#> 1:1 5 e <+> 1:1 5 fr
select id, e <-> '{1:1}/5', e <=> '{1:1}/5', e <#> '{1:1}/5', e <+> '{1:1}/5' from s order by id
;
-- name: 17 select id from s order by e <-> 1:1 5 id limit 3
select id from s order by e <-> '{1:1}/5', id limit 3
;
-- name: 18 select id e <-> 1 from s order by e <-> 1 id limit 3
-- params: '{1:1}/5'
select id, e <-> $1 from s order by e <-> $1, id limit 3
;
-- name: 19 select id l2 norm e l2 normalize e from s order by id
select id, l2_norm(e), l2_normalize(e) from s order by id
;
-- name: 20 select id from s where e = 3:2 1:1 5:3 5 order by id
select id from s where e = '{3:2,1:1,5:3}/5' order by id
;
-- name: 21 select id e <-> 1:1 4 from s
select id, e <-> '{1:1}/4' from s
;
-- name: 22 update s set e = 4:4 5 where id = 3 returning e
update s set e = '{4:4}/5' where id = 3 returning e
;
-- name: 23 update s set e = f where id = 1
update s set e = f where id = 1
;
-- name: 24 select 1:1 3 ::sparsevec::vector 1 0 2 ::vector::sparsevec 1
select '{1:1}/3'::sparsevec::vector, '[1,0,2]'::vector::sparsevec, '{1:1}/3'::sparsevec(3), '{1:1.5}/2'::sparsevec::halfvec
;
-- name: 25 select 1:1 3 ::sparsevec 4
select '{1:1}/3'::sparsevec(4)
;
-- name: 26 select 1:1 ::sparsevec
select '{1:1}'::sparsevec
;
-- name: 27 select array 1 0 2 ::sparsevec
select array[1,0,2]::sparsevec
;
-- name: 28 select array 1:1 3 ::sparsevec
select array['{1:1}/3'::sparsevec]
;
