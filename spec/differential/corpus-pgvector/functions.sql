-- name: 1 create table f id int primary key g text a vector 3 b vector
create table f (id int primary key, g text, a vector(3), b vector(3))
;
-- name: 2 insert into f values 1 x 1 2 3 4 5 6 2 x 3 0 4 0.5 -1 2 3 y
insert into f values (1, 'x', '[1,2,3]', '[4,5,6]'), (2, 'x', '[3,0,4]', '[0.5,-1,2]'), (3, 'y', null, '[1,1,1]'), (4, 'y', '[0,0,0]', '[1e20,1e-20,1]')
;
-- name: 3 select id a + b a - b a * b from f order by id
select id, a + b, a - b, a * b from f order by id
;
-- name: 4 select id a || b from f order by id
select id, a || b from f order by id
;
-- name: 5 select id l2 normalize a subvector a 2 2 subvector b 1 1 fro
select id, l2_normalize(a), subvector(a, 2, 2), subvector(b, 1, 1) from f order by id
;
-- name: 6 select id binary quantize b from f order by id
select id, binary_quantize(b) from f order by id
;
-- name: 7 select sum a avg b from f
select sum(a), avg(b) from f
;
-- name: 8 select g sum a avg a from f group by g order by g
select g, sum(a), avg(a) from f group by g order by g
;
-- name: 9 select avg a from f where false
select avg(a) from f where false
;
-- name: 10 select sum a from f where id > 100
select sum(a) from f where id > 100
;
-- name: 11 select id a = b a <> b a < b a <= b a > b a >= b from f orde
select id, a = b, a <> b, a < b, a <= b, a > b, a >= b from f order by id
;
-- name: 12 select 3e38 ::vector + 3e38
select '[3e38]'::vector + '[3e38]'
;
-- name: 13 select 1e38 ::vector * 1e38
select '[1e38]'::vector * '[1e38]'
;
-- name: 14 select 1e-40 ::vector * 1e-40
select '[1e-40]'::vector * '[1e-40]'
;
-- name: 15 select 1 2 ::vector + 1 2 3
select '[1,2]'::vector + '[1,2,3]'
;
-- name: 16 select subvector 1 2 3 ::vector 5 1
select subvector('[1,2,3]'::vector, 5, 1)
;
-- name: 17 select l2 normalize 0 0 ::vector l2 normalize 3 4 ::vector
select l2_normalize('[0,0]'::vector), l2_normalize('[3,4]'::vector)
;
-- name: 18 select vector dims 1 2 3 ::vector vector norm 1 1 ::vector l
select vector_dims('[1,2,3]'::vector), vector_norm('[1,1]'::vector), l2_norm('[3,4]'::halfvec)
;
-- name: 19 select hamming distance 101 111 jaccard distance 1010 0110 1
select hamming_distance('101', '111'), jaccard_distance('1010', '0110'), '101'::bit(3) <~> '110'::bit(3), '1010'::bit(4) <%> '1001'::bit(4)
;
-- name: 20 select id from f where b is not null order by binary quantiz
select id from f where b is not null order by binary_quantize(b)::bit(3) <~> binary_quantize('[1,-2,3]'::vector), id
;
-- name: 21 update f set a = a + b where id = 1
update f set a = a + b where id = 1
;
-- name: 22 update f set a = b b = a where id = 2 returning id a b
update f set a = b, b = a where id = 2 returning id, a, b
;
-- name: 23 update f set a = l2 normalize b where id = 3 returning a
update f set a = l2_normalize(b) where id = 3 returning a
;
-- name: 24 update f set a = 1 2 where id = 3
update f set a = '[1,2]' where id = 3
;
-- name: 25 update f set a = select avg b from f where id = 4
update f set a = (select avg(b) from f) where id = 4
;
-- name: 26 insert into f id a select id + 10 b from f where id < 3
insert into f (id, a) select id + 10, b from f where id < 3
;
-- name: 27 insert into f id a values 20 1 2 3 on conflict id do update
insert into f (id, a) values (20, '[1,2,3]') on conflict (id) do update set a = excluded.a
;
-- name: 28 insert into f id a values 20 7 8 9 on conflict id do update
insert into f (id, a) values (20, '[7,8,9]') on conflict (id) do update set a = excluded.a returning id, a
;
-- name: 29 insert into f id a values 21 1 1 1 22 null returning id a <-
insert into f (id, a) values (21, '[1,1,1]'), (22, null) returning id, a <-> '[0,0,0]' as distance
;
-- name: 30 delete from f where a <-> 7 8 9 < 1 returning id a <=> 7 8 9
delete from f where a <-> '[7,8,9]' < 1 returning id, a <=> '[7,8,9]' as distance
;
-- name: 31 update f set b = 1 where id = 2
-- params: '[1,2,3]', 1
update f set b = $1 where id = $2
;
-- name: 32 update f set b = 1 where id = 2
-- params: '[1,2]', 1
update f set b = $1 where id = $2
;
-- name: 33 select * from f order by id
select * from f order by id
;
-- name: 34 create table made as select id a from f where id < 3
create table made as select id, a from f where id < 3
;
-- name: 35 select * from made order by id
select * from made order by id
;
-- name: 36 alter table f add column c vector 2 default 1 2
alter table f add column c vector(2) default '[1,2]'
;
-- name: 37 select id c from f where id < 3 order by id
select id, c from f where id < 3 order by id
;
-- name: 38 alter table f alter column c type vector
alter table f alter column c type vector
;
-- name: 39 insert into f id c values 30 1 2 3 returning c
insert into f (id, c) values (30, '[1,2,3]') returning c
;
-- name: 40 alter table f drop column c
alter table f drop column c
;
