-- name: source
create table src (id int primary key, name varchar(10), price numeric(8,2), made date)
;
-- name: rows
insert into src values (1, 'pen', 1.50, '2024-01-01'), (2, 'cup', 7.00, null), (3, null, null, '2024-03-03')
;
-- name: copy
create table copy1 as select * from src
;
-- name: read copy
select * from copy1 order by id
;
-- name: no key is copied
insert into copy1 values (1, 'again', 1, null)
;
-- name: with names
create table copy2 (a, b) as select id, upper(name) from src
;
-- name: read names
select * from copy2 order by a
;
-- name: too many names
create table copy3 (a, b, c) as select id, name from src
;
-- name: fewer names
create table copy3 (a) as select id, name from src order by id
;
-- name: read fewer
select * from copy3 order by a
;
-- name: with no data
create table copy4 as select * from src with no data
;
-- name: no data
select count(*) as n from copy4
;
-- name: expressions
create table copy5 as select id * 2 as double, price + 1 as more, name || '!' as loud, made + 1 as next, id > 1 as big from src
;
-- name: read expressions
select * from copy5 order by double
;
-- name: unnamed column
create table copy6 as select id + 1, count(*) from src group by id
;
-- name: read unnamed
select "?column?", count from copy6 order by 1
;
-- name: duplicate names
create table copy7 as select id, id from src
;
-- name: exists
create table copy1 as select 1 as x
;
-- name: if not exists
create table if not exists copy1 as select 1 as x
;
-- name: aggregates
create table copy8 as select name, count(*) as n, sum(price) as total from src group by name
;
-- name: read aggregates
select * from copy8 order by name
;
-- name: constants
create table copy9 as select 1 as i, 'text' as t, 2.5 as n, true as b, null as u, date '2024-01-01' as d
;
-- name: read constants
select * from copy9
;
-- name: values
create table copy10 as values (1, 'a'), (2, 'b')
;
-- name: read values
select * from copy10 order by column1
;
-- name: from a with query
create table copy11 as with c as (select id from src where id > 1) select * from c
;
-- name: read with
select * from copy11 order by id
;
-- name: union
create table copy13 as select id from src union all select id + 10 from src
;
-- name: read union
select * from copy13 order by id
;
-- name: select into
select id, name into copy14 from src where id < 3
;
-- name: read into
select * from copy14 order by id
;
-- name: types of copies
select column_name, data_type, character_maximum_length, numeric_precision, numeric_scale from information_schema.columns where table_name = 'copy5' order by ordinal_position
;
-- name: bad query
create table copy15 as select nothing from src
;
-- name: division by zero
create table copy15 as select id / 0 as x from src
;
-- name: failed leaves nothing
select * from copy15
;
-- name: in a transaction
begin
;
-- name: within
create table copy16 as select id from src
;
-- name: seen
select count(*) as n from copy16
;
-- name: undo
rollback
;
-- name: undone
select * from copy16
;
-- name: like
create table copy17 (like src)
;
-- name: like has no rows
select count(*) as n from copy17
;
-- name: insert into like
insert into copy17 select * from src where id = 1 returning *
;
