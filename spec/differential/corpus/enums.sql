-- name: create enum
create type mood as enum ('sad', 'ok', 'happy')
;
-- name: create enum again
create type mood as enum ('sad')
;
-- name: enum label named twice
create type twice as enum ('a', 'a')
;
-- name: enum label too long
create type long as enum ('aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggg')
;
-- name: empty enum
create type nothing as enum ()
;
-- name: enum labels in order
select enumlabel, enumsortorder from pg_enum where enumtypid = 'mood'::regtype order by enumsortorder
;
-- name: enum in pg_type
select typname, typtype, typcategory, typlen, typbyval from pg_type where typname in ('mood', '_mood') order by 1
;
-- name: enum casts without a table
select 'sad'::mood, 'ok'::mood < 'happy'::mood, 'sad'::mood = 'sad', 'happy'::mood::text
;
-- name: enum range and ends
select enum_first(null::mood), enum_last(null::mood), enum_range('ok'::mood, null)::text[]
;
-- name: unknown label in a cast
select 'angry'::mood
;
-- name: create table with enum columns
create table person (id integer primary key, name text, current mood default 'ok', past mood[])
;
-- name: create table with an unknown default label
create table broken (id integer, current mood default 'angry')
;
-- name: insert labels
insert into person values (1, 'ann', 'happy', '{sad,ok}'), (2, 'bob', 'sad', null), (3, 'cid', default, '{}')
;
-- name: insert the default
insert into person (id, name) values (4, 'dan')
;
-- name: insert null
insert into person values (5, 'eve', null, array['happy', 'sad']::mood[])
;
-- name: insert an unknown label
insert into person values (6, 'fay', 'angry')
;
-- name: insert an unknown label in an array
insert into person values (6, 'fay', 'ok', '{ok,angry}')
;
-- name: insert label of other case
insert into person values (6, 'fay', 'Happy')
;
-- name: insert by parameters
-- params: 6, 'fay', 'happy'
insert into person (id, name, current) values ($1, $2, $3)
;
-- name: insert an unknown label by parameter
-- params: 7, 'gil', 'angry'
insert into person (id, name, current) values ($1, $2, $3)
;
-- name: order by enum
select id, name, current from person order by current, id
;
-- name: order by enum descending
select id, current from person order by current desc, id desc
;
-- name: order by enum nulls first
select id, current from person order by current nulls first, id
;
-- name: order by text of enum
select id, current from person order by current::text, id
;
-- name: equality with a literal
select id from person where current = 'happy' order by id
;
-- name: equality with a parameter
-- params: 'sad'
select id from person where current = $1 order by id
;
-- name: equality with an unknown label
select id from person where current = 'angry'
;
-- name: equality with an unknown label as parameter
-- params: 'angry'
select id from person where current = $1
;
-- name: inequality
select id from person where current <> 'ok' order by id
;
-- name: less than by the enum's order
select id, current from person where current < 'happy' order by id
;
-- name: greater or equal a parameter
-- params: 'ok'
select id, current from person where current >= $1 order by id
;
-- name: between labels
select id, current from person where current between 'ok' and 'happy' order by id
;
-- name: in a list
select id from person where current in ('sad', 'happy') order by id
;
-- name: not in a list
select id from person where current not in ('sad', 'happy') order by id
;
-- name: any of an array literal
select id from person where current = any ('{sad,ok}') order by id
;
-- name: any of an array parameter
-- params: '{happy,ok}'
select id from person where current = any ($1) order by id
;
-- name: any of an array of labels cast
select id from person where current = any (array['sad', 'ok']::mood[]) order by id
;
-- name: any of an array parameter with an unknown label
-- params: '{happy,angry}'
select id from person where current = any ($1) order by id
;
-- name: enum compared with text
select id from person where current = name
;
-- name: enum compared as text
select id from person where current::text = 'ok' order by id
;
-- name: enum text with like
select id from person where current::text like 'h%' order by id
;
-- name: enum concatenated
select id, name || ' is ' || current from person order by id
;
-- name: text column cast to enum
select id, name::mood from person where id = 1
;
-- name: group by enum
select current, count(*) from person group by current order by current
;
-- name: having on enum
select current, count(*) from person group by current having current > 'sad' order by current
;
-- name: least and greatest label of rows
select min(current), max(current) from person
;
-- name: least label of groups
select name < 'd' as early, min(current), max(current) from person group by 1 order by 1
;
-- name: least label of no rows
select min(current) from person where id > 100
;
-- name: greatest and least of values
select id, greatest(current, 'ok'), least(current, 'ok') from person order by id
;
-- name: distinct enum
select distinct current from person order by current desc
;
-- name: case on enum
select id, case current when 'sad' then 1 when 'happy' then 2 else 3 end from person order by id
;
-- name: coalesce of enum
select id, coalesce(current, 'sad') from person order by id
;
-- name: nullif of enum
select id, nullif(current, 'ok') from person order by id
;
-- name: enum is distinct from
select id from person where current is distinct from 'ok' order by id
;
-- name: window over enum
select id, row_number() over (order by current, id), max(current) over (order by id) from person order by id
;
-- name: enum joined with itself
select a.id, b.id from person a join person b on a.current < b.current order by 1, 2
;
-- name: array of enum as text
select id, past::text from person order by id
;
-- name: array of enum as text array
select id, past::text[] from person order by id
;
-- name: element of an array of enum
select id, past[1] from person order by id
;
-- name: array_agg of enum
select array_agg(current order by current)::text[] from person
;
-- name: enum functions on columns
select id, enum_range(current, null)::text[] from person order by id
;
-- name: union of enum columns
select current from person union select 'ok' order by 1
;
-- name: sub-select on enum
select id from person where current in (select max(current) from person) order by id
;
-- name: update enum
update person set current = 'sad' where id = 6
;
-- name: update to an unknown label
update person set current = 'angry' where id = 6
;
-- name: update enum by text
update person set current = lower('HAPPY')::mood where id = 6
;
-- name: update returning enum
update person set current = default where id = 6 returning id, current
;
-- name: delete by enum order
delete from person where current < 'ok'
;
-- name: add a label at the end
alter type mood add value 'great'
;
-- name: add a label before another
alter type mood add value 'fine' before 'happy'
;
-- name: add a label after another
alter type mood add value 'meh' after 'sad'
;
-- name: add a label that is there
alter type mood add value 'meh'
;
-- name: add a label if not there
alter type mood add value if not exists 'meh'
;
-- name: add a label beside an unknown one
alter type mood add value 'bad' before 'worst'
;
-- name: use the new labels
insert into person (id, name, current) values (10, 'hal', 'great'), (11, 'ida', 'fine'), (12, 'jon', 'meh'), (13, 'kim', 'sad')
;
-- name: order by enum with new labels
select id, current from person order by current, id
;
-- name: rename an unknown label
alter type mood rename value 'angry' to 'calm'
;
-- name: rename a label to one that is there
alter type mood rename value 'ok' to 'meh'
;
-- name: drop the array column
alter table person drop column past
;
-- name: rename a label
alter type mood rename value 'ok' to 'okay'
;
-- name: rows have the new label
select id, current from person order by current, id
;
-- name: the default has the new label
insert into person (id, name) values (20, 'leo') returning current
;
-- name: the old label is unknown
select id from person where current = 'ok'
;
-- name: add a column of the enum
alter table person add column other mood not null default 'fine'
;
-- name: column of the enum has its default
select distinct other::text from person
;
-- name: set another default
alter table person alter column other set default 'great'
;
-- name: set an unknown default
alter table person alter column other set default 'angry'
;
-- name: enum as key
create table level (name mood primary key, points integer)
;
-- name: insert enum keys
insert into level values ('sad', 1), ('happy', 5)
;
-- name: enum key violated
insert into level values ('sad', 2)
;
-- name: on conflict on enum key
insert into level values ('sad', 2) on conflict (name) do update set points = excluded.points
;
-- name: join by enum key
select p.id, l.points from person p join level l on l.name = p.current order by p.id
;
-- name: text column to enum type
create table draft (id integer, status text)
;
-- name: fill text column
insert into draft values (1, 'sad'), (2, null)
;
-- name: text to enum without using
alter table draft alter column status type mood
;
-- name: text to enum with using
alter table draft alter column status type mood using status::mood
;
-- name: column is an enum
select id, status from draft where status < 'happy' order by id
;
-- name: enum to text
alter table draft alter column status type text
;
-- name: rename enum
alter type mood rename to feeling
;
-- name: enum has its new name
select id, current::feeling from person where id = 10
;
-- name: enum's old name is gone
select 'sad'::mood
;
-- name: new name in column
select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'person'::regclass and attname = 'current'
;
-- name: drop unknown enum
drop type nowhere
;
-- name: drop unknown enum if exists
drop type if exists nowhere
;
-- name: create table as with enum
create table copied as select id, current from person where id >= 10
;
-- name: order of the copy
select id, current from copied order by current desc, id
;
-- name: forget the copy
drop table copied, level
;
-- name: drop the other column
alter table person drop column other
;
-- name: drop enum in use
drop type feeling
;
-- name: drop enum cascade
drop type feeling cascade
;
-- name: columns went with the enum
select id, name from person order by id
;
-- name: drop empty enum
drop type nothing
;
