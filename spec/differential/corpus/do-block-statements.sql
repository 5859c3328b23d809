-- name: create person
create table person (id serial primary key, name text unique, age int, data jsonb, tags text[])
;
-- name: create pet
create table pet (id int primary key, owner int references person, name varchar(10))
;
-- name: load person
insert into person (name, age, data, tags) values ('ann', 30, '{"a": 1}', '{x,y}'), ('bob', 40, null, null), ('cid', null, '{"a": 2, "b": [1]}', '{}')
;
-- name: insert in a loop with returning
do $$
declare pid int; begin for i in 1..3 loop insert into pet values (i, i, 'pet' || i) returning owner into pid; raise notice '%', pid; end loop; end
$$
;
-- name: variables in a cte
do $$
declare low int := 35; n int; begin with old as (select * from person where age > low) select count(*) into n from old where old.age > low - 1; raise notice '%', n; end
$$
;
-- name: variables in sub-selects and joins
do $$
declare v_name text := 'pet2'; r record; begin for r in select p.name as person, t.name as pet from person p join pet t on t.owner = p.id and t.name = v_name where exists (select 1 from pet u where u.owner = p.id and u.name = v_name) loop raise notice '% %', r.person, r.pet; end loop; end
$$
;
-- name: variables in values and any
do $$
declare ids int[] := '{1,3}'; n int; begin select count(*) into n from person where id = any (ids); raise notice '%', n; select sum(v) into n from (values (ids[1]), (ids[2])) t(v); raise notice '%', n; end
$$
;
-- name: like and lists
do $$
declare pat text := 'a%'; a text := 'bob'; n int; begin select count(*) into n from person where name like pat or name in (a, 'x'); raise notice '%', n; end
$$
;
-- name: json
do $$
declare d jsonb; k text := 'a'; v int; begin select data into d from person where name = 'ann'; v := (d ->> k)::int; raise notice '% % %', d, v, d ? 'a'; d := d || jsonb_build_object('c', v); raise notice '%', d; update person set data = d where name = 'ann'; end
$$
;
-- name: json stored
select name, data from person order by id
;
-- name: limit and offset
do $$
declare l int := 1; o int := 1; r record; begin for r in select name from person order by id limit l offset o loop raise notice '%', r.name; end loop; end
$$
;
-- name: cast of a variable names the column
do $$
declare x int := 5; r record; begin select x::text, x + 1 as y into r; raise notice '%', r; end
$$
;
-- name: all columns and a variable
do $$
declare v int := 7; r record; begin select p.*, v as extra into r from person p where id = 1; raise notice '% % %', r.id, r.name, r.extra; end
$$
;
-- name: fields of a record in sql
do $$
declare r record; n int; begin select * into r from person where id = 2; select count(*) into n from person p where p.id = r.id and p.name = r.name; raise notice '%', n; insert into pet (id, owner, name) values (r.id + 10, r.id, upper(r.name)); end
$$
;
-- name: update from with variables
do $$
declare suffix text := '!'; begin update pet set name = p.name || suffix from person p where p.id = pet.owner and pet.id < 3; end
$$
;
-- name: delete using with variables
do $$
declare who text := 'bob'; n int; begin delete from pet using person p where p.id = pet.owner and p.name = who; get diagnostics n = row_count; raise notice '%', n; end
$$
;
-- name: merge with variables
do $$
declare extra int := 1; begin merge into person p using (values ('ann', 31), ('dan', 20)) v(name, age) on p.name = v.name when matched then update set age = v.age + extra when not matched then insert (name, age) values (v.name, v.age + extra); raise notice '%', found; end
$$
;
-- name: upsert with variables
do $$
declare v_name text := 'eve'; v_age int := 22; v_id int; begin insert into person (name, age) values (v_name, v_age) on conflict (name) do update set age = v_age + 1 returning id into v_id; raise notice '%', v_id is not null; insert into person (name, age) values (v_name, v_age) on conflict (name) do update set age = v_age + 1; end
$$
;
-- name: people
select name, age from person order by name
;
-- name: pets
select * from pet order by id
;
-- name: if not found
do $$
declare r person%rowtype; begin select * into r from person where name = 'nobody'; if not found then raise notice 'nobody'; end if; raise notice '% %', r.id, r is null; end
$$
;
-- name: handler in a loop
do $$
declare n int := 0; begin for i in 1..5 loop begin insert into person (name) values ('p' || (i % 3)); n := n + 1; exception when unique_violation then raise notice 'again %', i; end; end loop; raise notice '%', n; delete from person where name like 'p_'; end
$$
;
-- name: not null and foreign key
do $$
begin begin insert into pet values (50, 999, 'x'); exception when foreign_key_violation then raise notice '%', sqlstate; end; begin insert into pet (owner) values (1); exception when not_null_violation then raise notice '%', sqlstate; end; begin insert into pet values (51, 1, 'much too long a name'); exception when string_data_right_truncation then raise notice '%', sqlerrm; end; end
$$
;
-- name: errors of conversion
do $$
declare x int; begin begin x := 'a'; exception when invalid_text_representation then raise notice '%', sqlerrm; end; begin x := 99999999999; exception when numeric_value_out_of_range then raise notice '%', sqlerrm; end; begin perform 'x'::date; exception when others then raise notice '% %', sqlstate, sqlerrm; end; end
$$
;
-- name: undefined things caught
do $$
begin begin perform * from nothing_here; exception when undefined_table then raise notice '%', sqlerrm; end; begin perform nothing from person; exception when undefined_column then raise notice '%', sqlerrm; end; begin perform nothing(); exception when undefined_function then raise notice '%', sqlerrm; end; begin execute 'selec'; exception when syntax_error then raise notice '%', sqlerrm; end; end
$$
;
-- name: qualified loop variables
do $$ begin
<<a>> for i in 1..2 loop <<b>> for i in 5..6 loop raise notice '% %', a.i, b.i; end loop; end loop
; end $$
;
-- name: record loop updates what it reads
do $$
declare r record; begin for r in select * from person order by id loop update person set age = coalesce(age, 0) + r.id where id = r.id; end loop; end
$$
;
-- name: ages
select id, age from person where id < 4 order by id
;
-- name: execute using fields and arrays
do $$
declare r record; n int; begin select 1 as a, array['ann', 'bob'] as names into r; execute 'select count(*) from person where id >= $1 and name = any ($2)' into n using r.a, r.names; raise notice '%', n; end
$$
;
-- name: execute into a record
do $$
declare r record; begin execute 'select id, name from person where id = 1' into r; raise notice '%', r; execute 'select 1 as x' into r; raise notice '%', r.x; end
$$
;
-- name: execute into several
do $$
declare a int; b text; begin execute 'select id, name from person where id = 1' into a, b; raise notice '% %', a, b; execute 'select id, name from person where id = -1' into a, b; raise notice '% %', a, b; end
$$
;
-- name: quote functions
do $$
declare t text := 'person'; c text := 'na''me'; n int; begin execute 'select count(*) from ' || quote_ident(t) || ' where name <> ' || quote_literal(c) into n; raise notice '% %', n > 0, quote_nullable(null); end
$$
;
-- name: loop over a table's columns
do $$
declare r record; begin for r in select column_name, data_type from information_schema.columns where table_name = 'pet' order by ordinal_position loop raise notice '% %', r.column_name, r.data_type; end loop; end
$$
;
-- name: make tables in a loop
do $$
begin for i in 1..3 loop execute format('create table part_%s (id int, n text default %L)', i, 'd' || i); execute format('insert into part_%s (id) values (%s)', i, i); end loop; end
$$
;
-- name: the tables
select * from part_1 union all select * from part_3 order by id
;
-- name: drop tables in a loop
do $$
declare r record; begin for r in select table_name from information_schema.tables where table_name like 'part\_%' order by 1 loop execute 'drop table ' || quote_ident(r.table_name); raise notice 'dropped %', r.table_name; end loop; end
$$
;
-- name: create index if not there
do $$
begin if not exists (select 1 from pg_indexes where tablename = 'person' and indexname = 'person_age') then create index person_age on person (age); end if; end
$$
;
-- name: temporary table in a block
do $$
begin create temp table scratch (a int) on commit drop; insert into scratch values (1), (2); raise notice '%', (select sum(a) from scratch); end
$$
;
-- name: sequence in a block
do $$
declare n bigint; begin create sequence counter start 5; n := nextval('counter'); raise notice '%', n; n := currval('counter'); raise notice '% %', n, nextval('counter'); end
$$
;
-- name: view in a block
do $$
declare n int; begin create view adults as select * from person where age >= 18; select count(*) into n from adults; raise notice '%', n > 0; drop view adults; end
$$
;
-- name: numeric precision is kept
do $$
declare a numeric := 1.10; b numeric(10,4); c float8 := 0.1; begin b := a; a := a * 3; c := c * 3; raise notice '% % %', a, b, c; a := 1/3::numeric; raise notice '%', a; end
$$
;
-- name: dates
do $$
declare d date := '2024-02-28'; t timestamptz := '2024-03-01 00:00+00'; i interval; begin i := t - d; raise notice '% % %', d + 2, i, extract(day from i); for k in 0..2 loop raise notice '%', d + k; end loop; end
$$
;
-- name: concatenation of null
do $$
declare a text; begin a := 'x' || null; raise notice '% %', a, coalesce(a, 'none'); end
$$
;
-- name: boolean logic
do $$
declare a boolean; b boolean := true; begin raise notice '% % %', a and b, a or b, not a; if a is not true then raise notice 'not true'; end if; end
$$
;
-- name: row comparison and tuples
do $$
declare r record; begin select (1, 'a') = (1, 'a') as same into r; raise notice '%', r.same; end
$$
;
-- name: aggregates into
do $$
declare n int; s numeric; l text; a int[]; begin select count(*), avg(age), string_agg(name, ',' order by name), array_agg(id order by id) into n, s, l, a from person where id <= 2; raise notice '% % % %', n, s, l, a; end
$$
;
-- name: window and grouping
do $$
declare r record; begin for r in select name, row_number() over (order by id) as rn from person where id <= 3 order by id loop raise notice '% %', r.rn, r.name; end loop; end
$$
;
-- name: nested blocks and shadowed errors
do $$
begin begin perform 1 / 0; exception when division_by_zero then begin perform 'x'::int; exception when others then raise notice 'inner %', sqlstate; end; raise notice 'outer %', sqlstate; end; end
$$
;
-- name: error in a declaration is caught outside
do $$
begin declare x int := 1 / 0; begin null; exception when others then raise notice 'own'; end; exception when others then raise notice 'outer'; end
$$
;
-- name: constant from a query
do $$
declare n constant bigint := (select count(*) from person where id <= 3); begin raise notice '%', n; end
$$
;
-- name: array of records by unnest
do $$
declare r record; begin for r in select * from unnest(array[1, 2], array['a', 'b']) as t(n, s) loop raise notice '% %', r.n, r.s; end loop; end
$$
;
-- name: exit from a query loop
do $$
declare r record; begin for r in select generate_series(1, 100000) as n loop exit when r.n > 2; raise notice '%', r.n; end loop; raise notice 'found %', found; end
$$
;
-- name: text with quotes
do $$
declare t text := 'it''s $1 and %s'; begin raise notice '%', t; insert into person (name) values (t); perform 1 from person where name = t; raise notice '%', found; delete from person where name = t; end
$$
;
-- name: bytea and uuid
do $$
declare b bytea := '\xdeadbeef'; u uuid := '6ecd8c99-4036-403d-bf84-cf8400f67836'; begin raise notice '% % %', b, length(b), u::text; end
$$
;
-- name: current settings
do $$
begin raise notice '% %', current_user, current_setting('server_encoding'); end
$$
;
-- name: variables in create table as
do $$
declare low int := 1; begin create table copied as select id from person where id > low; end
$$
;
-- name: several targets with a record
do $$
declare r record; x int; begin select 1, 2 into r, x; end
$$
;
-- name: fetch of no cursor
do $$
declare r record; begin for r in nowhere loop null; end loop; end
$$
;
-- name: json of rows
do $$
declare j json; begin select json_agg(row_to_json(p)) into j from (select id, name from person where id < 3 order by id) p; raise notice '%', j; end
$$
;
-- name: recursion of blocks
do $$
begin for i in 1..3 loop execute format('do $x$ begin raise notice ''%s''; end $x$', i); end loop; end
$$
;
-- name: copied read
select * from copied order by id
;
-- name: null and text variables in create table as
do $$ declare a text := 'it''s \ so'; b date; begin create table copied2 as select a as a, b as b, id from person where name <> a and id = 1; end $$
;
-- name: copied2 read
select * from copied2
;
-- name: bare variables
do $$ declare a int := 3; b bigint; c text; begin b := a; c := b; raise notice '% % %', a, b, c; if a then raise notice 'true'; end if; end $$
;
