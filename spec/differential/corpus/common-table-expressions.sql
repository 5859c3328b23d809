-- name: create nodes
create table node (id int primary key, parent int, name text)
;
-- name: load nodes
insert into node values (1, null, 'root'), (2, 1, 'a'), (3, 1, 'b'), (4, 2, 'a1'), (5, 2, 'a2'), (6, 4, 'a1x'), (7, null, 'alone')
;
-- name: create edges
create table edge (a int, b int, cost int)
;
-- name: load edges
insert into edge values (1, 2, 5), (2, 3, 7), (3, 1, 1), (2, 4, 2), (4, 5, 9)
;
-- name: simple
with n as (select id, name from node where parent = 1) select * from n order by id
;
-- name: column names
with n(x, y) as (select id, name from node) select x, y from n where x < 3 order by x
;
-- name: too many column names
with n(x, y, z) as (select id, name from node) select * from n
;
-- name: fewer column names
with n(x) as (select id, name from node where id = 1) select * from n
;
-- name: used twice
with n as (select id, parent from node) select a.id, b.id as child from n a join n b on b.parent = a.id order by 1, 2
;
-- name: one uses another
with a as (select id from node where parent is null), b as (select n.id from node n join a on n.parent = a.id) select id from b order by id
;
-- name: later one is not seen
with a as (select * from b), b as (select 1) select * from a
;
-- name: name twice
with a as (select 1), a as (select 2) select * from a
;
-- name: hides a table
with node as (select 42 as id) select * from node
;
-- name: nested with
with a as (with b as (select 1 as x) select x + 1 as y from b) select y from a
;
-- name: with in a sub-select
select (with c as (select count(*) as n from node) select n from c) as n
;
-- name: with in from
select t.n from (with c as (select name as n from node where id = 1) select n from c) t
;
-- name: materialized
with a as materialized (select id from node) select count(*) from a
;
-- name: not materialized
with a as not materialized (select id from node) select count(*) from a, a b
;
-- name: unused
with a as (select 1 / 0) select 1 as one
;
-- name: with values
with v(k, t) as (values (1, 'one'), (2, 'two')) select v.t, n.name from v join node n on n.id = v.k order by v.k
;
-- name: with and union
with a as (select 1 as x) select x from a union all select x + 1 from a order by x
;
-- name: with order and limit
with a as (select id from node order by id desc limit 3) select id from a order by id
;
-- name: counting
with recursive t(n) as (select 1 union all select n + 1 from t where n < 10) select sum(n) as s, count(*) as c from t
;
-- name: tree
with recursive t as (select id, name, 0 as depth from node where parent is null union all select n.id, n.name, t.depth + 1 from node n join t on n.parent = t.id) select * from t order by depth, id
;
-- name: path
with recursive t(id, path) as (select id, name from node where id = 1 union all select n.id, t.path || '/' || n.name from node n join t on n.parent = t.id) select path from t order by path
;
-- name: path as array
with recursive t(id, path) as (select id, array[id] from node where parent is null union all select n.id, t.path || n.id from node n join t on n.parent = t.id) select id, path from t order by path
;
-- name: ancestors
with recursive up(id, parent) as (select id, parent from node where id = 6 union select n.id, n.parent from node n join up on n.id = up.parent) select id from up order by id
;
-- name: cycle ended by union
with recursive r(x) as (select 1 union select e.b from edge e join r on e.a = r.x) select x from r order by x
;
-- name: cycle clause
with recursive r(x) as (select 1 union all select e.b from edge e join r on e.a = r.x) cycle x set looped using way select x, looped from r order by x, looped
;
-- name: search depth first
with recursive t(id, parent) as (select id, parent from node where id = 1 union all select n.id, n.parent from node n join t on n.parent = t.id) search depth first by id set ord select id from t order by ord
;
-- name: search breadth first
with recursive t(id, parent) as (select id, parent from node where id = 1 union all select n.id, n.parent from node n join t on n.parent = t.id) search breadth first by id set ord select id from t order by ord
;
-- name: limit ends recursion
with recursive t(n) as (select 1 union all select n + 1 from t) select n from t limit 5
;
-- name: fibonacci
with recursive f(a, b) as (select 0, 1 union all select b, a + b from f where b < 100) select a from f
;
-- name: recursion in both terms
with recursive t(n) as (select n from t union all select 1) select * from t
;
-- name: recursion in an outer join
with recursive t(n) as (select 1 union all select t.n from node left join t on true) select * from t
;
-- name: recursion with aggregate
with recursive t(n) as (select 1 union all select max(n) from t) select * from t
;
-- name: recursion of other type
with recursive t(n) as (select 1 union all select n || 'x' from t) select * from t
;
-- name: mutual recursion
with recursive a(n) as (select 1 union all select n from b), b(n) as (select n from a) select * from a
;
-- name: recursive without recursion
with recursive a as (select 7 as x) select x from a
;
-- name: insert returning in with
with i as (insert into node values (8, 7, 'new') returning id, name) select * from i
;
-- name: inserted
select name from node where id = 8
;
-- name: snapshot before the change
with i as (insert into node values (9, 7, 'newer') returning id) select (select count(*) from node) as before, count(*) as added from i
;
-- name: update returning in with
with u as (update node set name = upper(name) where parent = 7 returning id, name) select * from u order by id
;
-- name: delete returning in with
with d as (delete from node where parent = 7 returning name) select name from d order by name
;
-- name: move rows
with d as (delete from edge where cost > 8 returning a, b, cost) insert into edge select b, a, cost from d
;
-- name: moved
-- unordered
select * from edge
;
-- name: change that nobody reads
with d as (delete from edge where cost = 9) select count(*) as n from edge
;
-- name: it was made
select count(*) as n from edge
;
-- name: two changes
with a as (update edge set cost = cost + 1 where a = 2 returning cost), b as (insert into node values (20, null, 'z') returning id) select (select sum(cost) from a) as s, (select id from b) as i
;
-- name: with before insert
with src as (select 21 as id, 'w' as name) insert into node (id, name) select id, name from src
;
-- name: with before update
with m as (select max(id) as id from node) update node set name = 'last' from m where node.id = m.id returning node.id, node.name
;
-- name: with before delete
with m as (select id from node where name = 'last') delete from node using m where node.id = m.id returning node.id
;
-- name: change without returning read
with d as (delete from edge where false) select * from d
;
-- name: change below the top
select * from (with d as (delete from edge returning *) select * from d) t
;
-- name: with parameter
-- params: 1, 'x'
with p as (select $1::int as id, $2::text as t) select n.name, p.t from node n join p using (id)
;
