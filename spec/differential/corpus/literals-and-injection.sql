-- name: create
create table texts (id int primary key, t text, n int)
;
-- name: quote at the end
insert into texts values (1, 'it''s', 5)
;
-- name: looks like a comment
insert into texts values (2, 'a -- b', -5), (3, 'a /* b', 0)
;
-- name: looks like more statements
insert into texts values (4, '''); drop table texts; --', 7)
;
-- name: backslashes mean themselves
insert into texts values (5, 'a\''', 8), (6, E'a\\''\tb', 9)
;
-- name: dollar quotes
insert into texts values (7, $q$it's $1 {not} a ? parameter$q$, 10)
;
-- name: unicode escapes
insert into texts values (8, U&'\0027 or 1=1 --', 11), (9, U&'d!0061t!+000061' uescape '!', 12)
;
-- name: continued literal
insert into texts values (10, 'one '
 'two', 13)
;
-- name: question marks and braces
insert into texts values (11, '? {fn now()} :x %ID ^%sys', 14)
;
-- name: read them
select id, t, length(t) from texts order by id
;
-- name: found by the same literals
select id from texts where t = 'it''s' or t = '''); drop table texts; --' or t = $q$it's $1 {not} a ? parameter$q$ or t = U&'\0027 or 1=1 --' order by id
;
-- name: comment within a statement
select id /* ' */ from texts -- ' or 1=1
where id = 1
;
-- name: nested comment
select /* a /* b */ ' */ id from texts where id = 1
;
-- name: minus before a negative value
select id, n - -1, 5 - n, -n, - -n from texts where n = -5
;
-- name: minus before a negative parameter
prepare p(int) as select n -$1, -$1, 5 -$1 from texts where id = 1
;
-- name: minus before a negative parameter, run
execute p(-3)
;
-- name: minus before a negative literal without blank
select n-(-1) from texts where id = 1
;
-- name: identifier with quotes
create table "a""; drop table texts; --" ("c'1" int, "c""2" text)
;
-- name: fill it
insert into "a""; drop table texts; --" ("c'1", "c""2") values (1, '"')
;
-- name: read it
select "c'1", "c""2" from "a""; drop table texts; --"
;
-- name: drop it
drop table "a""; drop table texts; --"
;
-- name: still there
select count(*) from texts
;
-- name: alias with a quote
select t as "x""; y" from texts where id = 1
;
-- name: like with quotes and escapes
select id from texts where t like '%''%' or t like 'a \% b' escape '|' order by id
;
-- name: backslash escapes on
set standard_conforming_strings = off
;
-- name: backslash escapes on, insert
insert into texts values (12, 'a\'b\\c', 15)
;
-- name: backslash escapes on, read
select t, length(t), 'x\'y' from texts where t = 'a\'b\\c'
;
-- name: backslash escapes on, update
update texts set t = 'd\ne' where t = 'a\'b\\c'
;
-- name: backslash escapes off
set standard_conforming_strings = on
;
-- name: read with a line end
select id, length(t) from texts where t = E'd\ne'
;
-- name: backslash is a backslash
select 'a\nb', length('a\nb')
;
-- name: invalid unicode escape
select U&'\d800'
;
-- name: null byte
select E'a\000b'
;
-- name: unterminated
select 'abc
;
-- name: unterminated comment
select 1 /* abc
;
