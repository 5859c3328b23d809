-- name: literals
select interval '1 day' as a, interval '2 hours 30 minutes' as b, interval '1 year 2 months 3 days 04:05:06' as c, interval '-1 day' as d
;
-- name: arithmetic
select interval '1 day' * 3 as a, interval '1 hour' / 2 as b, interval '1 day' + interval '2 hours' as c
;
-- name: comparison
select interval '24 hours' = interval '1 day' as same, interval '1 month' > interval '29 days' as more
;
-- name: casts
select '90 minutes'::interval as a, '1-2'::interval as b, 'P1Y2M3DT4H5M6S'::interval as c, interval '1 day'::text as d
;
-- name: extract
select extract(epoch from interval '1 day 1 hour') as e, extract(day from interval '3 days 04:00') as d
;
-- name: fields
select interval '10' minute as a, interval '1' year as b, interval '3' day as c
;
-- name: style iso
set intervalstyle to 'iso_8601'
;
-- name: show iso
select interval '1 year 2 months 3 days 04:05:06' as c
;
-- name: style verbose
set intervalstyle to 'postgres_verbose'
;
-- name: show verbose
select interval '1 year 2 months 3 days 04:05:06' as c
;
-- name: style postgres
set intervalstyle to 'postgres'
;
-- name: bad
select 'nonsense'::interval
;
-- name: table with interval
create table span (id int primary key, len interval)
;
-- name: insert
insert into span values (1, '1 day'), (2, '02:30'), (3, '-1 month'), (4, null)
;
-- name: read
select * from span order by id
;
-- name: compare stored
select id from span where len > interval '1 hour' order by id
;
-- name: justify and make
select justify_hours(interval '30 hours') as a, make_interval(days => 10) as b
;
-- name: interval with parameter
-- params: 5
select date '2024-01-01' + make_interval(days => $1::int) as d
;
-- name: interval parameter
-- params: '3 days'
select timestamp '2024-01-01' + $1::interval as d
;
