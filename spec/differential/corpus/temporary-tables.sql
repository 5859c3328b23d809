-- name: permanent tables
create table p (id int primary key, v varchar(20)); insert into p values (1, 'one'), (2, 'two'), (3, 'three')
;
-- name: create
create temporary table t (id int primary key, p int, note text not null default 'none')
;
-- name: create again
create temp table t (id int)
;
-- name: create if not exists
create temp table if not exists t (id int)
;
-- name: insert
insert into t values (10, 1, 'a'), (20, 2, 'b')
;
-- name: insert with default
insert into t (id, p) values (30, 9) returning *
;
-- name: select
select * from t order by id
;
-- name: select with a parameter
-- params: 20
select note from t where id = $1
;
-- name: join with a permanent table
select t.id, p.v from t join p on p.id = t.p order by t.id
;
-- name: left join
select t.id, p.v from t left join p on p.id = t.p order by t.id
;
-- name: sub-select
select v from p where id in (select p from t) order by v
;
-- name: exists
select v from p where not exists (select 1 from t where t.p = p.id)
;
-- name: update
update t set note = 'changed' where id = 10 returning id, note
;
-- name: update from a permanent table
update t set note = p.v from p where p.id = t.p
;
-- name: update evaluated
update t set note = md5(note) where id = 10
;
-- name: what is there
select * from t order by id
;
-- name: delete using
delete from t using p where p.id = t.p and p.v = 'two'
;
-- name: insert from a permanent table
insert into t (id, p, note) select id + 100, id, v from p where id > 1
;
-- name: permanent from temporary
insert into p select id, note from t where id = 103
;
-- name: permanent has it
select * from p order by id
;
-- name: delete it
delete from p where id > 100
;
-- name: aggregates
select count(*), min(id), max(note) from t
;
-- name: not null
insert into t (id, note) values (1, null)
;
-- name: duplicate key
insert into t (id) values (30)
;
-- name: on conflict
insert into t (id, note) values (30, 'again') on conflict (id) do update set note = excluded.note returning id, note
;
-- name: qualified
select count(*) from pg_temp.t
;
-- name: insert qualified
insert into pg_temp.t (id) values (40)
;
-- name: not in public
select * from public.t
;
-- name: persistence
select relname, relpersistence from pg_class where relname in ('t', 'p') order by 1
;
-- name: namespace
select relnamespace = pg_my_temp_schema() as mine from pg_class where relname = 't'
;
-- name: columns in the catalog
select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute where attrelid = 't'::regclass and attnum > 0 order by attnum
;
-- name: information schema
select table_name, table_type from information_schema.tables where table_name in ('t', 'p') order by 1
;
-- name: index
create index t_note on t (note)
;
-- name: unique index
create unique index t_p on t (p, id)
;
-- name: indexes in the catalog
select indexname from pg_indexes where tablename = 't' order by 1
;
-- name: drop index
drop index t_note
;
-- name: add column
alter table t add column extra int default 7
;
-- name: the new column
select id, extra from t order by id limit 1
;
-- name: alter default
alter table t alter column extra set default 8
;
-- name: the new default
insert into t (id) values (50) returning extra
;
-- name: rename column
alter table t rename column extra to more
;
-- name: renamed column
select more from t where id = 50
;
-- name: drop column
alter table t drop column more
;
-- name: rename
alter table t rename to renamed
;
-- name: renamed
select count(*) from renamed
;
-- name: old name
select count(*) from t
;
-- name: truncate
truncate renamed
;
-- name: empty
select count(*) from renamed
;
-- name: drop
drop table renamed
;
-- name: dropped
select * from renamed
;
-- name: drop again
drop table renamed
;
-- name: drop if exists
drop table if exists renamed
;
-- name: shadow a permanent table
create temp table p (id int, w text)
;
-- name: the temporary one is meant
select * from p
;
-- name: the permanent one by its schema
select * from public.p order by id
;
-- name: fill it from the permanent one
insert into p select id * 10, v from public.p
;
-- name: both in one query
select a.w, b.v from p a join public.p b on a.id = b.id * 10 order by b.id
;
-- name: drop means the temporary one
drop table p
;
-- name: the permanent one is meant again
select * from p order by id
;
-- name: create as
create temp table a as select id, upper(v) as u from p
;
-- name: created as
select * from a order by id
;
-- name: create as with no data
create temp table nodata as select * from p with no data
;
-- name: no data
select * from nodata
;
-- name: select into
select id, v into temp chosen from p where id < 3
;
-- name: selected into
select * from chosen order by id
;
-- name: create as from temporary
create temp table b as select a.id, c.v from a join chosen c using (id)
;
-- name: created from temporary
select * from b order by id
;
-- name: serial
create temp table s (id serial primary key, v text)
;
-- name: serial numbers
insert into s (v) values ('x'), ('y') returning id
;
-- name: serial currval
select currval('s_id_seq'), lastval()
;
-- name: identity
create temp table i (id int generated always as identity, v text)
;
-- name: identity numbers
insert into i (v) values ('x') returning *
;
-- name: on commit delete rows
create temp table dr (a int) on commit delete rows
;
-- name: delete rows within
begin; insert into dr values (1), (2); select count(*) from dr; commit
;
-- name: delete rows afterwards
select count(*) from dr
;
-- name: delete rows of one statement
insert into dr values (3)
;
-- name: delete rows of one statement afterwards
select count(*) from dr
;
-- name: delete rows in a block
begin
;
-- name: delete rows insert
insert into dr values (5)
;
-- name: delete rows commit
commit
;
-- name: delete rows after the block
select count(*) from dr
;
-- name: on commit drop
begin; create temp table d (a int) on commit drop; insert into d values (1); select * from d; commit
;
-- name: drop afterwards
select * from d
;
-- name: on commit drop outside
create temp table d (a int) on commit drop
;
-- name: drop outside afterwards
select * from d
;
-- name: on commit preserve
create temp table pr (a int) on commit preserve rows
;
-- name: preserved
begin; insert into pr values (1); commit; select * from pr
;
-- name: on commit of a permanent table
create table wrong (a int) on commit drop
;
-- name: rolled back creation
begin; create temp table rb (a int); insert into rb values (1); rollback
;
-- name: rolled back creation is gone
select * from rb
;
-- name: rolled back rows
begin; insert into pr values (2); rollback; select * from pr
;
-- name: savepoint
begin; savepoint one; create temp table sp (a int); rollback to one; commit
;
-- name: rolled back to the savepoint
select * from sp
;
-- name: rolled back drop
begin; drop table pr; rollback
;
-- name: still there
select * from pr
;
-- name: read only
begin read only
;
-- name: read only insert
insert into pr values (4)
;
-- name: read only evaluated
insert into pr select length(md5('x'))
;
-- name: read only permanent
insert into p values (77, 'no')
;
-- name: leave read only
rollback
;
-- name: read only commit
begin read only; insert into pr values (5); commit
;
-- name: after read only
select a from pr order by a
;
-- name: temporary in another schema
create temp table public.wrong (a int)
;
-- name: in pg_temp
create table pg_temp.own (a int)
;
-- name: own
insert into own values (1) returning *
;
-- name: unknown type
create temp table wrong (a nosuchtype)
;
-- name: no column
select nothing from own
;
-- name: evaluated query
select a, md5(a::text) from own
;
-- name: window
select id, row_number() over (order by id desc) from a order by id
;
-- name: union with a permanent table
select id from a union all select id from p order by 1
;
-- name: with
with w as (select * from a where id > 1) select count(*) from w join p using (id)
;
-- name: data-modifying with
with w as (insert into own values (2), (3) returning a) select sum(a) from w
;
-- name: merge
merge into own using a on own.a = a.id when matched then update set a = own.a + 100 when not matched then insert values (a.id)
;
-- name: merged
select a from own order by a
;
-- name: like
create temp table l (like p)
;
-- name: like has the columns
insert into l values (1, 'l') returning *
;
-- name: temporary foreign key
create temp table parent (id int primary key); create temp table child (id int references parent)
;
-- name: foreign key holds
insert into child values (1)
;
-- name: permanent refers to temporary
create table wrong (id int references parent)
;
-- name: discard temp
discard temp
;
-- name: discarded
select * from own
;
-- name: discarded too
select * from a
;
-- name: name is free
create temp table own (b text)
;
-- name: new columns
insert into own values ('new') returning *
;
-- name: discard all
discard all
;
-- name: discarded all
select * from own
;
-- name: drop permanent
drop table p
;
