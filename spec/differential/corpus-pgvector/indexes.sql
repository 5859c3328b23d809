-- name: 1 create table i id int primary key e vector 3 h halfvec 3 s s
create table i (id int primary key, e vector(3), h halfvec(3), s sparsevec(3), label text)
;
-- name: 2 insert into i values 1 1 2 3 1 2 3 1:1 3 a 2 3 2 1 3 2 1 2:1
insert into i values (1, '[1,2,3]', '[1,2,3]', '{1:1}/3', 'a'), (2, '[3,2,1]', '[3,2,1]', '{2:1}/3', 'b')
;
-- name: 3 create index on i using hnsw e vector cosine ops with m = 8
create index on i using hnsw (e vector_cosine_ops) with (m = 8, ef_construction = 32)
;
-- name: 4 create index i ip on i using hnsw e vector ip ops
create index i_ip on i using hnsw (e vector_ip_ops)
;
-- name: 5 create index i l2 on i using hnsw e vector l2 ops with m = 4
create index i_l2 on i using hnsw (e vector_l2_ops) with (m = 4)
;
-- name: 6 create index i l1 on i using hnsw e vector l1 ops
create index i_l1 on i using hnsw (e vector_l1_ops)
;
-- name: 7 create index i half on i using hnsw h halfvec l2 ops
create index i_half on i using hnsw (h halfvec_l2_ops)
;
-- name: 8 create index i sparse on i using hnsw s sparsevec cosine ops
create index i_sparse on i using hnsw (s sparsevec_cosine_ops)
;
-- name: 9 create index i default on i using ivfflat e with lists = 10
create index i_default on i using ivfflat (e) with (lists = 10)
;
-- name: 10 create index i cast on i using hnsw e::halfvec 3 halfvec l2
create index i_cast on i using hnsw ((e::halfvec(3)) halfvec_l2_ops)
;
-- name: 11 create index i part on i using hnsw e vector cosine ops wher
create index i_part on i using hnsw (e vector_cosine_ops) where label = 'a'
;
-- name: 12 create index i l2 on i using hnsw e vector l2 ops
create index i_l2 on i using hnsw (e vector_l2_ops)
;
-- name: 13 create index if not exists i l2 on i using hnsw e vector l2
create index if not exists i_l2 on i using hnsw (e vector_l2_ops)
;
-- name: 14 create index concurrently i conc on i using hnsw e vector l2
create index concurrently i_conc on i using hnsw (e vector_l2_ops)
;
-- name: 15 create index i bad on i using hnsw e vector cosine ops with
create index i_bad on i using hnsw (e vector_cosine_ops) with (m = 1)
;
-- name: 16 create index i bad on i using hnsw e vector cosine ops with
create index i_bad on i using hnsw (e vector_cosine_ops) with (m = 20, ef_construction = 10)
;
-- name: 17 create index i bad on i using hnsw e nothing ops
create index i_bad on i using hnsw (e nothing_ops)
;
-- name: 18 create index i bad on i using hnsw label
create index i_bad on i using hnsw (label)
;
-- name: 19 select indexname indexdef from pg indexes where tablename =
select indexname, indexdef from pg_indexes where tablename = 'i' order by indexname
;
-- name: 20 select c.relname am.amname opc.opcname c.reloptions from pg
select c.relname, am.amname, opc.opcname, c.reloptions from pg_class c join pg_am am on am.oid = c.relam join pg_index x on x.indexrelid = c.oid join pg_opclass opc on opc.oid = x.indclass[0] where x.indrelid = 'i'::regclass order by c.relname
;
-- name: 21 select id from i order by e <=> 1 2 3 limit 1
select id from i order by e <=> '[1,2,3]' limit 1
;
-- name: 22 select id from i order by e <-> 1 2 3 limit 1
select id from i order by e <-> '[1,2,3]' limit 1
;
-- name: 23 alter index i l2 rename to i euclid
alter index i_l2 rename to i_euclid
;
-- name: 24 drop index i l1 i half
drop index i_l1, i_half
;
-- name: 25 drop index i nothing
drop index i_nothing
;
-- name: 26 drop index if exists i nothing
drop index if exists i_nothing
;
-- name: 27 drop index i euclid
drop index i_euclid
;
-- name: 28 create index i l2 on i using hnsw e vector l2 ops
create index i_l2 on i using hnsw (e vector_l2_ops)
;
-- name: 29 alter table i rename to renamed
alter table i rename to renamed
;
-- name: 30 select indexname indexdef from pg indexes where tablename =
select indexname, indexdef from pg_indexes where tablename = 'renamed' order by indexname
;
-- name: 31 alter table renamed rename column h to half
alter table renamed rename column h to half
;
-- name: 32 alter table renamed drop column s
alter table renamed drop column s
;
-- name: 33 select indexname indexdef from pg indexes where tablename =
select indexname, indexdef from pg_indexes where tablename = 'renamed' order by indexname
;
-- name: 34 drop table renamed
drop table renamed
;
-- name: 35 create table i id int primary key e vector 3
create table i (id int primary key, e vector(3))
;
-- name: 36 select indexname from pg indexes where tablename = i
select indexname from pg_indexes where tablename = 'i'
;
-- name: 37 set hnsw.ef search = 100
set hnsw.ef_search = 100
;
-- name: 38 show hnsw.ef search
show hnsw.ef_search
;
-- name: 39 set hnsw.ef search = 0
set hnsw.ef_search = 0
;
-- name: 40 set hnsw.iterative scan = strict order
set hnsw.iterative_scan = strict_order
;
-- name: 41 show hnsw.iterative scan
show hnsw.iterative_scan
;
-- name: 42 set hnsw.iterative scan = sometimes
set hnsw.iterative_scan = sometimes
;
-- name: 43 set hnsw.max scan tuples = 1000
set hnsw.max_scan_tuples = 1000
;
-- name: 44 set hnsw.scan mem multiplier = 2
set hnsw.scan_mem_multiplier = 2
;
-- name: 45 set ivfflat.probes = 10
set ivfflat.probes = 10
;
-- name: 46 set ivfflat.probes = 40000
set ivfflat.probes = 40000
;
-- name: 47 set ivfflat.iterative scan = relaxed order
set ivfflat.iterative_scan = relaxed_order
;
-- name: 48 set ivfflat.iterative scan = strict order
set ivfflat.iterative_scan = strict_order
;
-- name: 49 set ivfflat.max probes = 100
set ivfflat.max_probes = 100
;
-- name: 50 select current setting hnsw.ef search current setting ivffla
select current_setting('hnsw.ef_search'), current_setting('ivfflat.probes')
;
-- name: 51 select name setting from pg settings where name like hnsw. o
select name, setting from pg_settings where name like 'hnsw.%' or name like 'ivfflat.%' order by name
;
-- name: 52 reset hnsw.ef search
reset hnsw.ef_search
;
-- name: 53 select set config hnsw.ef search 55 false
select set_config('hnsw.ef_search', '55', false)
;
-- name: 54 begin
begin
;
-- name: 55 set local hnsw.ef search = 200
set local hnsw.ef_search = 200
;
-- name: 56 show hnsw.ef search
show hnsw.ef_search
;
-- name: 57 commit
commit
;
-- name: 58 show hnsw.ef search
show hnsw.ef_search
;
-- name: 59 select extname extversion from pg extension where extname =
select extname, extversion from pg_extension where extname = 'vector'
;
-- name: 60 create extension if not exists vector
create extension if not exists vector
;
