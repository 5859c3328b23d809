-- name: table
create table moments (id int primary key, ts timestamp(3), tz timestamptz(0), t time(2), t0 time(0), full_ts timestamp(6), plain timestamp)
;
-- name: literals
insert into moments values (1, '2020-01-01 00:00:00.123456', '2020-01-01 00:00:00.5+00', '01:02:03.456', '23:59:59.4', '2020-01-01 00:00:00.123456', '2020-01-01 00:00:00.123456') returning *
;
-- name: several rows
insert into moments (id, ts, t) values (2, '2020-12-31 23:59:59.9996', '01:02:03.005'), (3, '2020-12-31 23:59:59.0004', null) returning *
;
-- name: parameters
-- params: 4, '1999-12-31 23:59:59.99951', '1999-12-31 23:59:59.4+00', '00:00:00.994'
insert into moments (id, ts, tz, t) values ($1, $2, $3, $4) returning *
;
-- name: from a query
insert into moments (id, ts, full_ts) select 5, '2020-01-01 00:00:00.123456', '2020-01-01 00:00:00.123456' returning *
;
-- name: on conflict
insert into moments (id, ts) values (1, '2021-06-01 10:00:00.98765') on conflict (id) do update set ts = excluded.ts, t = '10:00:00.126' returning *
;
-- name: on conflict parameters
-- params: 1, '2022-06-01 10:00:00.45678'
insert into moments (id, ts) values ($1, $2) on conflict (id) do update set ts = $2, full_ts = excluded.ts returning *
;
-- name: update
update moments set ts = '2021-01-01 00:00:00.9876', t = '01:02:03.999' where id = 2 returning *
;
-- name: update by parameter
-- params: '2021-01-01 00:00:00.00049'
update moments set ts = $1 where id = 3 returning *
;
-- name: update from a wider column
update moments set ts = full_ts where id = 1 returning *
;
-- name: six digits need no rounding
update moments set full_ts = case when id = 1 then plain else ts end, plain = current_timestamp where id in (1, 2) returning id, full_ts
;
-- name: cast to six digits
select id, full_ts::timestamp(6), t::time(6) from moments order by id
;
-- name: cast to fewer
select id, full_ts::timestamp(2), full_ts::timestamp(0), t::time(1) from moments order by id
;
-- name: merge
merge into moments m using (values (1), (9)) v (id) on v.id = m.id when matched then update set ts = '2023-01-01 00:00:00.5555' when not matched then insert (id, ts) values (v.id, '2023-01-01 00:00:00.4444')
;
-- name: merged
select id, ts from moments order by id
;
-- name: compared with all digits
select id from moments where ts = '2023-01-01 00:00:00.5555' or ts = '2023-01-01 00:00:00.556'
;
-- name: drop
drop table moments
;
