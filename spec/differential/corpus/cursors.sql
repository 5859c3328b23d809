-- name: create table numbers  id integer primary key, name text
create table numbers (id integer primary key, name text)
;

-- name: insert into numbers select g,  n    g from generate series 1
insert into numbers select g, 'n' || g from generate_series(1, 20) g
;

-- name: begin
begin
;

-- name: declare c scroll cursor for select * from numbers order by i
declare c scroll cursor for select * from numbers order by id
;

-- name: fetch c
fetch c
;

-- name: fetch 3 from c
fetch 3 from c
;

-- name: fetch backward 2 from c
fetch backward 2 from c
;

-- name: fetch first from c
fetch first from c
;

-- name: fetch last from c
fetch last from c
;

-- name: fetch absolute 5 from c
fetch absolute 5 from c
;

-- name: fetch absolute -2 from c
fetch absolute -2 from c
;

-- name: fetch relative -3 from c
fetch relative -3 from c
;

-- name: fetch relative 2 c
fetch relative 2 c
;

-- name: fetch prior from c
fetch prior from c
;

-- name: fetch 0 from c
fetch 0 from c
;

-- name: fetch all from c
fetch all from c
;

-- name: fetch next from c
fetch next from c
;

-- name: fetch backward all c
fetch backward all c
;

-- name: fetch prior c
fetch prior c
;

-- name: move 5 in c
move 5 in c
;

-- name: fetch c (2)
fetch c
;

-- name: move absolute 10 c
move absolute 10 c
;

-- name: fetch forward all in c
fetch forward all in c
;

-- name: move backward 3 c
move backward 3 c
;

-- name: fetch c (3)
fetch c
;

-- name: close c
close c
;

-- name: declare d no scroll cursor for select id from numbers order
declare d no scroll cursor for select id from numbers order by id
;

-- name: fetch 2 d
fetch 2 d
;

-- name: move 3 d
move 3 d
;

-- name: fetch d
fetch d
;

-- name: insert into numbers values  21, x
insert into numbers values (21,'x')
;

-- name: fetch all d
fetch all d
;

-- name: savepoint s
savepoint s
;

-- name: fetch backward d
fetch backward d
;

-- name: rollback to s
rollback to s
;

-- name: savepoint s (2)
savepoint s
;

-- name: fetch d (2)
fetch d
;

-- name: rollback to s (2)
rollback to s
;

-- name: declare e cursor with hold for select id from numbers order
declare e cursor with hold for select id from numbers order by id
;

-- name: fetch 2 e
fetch 2 e
;

-- name: commit
commit
;

-- name: fetch 2 e (2)
fetch 2 e
;

-- name: fetch backward 1 e
fetch backward 1 e
;

-- name: fetch absolute 21 e
fetch absolute 21 e
;

-- name: close e
close e
;

-- name: fetch e
fetch e
;

-- name: declare f cursor for select 1
declare f cursor for select 1
;

-- name: begin (2)
begin
;

-- name: declare g binary cursor for select id, name from numbers ord
declare g binary cursor for select id, name from numbers order by id
;

-- name: fetch 1 g
fetch 1 g
;

-- name: savepoint a
savepoint a
;

-- name: declare h cursor for select 1
declare h cursor for select 1
;

-- name: fetch 1 g (2)
fetch 1 g
;

-- name: rollback to a
rollback to a
;

-- name: fetch 1 g (3)
fetch 1 g
;

-- name: fetch h
fetch h
;

-- name: rollback
rollback
;

-- name: begin (3)
begin
;

-- name: declare k cursor for select g, g*2 from generate series 1,5
declare k cursor for select g, g*2 from generate_series(1,5) g
;

-- name: fetch 2 k
fetch 2 k
;

-- name: fetch backward 1 k
fetch backward 1 k
;

-- name: fetch all k
fetch all k
;

-- name: declare k cursor for select 1
declare k cursor for select 1
;

-- name: rollback (2)
rollback
;

-- name: begin (4)
begin
;

-- name: declare k cursor for select 1 id-3  from numbers order by id
declare k cursor for select 1/(id-3) from numbers order by id
;

