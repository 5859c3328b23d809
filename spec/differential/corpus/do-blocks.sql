-- name: create item
create table item (id int primary key, name text, price numeric(8,2), tags text[], made date)
;
-- name: create log
create table log (n serial primary key, message text not null)
;
-- name: load item
insert into item values (1, 'pen', 1.50, '{a,b}', '2024-01-02'), (2, 'cup', 7, null, null), (3, null, null, '{}', '2023-12-31')
;
-- name: empty block
do $$
begin end
$$
;
-- name: null statement
do $$
begin null; end;
$$
;
-- name: notice
do $$
begin raise notice 'hello'; end
$$
;
-- name: notice with values
do $$
begin raise notice 'a % b % c %', 1, 'x', null; end
$$
;
-- name: percent signs
do $$
begin raise notice '100%% of %', 5; end
$$
;
-- name: every level
do $$
begin raise debug 'd'; raise log 'l'; raise info 'i'; raise notice 'n'; raise warning 'w'; end
$$
;
-- name: notice with options
do $$
begin raise notice 'n' using detail = 'the detail', hint = 'the hint', errcode = '01234', column = 'c', table = 't', schema = 's', constraint = 'k', datatype = 'd'; end
$$
;
-- name: warning with a condition
do $$
begin raise warning unique_violation using message = 'not unique'; end
$$
;
-- name: exception
do $$
begin raise exception 'bad %', 'thing'; end
$$
;
-- name: exception with options
do $$
begin raise exception 'bad' using errcode = 'unique_violation', detail = 'why', hint = 'how'; end
$$
;
-- name: exception with sqlstate
do $$
begin raise sqlstate '22012'; end
$$
;
-- name: exception by condition
do $$
begin raise division_by_zero; end
$$
;
-- name: exception with using only
do $$
begin raise using message = 'only this', errcode = 'P9999'; end
$$
;
-- name: level is exception when left out
do $$
begin raise 'plain'; end
$$
;
-- name: unknown condition
do $$
begin raise no_such_condition; end
$$
;
-- name: unknown errcode
do $$
begin raise exception 'x' using errcode = 'nope'; end
$$
;
-- name: null option
do $$
begin raise exception 'x' using hint = null; end
$$
;
-- name: message twice
do $$
begin raise exception 'x' using message = 'y'; end
$$
;
-- name: too few parameters
do $$
begin raise notice '% %', 1; end
$$
;
-- name: too many parameters
do $$
begin raise notice '%', 1, 2; end
$$
;
-- name: reraise outside
do $$
begin raise; end
$$
;
-- name: declared with defaults
do $$
declare a int := 1; b int default 2; c int = 3; d text; e constant numeric := 4.50; begin raise notice '% % % % %', a, b, c, d, e; end
$$
;
-- name: default uses earlier variable
do $$
declare a int := 2; b int := a * 10; begin raise notice '%', b; end
$$
;
-- name: several types
do $$
declare a smallint := 1; b bigint := 9007199254740993; c real := 1.5; d double precision := 0.1; e boolean := true; f date := '2024-02-29'; g timestamp := '2024-01-02 03:04:05.678'; h interval := '1 day 2 hours'; i uuid := '6ecd8c99-4036-403d-bf84-cf8400f67836'; j jsonb := '{"a": [1, 2]}'; k bytea := '\x01ff'; l char(5) := 'ab'; m varchar(4) := 'abcd'; n time := '12:34'; o timestamptz := '2024-01-02 03:04:05+00'; begin raise notice '% % % % % % % % % % % [%] % % %', a, b, c, d, e, f, g, h, i, j, k, l, m, n, o; end
$$
;
-- name: constant assigned
do $$
declare c constant int := 1; begin c := 2; end
$$
;
-- name: not null without default
do $$
declare x int not null; begin null; end
$$
;
-- name: not null violated
do $$
declare x int not null := 1; begin x := null; end
$$
;
-- name: not null violated by default
do $$
declare x int not null := null; begin null; end
$$
;
-- name: varchar too long
do $$
declare x varchar(3); begin x := 'abcd'; end
$$
;
-- name: varchar with blanks too long
do $$
declare x varchar(3); begin x := 'abc   '; raise notice '[%]', x; end
$$
;
-- name: char padded
do $$
declare x char(5); begin x := 'ab'; raise notice '[%] %', x, length(x); end
$$
;
-- name: numeric rounded
do $$
declare x numeric(6,2); begin x := 1234.567; raise notice '%', x; end
$$
;
-- name: numeric overflow
do $$
declare x numeric(4,2); begin x := 123.4; end
$$
;
-- name: integer from text
do $$
declare x int; begin x := '42'; raise notice '%', x + 1; end
$$
;
-- name: integer from bad text
do $$
declare x int; begin x := 'abc'; end
$$
;
-- name: integer from numeric
do $$
declare x int; begin x := 2.5; raise notice '%', x; x := 3.5; raise notice '%', x; end
$$
;
-- name: integer overflow
do $$
declare x int; begin x := 3000000000; end
$$
;
-- name: smallint overflow
do $$
declare x smallint := 1; begin x := 40000; end
$$
;
-- name: text from anything
do $$
declare x text; begin x := 5; raise notice '%', x; x := true; raise notice '%', x; x := 1.50; raise notice '%', x; x := date '2024-01-01'; raise notice '%', x; end
$$
;
-- name: boolean from integer
do $$
declare b boolean; begin b := 1; raise notice '%', b; end
$$
;
-- name: boolean from bad integer
do $$
declare b boolean; begin b := 2; end
$$
;
-- name: integer from boolean
do $$
declare x int; begin x := true; end
$$
;
-- name: date from text
do $$
declare d date; begin d := '2024-03-01'; d := d + 30; raise notice '%', d; end
$$
;
-- name: like a column
do $$
declare x item.price%type; y item.name%type := 'n'; begin x := 1.239; raise notice '% %', x, y; end
$$
;
-- name: like a variable
do $$
declare a numeric(5,1); b a%type; begin b := 1.25; raise notice '%', b; end
$$
;
-- name: row type
do $$
declare r item%rowtype; begin select * into r from item where id = 1; raise notice '% % % %', r.id, r.name, r.price, r.tags; r.name := 'pencil'; raise notice '%', r.name; end
$$
;
-- name: row type by table name
do $$
declare r item; begin r.id := 9; r.name := 'x'; raise notice '% % %', r.id, r.name, r.price; end
$$
;
-- name: record
do $$
declare r record; begin select id, name as title into r from item where id = 2; raise notice '% %', r.id, r.title; end
$$
;
-- name: record without shape
do $$
declare r record; begin raise notice '%', r.x; end
$$
;
-- name: record without field
do $$
declare r record; begin select 1 as a into r; raise notice '%', r.b; end
$$
;
-- name: record field assigned
do $$
declare r record; begin select 1 as a, 'x' as b into r; r.a := r.a + 1; r.b := r.b || 'y'; raise notice '% %', r.a, r.b; end
$$
;
-- name: record field unknown assigned
do $$
declare r record; begin select 1 as a into r; r.z := 1; end
$$
;
-- name: record copied
do $$
declare r record; s record; begin select 1 as a, 2 as b into r; s := r; r.a := 9; raise notice '% %', s.a, s.b; end
$$
;
-- name: whole record shown
do $$
declare r record; begin select 1 as a, 'x y' as b into r; raise notice '%', r; end
$$
;
-- name: whole row shown
do $$
declare r item%rowtype; begin select * into r from item where id = 1; raise notice '%', r; end
$$
;
-- name: record as json
do $$
declare r record; begin select 1 as a, 'x' as b into r; raise notice '%', row_to_json(r); end
$$
;
-- name: row is null
do $$
declare r item%rowtype; begin raise notice '%', r is null; select * into r from item where id = 1; raise notice '%', r is null; end
$$
;
-- name: alias
do $$
declare a int := 5; b alias for a; begin b := 6; raise notice '% %', a, b; end
$$
;
-- name: array element
do $$
declare a int[] := '{1,2,3}'; begin a[2] := 20; a[5] := 50; raise notice '% %', a, a[2]; end
$$
;
-- name: array from nothing
do $$
declare a text[]; begin a[3] := 'x'; raise notice '%', a; a[1] := 'y'; raise notice '%', a; end
$$
;
-- name: array of two dimensions
do $$
declare a int[] := '{{1,2},{3,4}}'; begin a[2][1] := 9; raise notice '%', a; a[3][1] := 1; end
$$
;
-- name: array functions
do $$
declare a int[] := array[3,1,2]; begin a := a || 4; a := array_append(a, 5); raise notice '% % %', a, array_length(a, 1), a[1:2]; end
$$
;
-- name: if and else
do $$
declare x int := 5; begin if x > 3 then raise notice 'more'; else raise notice 'less'; end if; if x is null then raise notice 'null'; end if; end
$$
;
-- name: elsif
do $$
declare x int; begin for x in 1..4 loop if x = 1 then raise notice 'one'; elsif x = 2 then raise notice 'two'; elseif x = 3 then raise notice 'three'; else raise notice 'many'; end if; end loop; end
$$
;
-- name: null condition
do $$
begin if null then raise notice 'yes'; else raise notice 'no'; end if; end
$$
;
-- name: condition is no boolean
do $$
begin if 5 then raise notice 'yes'; end if; end
$$
;
-- name: condition is text
do $$
begin if 'maybe' then raise notice 'yes'; end if; end
$$
;
-- name: simple case
do $$
declare x int := 2; begin case x when 1, 3 then raise notice 'odd'; when 2 then raise notice 'two'; else raise notice 'else'; end case; end
$$
;
-- name: searched case
do $$
declare x int := 7; begin case when x < 5 then raise notice 'small'; when x between 5 and 9 then raise notice 'middle'; end case; end
$$
;
-- name: case not found
do $$
begin case 5 when 1 then null; end case; end
$$
;
-- name: case in case
do $$
declare x text := 'b'; y int := 2; begin case x when 'a' then null; when 'b' then case y when 2 then raise notice 'b2'; else null; end case; end case; end
$$
;
-- name: loop and exit
do $$
declare i int := 0; begin loop i := i + 1; exit when i = 3; end loop; raise notice '%', i; end
$$
;
-- name: loop and continue
do $$
declare i int := 0; begin loop i := i + 1; continue when i % 2 = 0; exit when i > 6; raise notice '%', i; end loop; end
$$
;
-- name: labels
do $$
<<outer>> begin <<a>> for i in 1..3 loop <<b>> for j in 1..3 loop continue a when j = 2; exit a when i = 3; raise notice '% %', i, j; end loop b; end loop a; raise notice 'end'; exit outer; raise notice 'never'; end outer
$$
;
-- name: label of a block
do $$
begin <<inner>> begin raise notice 'in'; exit inner; raise notice 'never'; end; raise notice 'out'; end
$$
;
-- name: while
do $$
declare i int := 3; begin while i > 0 loop raise notice '%', i; i := i - 1; end loop; end
$$
;
-- name: for backwards
do $$
begin for i in reverse 5..1 by 2 loop raise notice '%', i; end loop; end
$$
;
-- name: for with step
do $$
begin for i in 1..10 by 4 loop raise notice '%', i; end loop; end
$$
;
-- name: for without a turn
do $$
begin for i in 5..1 loop raise notice '%', i; end loop; raise notice 'found %', found; end
$$
;
-- name: for with a null bound
do $$
begin for i in 1..null loop null; end loop; end
$$
;
-- name: for with step zero
do $$
begin for i in 1..3 by 0 loop null; end loop; end
$$
;
-- name: for variable hides
do $$
declare i text := 'outside'; begin for i in 1..2 loop raise notice '%', i; end loop; raise notice '%', i; end
$$
;
-- name: for over a query
do $$
declare r record; begin for r in select id, name from item order by id loop raise notice '% %', r.id, r.name; end loop; raise notice 'found %', found; end
$$
;
-- name: for over a query with scalars
do $$
declare a int; b text; begin for a, b in select id, name from item order by id desc loop raise notice '% %', a, b; end loop; end
$$
;
-- name: for over nothing
do $$
declare r record; begin for r in select id from item where id > 99 loop null; end loop; raise notice 'found %', found; end
$$
;
-- name: for over values
do $$
declare r record; begin for r in values (1, 'a'), (2, 'b') loop raise notice '%', r; end loop; end
$$
;
-- name: for over generate_series
do $$
declare n int; begin for n in select generate_series(1, 3) loop raise notice '%', n; end loop; end
$$
;
-- name: for over execute
do $$
declare r record; begin for r in execute 'select id from item where id >= $1 order by id' using 2 loop raise notice '%', r.id; end loop; end
$$
;
-- name: for with variables in the query
do $$
declare lowest int := 2; r record; begin for r in select id from item where id >= lowest order by id loop raise notice '%', r.id; end loop; end
$$
;
-- name: loop sees its beginning
do $$
declare r record; n int := 0; begin for r in select id from item loop n := n + 1; insert into item (id) values (r.id + 100); end loop; raise notice '%', n; delete from item where id > 100; end
$$
;
-- name: foreach
do $$
declare x int; begin foreach x in array array[3, 1, null, 2] loop raise notice '%', x; end loop; end
$$
;
-- name: foreach over text
do $$
declare x text; begin foreach x in array string_to_array('a,b,c', ',') loop raise notice '%', x; end loop; end
$$
;
-- name: foreach slice
do $$
declare x int[]; begin foreach x slice 1 in array array[[1,2],[3,4]] loop raise notice '%', x; end loop; end
$$
;
-- name: foreach over null
do $$
declare x int; begin foreach x in array null::int[] loop null; end loop; end
$$
;
-- name: foreach over no array
do $$
declare x int; begin foreach x in array 5 loop null; end loop; end
$$
;
-- name: perform and found
do $$
begin perform 1 from item where id = 1; raise notice '%', found; perform 1 from item where id = 99; raise notice '%', found; end
$$
;
-- name: select into
do $$
declare a int; b text; begin select id, name into a, b from item where id = 1; raise notice '% % %', a, b, found; end
$$
;
-- name: select into nothing
do $$
declare a int := 5; begin select id into a from item where id = 99; raise notice '% %', a, found; end
$$
;
-- name: select into takes the first
do $$
declare a int; begin select id into a from item order by id desc; raise notice '%', a; end
$$
;
-- name: select into fewer
do $$
declare a int; b int := 7; begin select 1 into a, b; raise notice '% %', a, b; end
$$
;
-- name: select into more
do $$
declare a int; begin select 1, 2 into a; raise notice '%', a; end
$$
;
-- name: select into strict
do $$
declare a int; begin select id into strict a from item where id = 2; raise notice '%', a; end
$$
;
-- name: strict without a row
do $$
declare a int; begin select id into strict a from item where id = 99; end
$$
;
-- name: strict with two rows
do $$
declare a int; begin select id into strict a from item; end
$$
;
-- name: select into converts
do $$
declare a text; b numeric(5,1); begin select id, 1.25 into a, b from item where id = 1; raise notice '% %', a, b; end
$$
;
-- name: select without destination
do $$
begin select 1; end
$$
;
-- name: returning without destination
do $$
begin delete from item where id = 77 returning id; end
$$
;
-- name: insert with variables
do $$
declare i int := 50; n text := 'new'; begin insert into item (id, name) values (i, n); raise notice '%', found; end
$$
;
-- name: insert returning into
do $$
declare x int; y text; begin insert into item (id, name) values (51, 'more') returning id, upper(name) into x, y; raise notice '% %', x, y; end
$$
;
-- name: update with variables
do $$
declare factor numeric := 2; begin update item set price = price * factor where id = 1; raise notice '%', found; update item set price = 1 where id = 99; raise notice '%', found; end
$$
;
-- name: update returning into
do $$
declare p numeric; begin update item set price = 3.5 where id = 1 returning price into p; raise notice '%', p; end
$$
;
-- name: update returning two into
do $$
declare p numeric; begin update item set price = 3.5 where id > 49 returning price into p; end
$$
;
-- name: row count
do $$
declare n int; begin update item set name = name where id < 3; get diagnostics n = row_count; raise notice '%', n; delete from item where id >= 50; get diagnostics n := row_count; raise notice '%', n; end
$$
;
-- name: row count of a query
do $$
declare n bigint; begin perform 1 from item; get diagnostics n = row_count; raise notice '%', n; end
$$
;
-- name: rows after the changes
select id, name, price from item order by id
;
-- name: insert of a row variable
do $$
declare r item%rowtype; begin r.id := 60; r.name := 'row'; insert into item values (r.*); insert into item select r.id + 1, r.name; end
$$
;
-- name: rows of the row variable
select id, name from item where id >= 60 order by id
;
-- name: column and variable
do $$
declare name text := 'pen'; begin perform 1 from item where name = name; end
$$
;
-- name: column and variable with use_variable
do $$
#variable_conflict use_variable
declare name text := 'cup'; n int; begin select count(*) into n from item where id = 2 and name = 'cup'; raise notice '%', n; end
$$
;
-- name: column and variable with use_column
do $$
#variable_conflict use_column
declare name text := 'cup'; n int; begin select count(*) into n from item where name = 'pen'; raise notice '%', n; end
$$
;
-- name: qualified by a label
do $$
<<b>> declare name text := 'pen'; n int; begin select count(*) into n from item where item.name = b.name; raise notice '%', n; end
$$
;
-- name: names in set and insert are columns
do $$
declare price numeric := 5; v int := 60; begin update item set price = 4 where id = v; insert into item (id, name) values (62, 'i'); end
$$
;
-- name: on conflict names a column
do $$
declare v int := 60; begin insert into item (id, name) values (v, 'again') on conflict (id) do update set name = excluded.name || v; end
$$
;
-- name: after on conflict
select name from item where id = 60
;
-- name: on conflict is ambiguous
do $$
declare id int := 60; begin insert into item (id, name) values (60, 'again') on conflict (id) do nothing; end
$$
;
-- name: order by an output name
do $$
declare total int; r record; begin for r in select id as total from item where id < 4 order by total desc loop raise notice '%', r.total; end loop; end
$$
;
-- name: variable as a column name
do $$
declare v int := 5; r record; begin select v, v + 1 as w into r; raise notice '% %', r.v, r.w; end
$$
;
-- name: inner hides outer
do $$
<<o>> declare x int := 1; begin declare x int := 2; begin raise notice '% %', x, o.x; end; raise notice '%', x; end
$$
;
-- name: inner made anew
do $$
declare n int := 0; begin for i in 1..2 loop declare c int := 0; begin c := c + 1; n := n + c; end; end loop; raise notice '%', n; end
$$
;
-- name: unknown variable assigned
do $$
begin nope := 1; end
$$
;
-- name: unknown variable read
do $$
begin raise notice '%', nope; end
$$
;
-- name: unknown column
do $$
begin perform nope from item; end
$$
;
-- name: unknown table
do $$
begin perform 1 from nowhere; end
$$
;
-- name: unknown function
do $$
declare x int; begin x := no_such_function(1); end
$$
;
-- name: division by zero
do $$
declare x int := 0; begin x := 1 / x; end
$$
;
-- name: division by zero of constants
do $$
declare x int := 0; begin x := 1 / 0; end
$$
;
-- name: scalar sub-select
do $$
declare x int; begin x := (select max(id) from item where id < 10); raise notice '%', x; x := count(*) from item; raise notice '%', x; end
$$
;
-- name: too many rows in an expression
do $$
declare x int; begin x := id from item; end
$$
;
-- name: two columns in an expression
do $$
declare x int; begin x := 1, 2; end
$$
;
-- name: exists in a condition
do $$
begin if exists (select 1 from item where id = 1) then raise notice 'there'; end if; if not exists (select from item where id = 99) then raise notice 'not there'; end if; end
$$
;
-- name: caught
do $$
begin insert into item (id) values (1); exception when unique_violation then raise notice '% %', sqlstate, sqlerrm; end
$$
;
-- name: caught by others
do $$
begin perform 1 / 0; exception when others then raise notice '% %', sqlstate, sqlerrm; end
$$
;
-- name: caught by class
do $$
begin perform 1 / 0; exception when data_exception then raise notice 'data'; end
$$
;
-- name: caught by sqlstate
do $$
begin raise exception 'x' using errcode = 'ABCDE'; exception when sqlstate 'ABCDE' then raise notice 'mine'; end
$$
;
-- name: caught by one of several
do $$
begin raise exception 'x' using errcode = 'no_data_found'; exception when unique_violation or no_data_found then raise notice 'one'; when others then raise notice 'other'; end
$$
;
-- name: not caught
do $$
begin perform 1 / 0; exception when unique_violation then raise notice 'no'; end
$$
;
-- name: unknown exception condition
do $$
begin null; exception when no_such_thing then null; end
$$
;
-- name: changes are undone
do $$
begin insert into log (message) values ('before'); begin insert into log (message) values ('within'); raise exception 'undo'; exception when others then insert into log (message) values ('handler'); end; insert into log (message) values ('after'); end
$$
;
-- name: log
select message from log order by n
;
-- name: variables are not undone
do $$
declare x int := 1; begin begin x := 2; perform 1 / 0; exception when others then raise notice '%', x; end; end
$$
;
-- name: handler fails
do $$
begin perform 1 / 0; exception when others then raise exception 'second'; end
$$
;
-- name: raised again
do $$
begin begin perform 1 / 0; exception when others then raise notice 'first'; raise; end; exception when division_by_zero then raise notice 'again %', sqlerrm; end
$$
;
-- name: raised again to the client
do $$
begin perform 1 / 0; exception when others then raise; end
$$
;
-- name: nested handlers
do $$
begin begin raise exception 'in'; exception when others then begin raise exception 'deeper'; exception when others then raise notice '%', sqlerrm; end; raise notice '%', sqlerrm; end; end
$$
;
-- name: stacked diagnostics
do $$
declare s text; m text; d text; h text; c text; t text; begin raise exception 'm' using detail = 'd', hint = 'h', errcode = '12345', constraint = 'c', table = 't'; exception when others then get stacked diagnostics s = returned_sqlstate, m = message_text, d = pg_exception_detail, h = pg_exception_hint, c = constraint_name, t = table_name; raise notice '% % % % % %', s, m, d, h, c, t; end
$$
;
-- name: stacked diagnostics of a violation
do $$
declare t text; c text; begin insert into item (id) values (1); exception when others then get stacked diagnostics t = table_name, c = constraint_name; raise notice '% %', t, c; end
$$
;
-- name: stacked diagnostics outside
do $$
declare s text; begin get stacked diagnostics s = message_text; end
$$
;
-- name: context of an error
do $$
declare c text; begin perform 1 / 0; exception when others then get stacked diagnostics c = pg_exception_context; raise notice '%', c; end
$$
;
-- name: assert
do $$
begin assert 1 = 1; assert 2 > 1, 'no'; end
$$
;
-- name: assert fails
do $$
begin assert 1 = 2; end
$$
;
-- name: assert fails with a message
do $$
declare x int := 3; begin assert x < 3, format('x is %s', x); end
$$
;
-- name: assert null
do $$
begin assert null, 'null'; end
$$
;
-- name: assert is not caught by others
do $$
begin assert false, 'kept'; exception when others then null; end
$$
;
-- name: assert caught by name
do $$
begin assert false, 'kept'; exception when assert_failure then raise notice 'caught'; end
$$
;
-- name: return ends it
do $$
begin raise notice 'one'; return; raise notice 'two'; end
$$
;
-- name: return in a loop
do $$
begin for i in 1..3 loop if i = 2 then return; end if; raise notice '%', i; end loop; end
$$
;
-- name: return with a value
do $$
begin return 1; end
$$
;
-- name: execute
do $$
begin execute 'insert into log (message) values (''dynamic'')'; end
$$
;
-- name: execute using
do $$
declare n int; begin execute 'select count(*) from item where id < $1 and name = $2' into n using 3, 'pen'; raise notice '%', n; end
$$
;
-- name: execute with format
do $$
declare n int; begin execute format('select count(*) from %I where %I = %L', 'item', 'name', 'pen') into n; raise notice '%', n; end
$$
;
-- name: execute ddl
do $$
begin execute 'create table made (a int, b text)'; execute 'insert into made values ($1, $2)' using 1, 'x'; end
$$
;
-- name: made read
select * from made
;
-- name: execute keeps found
do $$
begin perform 1 from item where id = 99; execute 'select 1'; raise notice '%', found; end
$$
;
-- name: execute null
do $$
declare q text; begin execute q; end
$$
;
-- name: execute a syntax error
do $$
begin execute 'selec 1'; end
$$
;
-- name: execute an unknown table
do $$
begin execute 'select * from nowhere'; end
$$
;
-- name: execute sees no variables
do $$
declare v int := 1; begin execute 'select v'; end
$$
;
-- name: execute without parameter
do $$
begin execute 'select $1'; end
$$
;
-- name: execute several
do $$
begin execute 'insert into log (message) values (''a''); insert into log (message) values (''b'')'; end
$$
;
-- name: execute select into
do $$
begin execute 'select 1 as a into temp x'; end
$$
;
-- name: execute begin
do $$
begin execute 'begin'; end
$$
;
-- name: execute into strict
do $$
declare n int; begin execute 'select id from item where id = 99' into strict n; end
$$
;
-- name: execute row count
do $$
declare n int; begin execute 'update item set name = name where id < 3'; get diagnostics n = row_count; raise notice '%', n; end
$$
;
-- name: execute a block
do $$
begin execute 'do ''begin raise notice $a$inner$a$; end'''; end
$$
;
-- name: static ddl
do $$
begin create table made_too (a int); insert into made_too values (1); alter table made_too add column b int default 5; end
$$
;
-- name: made too read
select * from made_too
;
-- name: drop in a block
do $$
begin drop table made; drop table if exists not_there; end
$$
;
-- name: ddl undone by an error
do $$
begin create table gone (a int); raise exception 'stop'; end
$$
;
-- name: gone is gone
select * from gone
;
-- name: ddl undone by a handler
do $$
begin begin create table gone2 (a int); perform 1 / 0; exception when others then null; end; end
$$
;
-- name: gone2 is gone
select * from gone2
;
-- name: create type in a block
do $$
begin create type mood as enum ('sad', 'ok'); exception when duplicate_object then null; end
$$
;
-- name: create type again
do $$
begin create type mood as enum ('sad', 'ok'); exception when duplicate_object then raise notice 'it is there'; end
$$
;
-- name: enum variable
do $$
declare m mood := 'ok'; begin if m > 'sad' then raise notice '%', m; end if; m := 'bad'; end
$$
;
-- name: savepoint is refused
do $$
begin savepoint a; end
$$
;
-- name: set in a block
do $$
begin set local work_mem = '5MB'; perform set_config('application_name', 'block', true); raise notice '%', current_setting('application_name'); end
$$
;
-- name: begin
begin
;
-- name: within a transaction
do $$
begin insert into log (message) values ('in transaction'); end
$$
;
-- name: commit within a transaction
do $$
begin commit; end
$$
;
-- name: rollback
rollback
;
-- name: commit
do $$
begin insert into log (message) values ('committed'); commit; insert into log (message) values ('undone'); rollback; end
$$
;
-- name: log after commit
select message from log where message in ('committed', 'undone', 'in transaction')
;
-- name: commit within exception
do $$
begin commit; exception when others then raise notice '%', sqlerrm; end
$$
;
-- name: commit in a loop
do $$
begin for i in 1..3 loop insert into log (message) values ('turn ' || i); if i % 2 = 0 then rollback; else commit; end if; end loop; end
$$
;
-- name: turns
select message from log where message like 'turn%' order by 1
;
-- name: syntax error in the block
do $$
begin if true then; end
$$
;
-- name: syntax error of sql
do $$
begin insert item; end
$$
;
-- name: syntax error in an expression
do $$
declare x int; begin x := 1 +; end
$$
;
-- name: missing end
do $$
begin if true then null; end
$$
;
-- name: missing semicolon
do $$
begin null end
$$
;
-- name: no begin
do $$
null;
$$
;
-- name: unknown type
do $$
declare x nothing; begin null; end
$$
;
-- name: unknown label
do $$
begin loop exit nowhere; end loop; end
$$
;
-- name: exit outside of a loop
do $$
begin exit; end
$$
;
-- name: declared twice
do $$
declare a int; a text; begin null; end
$$
;
-- name: language plpgsql
do language plpgsql $$
begin raise notice 'x'; end
$$
;
-- name: language behind
do $$
begin raise notice 'x'; end
$$ language plpgsql
;
-- name: quoted body
do 'begin raise notice ''it''''s %'', 1; end'
;
-- name: escaped body
do E'begin\n raise notice \'x\';\nend'
;
-- name: language sql
do $$
select 1
$$ language sql
;
-- name: unknown language
do $$
begin end
$$ language nothing
;
-- name: no code
do language plpgsql
;
-- name: code twice
do $$begin end$$ $$begin end$$
;
-- name: comments
do $$
-- a comment
begin /* here
 too */ raise notice 'x'; -- and here
end -- at the end
$$
;
-- name: quoted names
do $$
declare "My Var" int := 1; "select" text := 's'; begin "My Var" := "My Var" + 1; raise notice '% %', "My Var", "select"; end
$$
;
-- name: characters of other alphabets
do $$
declare größe text := 'ß'; begin größe := größe || '€'; raise notice '% %', größe, length(größe); perform 'x' || nichts; end
$$
;
-- name: lines are counted
do $$
declare
  x int;
begin
  x := 1;
  perform 1 / (x - 1);
end
$$
;
-- name: recursion by sql
do $$
declare n int; begin with recursive r(i) as (select 1 union all select i + 1 from r where i < 5) select sum(i) into n from r; raise notice '%', n; end
$$
;
-- name: data of two tables
do $$
declare r record; begin for r in select i.id, l.n from item i left join log l on l.n = i.id where i.id <= 2 order by i.id loop raise notice '%', r.id; end loop; end
$$
;
-- name: fills a table
do $$
begin for i in 1..20 loop insert into item (id, name, price) values (1000 + i, 'filled ' || i, i * 1.25); end loop; end
$$
;
-- name: filled
select count(*), sum(price) from item where id > 1000
;
-- name: deletes it again
do $$
declare r record; begin for r in select id from item where id > 1000 loop delete from item where id = r.id; end loop; end
$$
;
-- name: deleted
select count(*) from item where id > 1000
;
-- name: guarded ddl
do $$
begin if not exists (select 1 from information_schema.columns where table_name = 'item' and column_name = 'note') then alter table item add column note text; end if; end
$$
;
-- name: guarded ddl again
do $$
begin if not exists (select 1 from pg_attribute where attrelid = 'item'::regclass and attname = 'note') then alter table item add column note text; raise notice 'added'; else raise notice 'there already'; end if; end
$$
;
