-- name: 1 create table a id int primary key e vector 3 f vector
create table a (id int primary key, e vector(3), f vector)
;
-- name: 2 insert into a values 1 1 2 3 1 2 2 0.1 .5 -2e-3 1 2 3 3 -0 1
insert into a values (1, '[1,2,3]', '[1,2]'), (2, ' [ 0.1 , .5 , -2e-3 ] ', '[1,2,3]'), (3, '[0,1e10,1e-10]', null), (4, null, '[16777217,0.1,3.4e38]')
;
-- name: 3 select * from a order by id
select * from a order by id
;
-- name: 4 select e::text f::varchar from a order by id
select e::text, f::varchar from a order by id
;
-- name: 5 select e::real from a order by id
select e::real[] from a order by id
;
-- name: 6 select e::vector 3 from a order by id
select e::vector(3) from a order by id
;
-- name: 7 select f::vector 3 from a where id = 1
select f::vector(3) from a where id = 1
;
-- name: 8 select f::vector 2 from a where id = 1
select f::vector(2) from a where id = 1
;
-- name: 9 select e is null f is not null from a order by id
select e is null, f is not null from a order by id
;
-- name: 10 select 1 2 3 ::vector 1 2 3 ::vector 3
select '[1,2,3]'::vector, '[1,2,3]'::vector(3)
;
-- name: 11 select 1 2 ::vector 3
select '[1,2]'::vector(3)
;
-- name: 12 select ::vector
select '[]'::vector
;
-- name: 13 select 1 2 ::vector
select '[1,,2]'::vector
;
-- name: 14 select 1 2 ::vector
select '[1,2'::vector
;
-- name: 15 select 1 2 ::vector
select '1,2'::vector
;
-- name: 16 select 1 2 x ::vector
select '[1,2]x'::vector
;
-- name: 17 select 1 nan ::vector
select '[1,nan]'::vector
;
-- name: 18 select 1 inf ::vector
select '[1,inf]'::vector
;
-- name: 19 select 1e39 ::vector
select '[1e39]'::vector
;
-- name: 20 select 1e-50 -1e-50 ::vector
select '[1e-50,-1e-50]'::vector
;
-- name: 21 select 0x10 1 ::vector
select '[0x10,1]'::vector
;
-- name: 22 select array 1 2 3 ::vector array 1.5 2 ::vector array 1 2 :
select array[1,2,3]::vector, array[1.5,2]::vector, array[1,2]::real[]::vector(2), array[1,2]::float8[]::vector
;
-- name: 23 select array 1 null ::real ::vector
select array[1,null]::real[]::vector
;
-- name: 24 select array ::real ::vector
select array[]::real[]::vector
;
-- name: 25 select array 1 nan ::real ::vector
select array[1,'nan']::real[]::vector
;
-- name: 26 select array 1 2 3 4 ::real ::vector
select array[[1,2],[3,4]]::real[]::vector
;
-- name: 27 select array to vector array 1 2 3 3 true
select array_to_vector(array[1,2,3], 3, true)
;
-- name: 28 create table b e vector 0
create table b (e vector(0))
;
-- name: 29 create table b e vector 16001
create table b (e vector(16001))
;
-- name: 30 create table b e vector 1 2
create table b (e vector(1,2))
;
-- name: 31 select array 1 2 ::vector 3 4 ::vector 1 2 null ::vector
select array['[1,2]'::vector, '[3,4]'::vector], '{"[1,2]",null}'::vector[]
;
-- name: 32 create table c id int primary key many vector
create table c (id int primary key, many vector[])
;
-- name: 33 insert into c values 1 array 1 2 ::vector 3 2 3 null
insert into c values (1, array['[1,2]'::vector, '[3]']), (2, '{}'), (3, null)
;
-- name: 34 select * from c order by id
select * from c order by id
;
-- name: 35 insert into a id e values 5 1 2
insert into a (id, e) values (5, '[1,2]')
;
-- name: 36 insert into a id e values 5 1 2 nan
insert into a (id, e) values (5, '[1,2,nan]')
;
-- name: 37 insert into a id e values 5 abc
insert into a (id, e) values (5, 'abc')
;
-- name: 38 insert into a id e values 5 array 7 8 9 ::real
insert into a (id, e) values (5, array[7,8,9]::real[])
;
-- name: 39 insert into a id e values 6 array 7 8.5 9 7 array 1 2 3 ::in
insert into a (id, e) values (6, array[7,8.5,9]), (7, array[1,2,3]::int[])
;
-- name: 40 insert into a id e f values 8 1 2
-- params: '[4,5,6]', null
insert into a (id, e, f) values (8, $1, $2)
;
-- name: 41 insert into a id e values 9 1
-- params: '[4,5]'
insert into a (id, e) values (9, $1)
;
-- name: 42 insert into a id f values 9 1
-- params: '[4,5]'
insert into a (id, f) values (9, $1)
;
-- name: 43 insert into a id f e values 10 1::vector 2::real
-- params: '[4,5]', '{1,2}'
insert into a (id, f, e) values (10, $1::vector, $2::real[])
;
-- name: 44 select * from a order by id
select * from a order by id
;
-- name: 45 select 1::vector
-- params: '[1,2,3]'
select $1::vector
;
-- name: 46 select 1::vector 2
-- params: '[1,2,3]'
select $1::vector(2)
;
-- name: 47 select id from a where e = 1::vector 3
-- params: '[4,5,6]'
select id from a where e = $1::vector(3)
;
-- name: 48 select id from a where e = 1::vector 2
-- params: '[4,5,6]'
select id from a where e = $1::vector(2)
;
-- name: 49 select e from a where id = 8 and e <-> 1::vector 2 < 1
-- params: '[4,5,6]'
select e from a where id = 8 and e <-> $1::vector(2) < 1
;
-- name: negative zero
insert into a (id, f) values (50, '[-0,0]') returning f
;
