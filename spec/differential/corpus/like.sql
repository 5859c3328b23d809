-- name: create
create table k (id int primary key, t text)
;
-- name: load
insert into k values (1, 'apple'), (2, 'Apple'), (3, '50% off'), (4, 'a_b'), (5, 'axb'), (6, null), (7, ''), (8, 'back\slash'), (9, E'two\nlines'), (10, 'xappley')
;
-- name: prefix
select id from k where t like 'ap%' order by id
;
-- name: suffix
select id from k where t like '%le' order by id
;
-- name: infix
select id from k where t like '%ppl%' order by id
;
-- name: one character
select id from k where t like 'a_b' order by id
;
-- name: escaped underscore
select id from k where t like 'a\_b' order by id
;
-- name: escaped percent
select id from k where t like '%\%%' order by id
;
-- name: own escape character
select id from k where t like 'a#_b' escape '#' order by id
;
-- name: no escape character
select id from k where t like 'back\slash' escape '' order by id
;
-- name: escaped backslash
select id from k where t like 'back\\slash' order by id
;
-- name: case insensitive
select id from k where t ilike 'APPLE' order by id
;
-- name: ilike infix
select id from k where t ilike '%APP%' order by id
;
-- name: not like
select id from k where t not like '%a%' order by id
;
-- name: not ilike
select id from k where t not ilike 'A%' order by id
;
-- name: across lines
select id from k where t like 'two%lines' order by id
;
-- name: everything but null
select id from k where t like '%' order by id
;
-- name: empty pattern
select id from k where t like '' order by id
;
-- name: pattern from concatenation
select id from k where t like '%' || 'ppl' || '%' order by id
;
-- name: pattern from a column
select a.id, b.id from k a join k b on a.t like b.t || '%' where a.id < b.id and b.t <> '' order by 1, 2
;
-- name: pattern parameter
-- params: 'ap%'
select id from k where t like $1 order by id
;
-- name: ilike parameter
-- params: '%APPLE%'
select id from k where t ilike $1 order by id
;
-- name: null pattern
select id from k where t like null
;
-- name: pattern ends with escape
select id from k where t like 'a\'
;
-- name: like as value
select id, t like 'a%' as l from k order by id
;
-- name: operators for like
select 'abc' ~~ 'a%' as a, 'ABC' ~~* 'a%' as b, 'abc' !~~ 'b%' as c
;
-- name: similar to
select id from k where t similar to '(apple|axb)' order by id
;
-- name: like any
select id from k where t like any (array['a_b', '%off']) order by id
;
-- name: like on a number
select 1 where 15 like '1%'
;