-- name: fetch 1 k
fetch 1 k
;

-- name: fetch 5 k
fetch 5 k
;

-- name: commit (2)
commit
;

-- name: begin (5)
begin
;

-- name: declare scroll scroll cursor for select 1 for update
declare scroll scroll cursor for select 1 for update
;

-- name: rollback (3)
rollback
;

-- name: begin (6)
begin
;

-- name: declare z cursor with hold for select * from numbers for upd
declare z cursor with hold for select * from numbers for update
;

-- name: rollback (4)
rollback
;

-- name: begin (7)
begin
;

-- name: declare z cursor for select * from nope
declare z cursor for select * from nope
;

-- name: rollback (5)
rollback
;

-- name: begin (8)
begin
;

-- name: declare z cursor for with x as  delete from numbers returnin
declare z cursor for with x as (delete from numbers returning 1) select * from x
;

-- name: rollback (6)
rollback
;

-- name: begin (9)
begin
;

-- name: declare z cursor for select array agg name order by id  from
declare z cursor for select array_agg(name order by id) from numbers group by id % 3
;

-- name: fetch all z
fetch all z
;

-- name: rollback (7)
rollback
;

-- name: begin (10)
begin
;

-- name: declare m cursor for select id from numbers order by id
declare m cursor for select id from numbers order by id
;

-- name: move all m
move all m
;

-- name: fetch backward 2 m
fetch backward 2 m
;

-- name: move 0 m
move 0 m
;

-- name: fetch 0 m
fetch 0 m
;

-- name: rollback (8)
rollback
;

-- name: insert into numbers select g, repeat y , 1000  from generate
insert into numbers select g, repeat('y', 1000) from generate_series(100, 2500) g
;

-- name: begin (11)
begin
;

-- name: declare big scroll cursor for select id, name from numbers o
declare big scroll cursor for select id, name from numbers order by id
;

-- name: move 2100 big
move 2100 big
;

-- name: fetch 1 big
fetch 1 big
;

-- name: fetch backward 1 big
fetch backward 1 big
;

-- name: move absolute 500 big
move absolute 500 big
;

-- name: fetch 2 big
fetch 2 big
;

-- name: move last big
move last big
;

-- name: fetch prior big
fetch prior big
;

-- name: commit (3)
commit
;

-- name: begin (12)
begin
;

-- name: declare big cursor with hold for select id, name from number
declare big cursor with hold for select id, name from numbers order by id
;

-- name: fetch 1 big (2)
fetch 1 big
;

-- name: commit (4)
commit
;

-- name: select count *  from numbers
select count(*) from numbers
;

-- name: move 1500 big
move 1500 big
;

-- name: fetch 1 big (3)
fetch 1 big
;

-- name: begin (13)
begin
;

-- name: delete from numbers where id   1000
delete from numbers where id > 1000
;

-- name: commit (5)
commit
;

-- name: move last big (2)
move last big
;

-- name: fetch backward 1 big (2)
fetch backward 1 big
;

-- name: close all
close all
;

-- name: begin (14)
begin
;

-- name: declare p cursor for select id from numbers where id   995 o
declare p cursor for select id from numbers where id > 995 order by id
;

-- name: fetch all p
fetch all p
;

-- name: rollback (9)
rollback
;

-- name: fetch 1 p
fetch 1 p
;

-- name: select 1
select 1
;

-- name: declare q cursor for select 1
declare q cursor for select 1
;

-- name: begin for parameters
begin
;
-- name: declare with a parameter
-- params: 18
declare c cursor for select id, name from numbers where id > $1 and id < 100 order by id
;
-- name: fetch what the parameter chose
fetch 2 from c
;
-- name: move says how many
move all in c
;
-- name: commit after parameters
commit
;
-- name: select from the values of a fetch is no query
select * from (fetch c)
;
-- name: where current of
begin; declare c cursor for select id from numbers for update; fetch c; rollback
;
-- name: close what is not there
close nothing
;
-- name: several statements are a transaction
declare c cursor for select id from numbers order by id limit 3; fetch all c
;
-- name: gone after them
fetch c
;
