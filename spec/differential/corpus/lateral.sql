-- name: create team
create table team (id int primary key, name text, tags text[])
;
-- name: create player
create table player (id int primary key, team_id int, name text, score int)
;
-- name: load teams
insert into team values (1, 'red', '{a,b}'), (2, 'blue', '{}'), (3, 'green', null), (4, 'grey', '{c}')
;
-- name: load players
insert into player values (1, 1, 'Ann', 10), (2, 1, 'Bob', 30), (3, 1, 'Cy', 20), (4, 2, 'Dee', 5), (5, 2, 'Eve', null), (6, null, 'Flo', 50)
;
-- name: best two
select t.name, p.name as player, p.score from team t cross join lateral (select name, score from player where team_id = t.id order by score desc nulls last, id limit 2) p order by t.id, p.score desc nulls last
;
-- name: left join keeps teams
select t.name, p.name as player from team t left join lateral (select name from player where team_id = t.id order by id limit 1) p on true order by t.id
;
-- name: comma lateral
select t.id, x.n from team t, lateral (select count(*) as n from player where team_id = t.id) x order by t.id
;
-- name: lateral aggregate
select t.id, x.best, x.total from team t left join lateral (select max(score) as best, sum(score) as total from player p where p.team_id = t.id) x on x.total > 10 order by t.id
;
-- name: lateral values
select t.id, v.k, v.v from team t cross join lateral (values ('name', t.name), ('id', t.id::text)) v(k, v) order by t.id, v.k
;
-- name: lateral expression
select p.id, x.double, y.quad from player p cross join lateral (select p.score * 2 as double) x cross join lateral (select x.double * 2 as quad) y order by p.id
;
-- name: unnest without the word
select t.id, u.tag from team t, unnest(t.tags) as u(tag) order by t.id, u.tag
;
-- name: unnest left join
select t.id, u.tag from team t left join unnest(t.tags) as u(tag) on true order by t.id, u.tag
;
-- name: unnest with ordinality
select t.id, u.tag, u.n from team t cross join unnest(t.tags) with ordinality as u(tag, n) order by t.id, u.n
;
-- name: generate_series of a column
select p.id, g from player p, generate_series(1, p.score / 10) g order by p.id, g
;
-- name: generate_series with left join
select t.id, g.n from team t left join generate_series(2, t.id) g(n) on true order by t.id, g.n
;
-- name: lateral in lateral
select t.id, y.n from team t, lateral (select p.id from player p where p.team_id = t.id) x, lateral (select x.id + t.id as n) y order by 1, 2
;
-- name: lateral with where
select t.id, x.id as pid from team t, lateral (select * from player p where p.team_id = t.id and p.score > t.id * 5) x order by 1, 2
;
-- name: lateral with group by
select t.id, x.odd, x.n from team t, lateral (select p.id % 2 = 1 as odd, count(*) as n from player p where p.team_id = t.id group by 1) x order by 1, 2
;
-- name: lateral with union
select t.id, x.v from team t, lateral (select t.name as v union all select upper(t.name)) x order by 1, 2
;
-- name: lateral right join is refused
select * from team t right join lateral (select t.id) x on true
;
-- name: no lateral no sight
select * from team t, (select t.id) x
;
-- name: sub-select sees earlier only
select * from lateral (select t.id) x, team t
;
-- name: lateral full join is refused
select * from team t full join lateral (select t.id as i) x on true
;
-- name: exists over lateral
select t.name from team t where exists (select 1 from unnest(t.tags) x where x = 'a') order by t.id
;
-- name: scalar over unnest
select t.id, (select string_agg(x, '-' order by x desc) from unnest(t.tags) x) as s from team t order by t.id
;
-- name: array of a sub-select
select t.id, array(select p.name from player p where p.team_id = t.id order by p.id) as names from team t order by t.id
;
-- name: lateral in update
update player set score = x.m from team t, lateral (select max(p.score) as m from player p where p.team_id = t.id) x where player.team_id = t.id and player.score is null returning player.id, player.score
;
-- name: lateral limit by column
select t.id, x.name from team t, lateral (select name from player p where p.team_id = t.id order by id limit t.id) x order by t.id, x.name
;
-- name: json in lateral
select t.id, j.key, j.value from team t, jsonb_each_text(jsonb_build_object('id', t.id, 'name', t.name)) j order by t.id, j.key
;
-- name: regexp_split in lateral
select w.id, p.part from (values (1, 'a b c'), (2, 'd')) w(id, s), regexp_split_to_table(w.s, ' ') p(part) order by 1, 2
;
-- name: count of lateral
select count(*) from team t cross join lateral (select 1 from player p where p.team_id = t.id) x
;
-- name: order by a sub-select of rows
select t.id, (select max(p.score) from player p where p.team_id = t.id) as best from team t order by best desc nulls first, t.id
;
-- name: order by a sub-select that is not shown
select t.id from team t order by (select count(*) from player p where p.team_id = t.id), t.id desc
;
