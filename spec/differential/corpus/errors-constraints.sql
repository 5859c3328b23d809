-- name: parent
create table parent (id int primary key, name varchar(20) not null unique)
;
-- name: child
create table child (id int primary key, parent_id int not null references parent (id), v int)
;
-- name: other
create table other (a int, b int, constraint other_pair primary key (a, b))
;
-- name: cascading
create table follower (id int primary key, parent_id int references parent (id) on delete cascade)
;
-- name: load parent
insert into parent values (1, 'one'), (2, 'two'), (3, 'three')
;
-- name: load child
insert into child values (10, 1, 5)
;
-- name: load follower
insert into follower values (20, 3), (21, 2), (22, null)
;
-- name: duplicate key
insert into parent values (1, 'x')
;
-- name: duplicate unique
insert into parent values (4, 'one')
;
-- name: unique is case sensitive
insert into parent values (5, 'ONE')
;
-- name: not null
insert into parent values (6, null)
;
-- name: not null by omission
insert into parent (id) values (6)
;
-- name: null in a primary key
insert into parent (name) values ('nokey')
;
-- name: not null by update
update parent set name = null where id = 1
;
-- name: foreign key insert
insert into child values (11, 99, 0)
;
-- name: foreign key update
update child set parent_id = 98 where id = 10
;
-- name: foreign key delete
delete from parent where id = 1
;
-- name: foreign key update of parent
update parent set id = 100 where id = 1
;
-- name: foreign key null
insert into child values (12, null, 0)
;
-- name: cascade delete
delete from parent where id = 3
;
-- name: followers left
select id, parent_id from follower order by id
;
-- name: named composite key
insert into other values (1, 1), (1, 1)
;
-- name: duplicate by update
update parent set id = 2 where id = 1
;
-- name: duplicate within one insert
insert into parent values (50, 'a'), (51, 'b'), (50, 'c')
;
-- name: duplicate text value shown
insert into parent values (60, 'two')
;
-- name: truncate referenced
truncate parent
;
-- name: drop referenced column
alter table parent drop column id
;
-- name: not null added to nulls
alter table follower alter column parent_id set not null
;
-- name: unique added to duplicates
alter table child add constraint child_v unique (v)
;
-- name: foreign key added
alter table other add constraint other_parent foreign key (a) references parent (id)
;
-- name: added foreign key is checked
insert into other values (77, 1)
;
-- name: existing rows break a new foreign key
alter table child add constraint child_v_fk foreign key (v) references parent (id)
;
-- name: error leaves data
select count(*) as n from parent
;
-- name: division by zero
select 1 / (id - id) from parent
;
-- name: bad number
select 'abc'::int
;
-- name: bad number parameter
-- params: 'abc'
select $1::int
;
-- name: value out of range
select 99999999999::int
;
-- name: too large parameter
-- params: '99999999999'
select $1::int
;
-- name: text too long
insert into parent values (70, 'a name that is far too long')
;
-- name: bad boolean
select 'maybe'::boolean
;
-- name: bad date value
select '2024-02-30'::date
;
-- name: bad uuid value
select 'x'::uuid
;
-- name: bad json
select '{"a":'::json
;
-- name: not null added with drop
alter table parent alter column name drop not null
;
-- name: null is fine now
insert into parent values (80, null) returning *
;
