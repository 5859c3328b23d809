-- name: time zone
set timezone to 'Europe/Prague'
;
-- name: create table
create table moment (id int primary key, d date, t time, ts timestamp, tz timestamptz)
;
-- name: insert
insert into moment values
  (1, '2024-02-29', '13:05:06', '2024-02-29 13:05:06', '2024-02-29 13:05:06+01'),
  (2, '1999-12-31', '00:00:00', '1999-12-31 23:59:59.999999', '1999-12-31 23:59:59.999999Z'),
  (3, '2024-07-01', '23:59:59.5', '2024-07-01 12:00', '2024-07-01 12:00'),
  (4, null, null, null, null),
  (5, '1850-03-04', '01:02:03.004', '1850-03-04 05:06:07', '1850-03-04 05:06:07 UTC')
;
-- name: read
select * from moment order by id
;
-- name: date arithmetic
select id, d + 1 as next, d - 1 as before, d - date '2024-01-01' as days from moment where id < 4 order by id
;
-- name: difference of dates
select date '2024-03-01' - date '2024-02-01' as days
;
-- name: date plus interval
select d + interval '1 month' as m from moment where id = 1
;
-- name: timestamp plus interval
select ts + interval '1 day 2 hours' as later, tz - interval '1 hour' as earlier from moment where id = 1
;
-- name: month end
select timestamp '2024-01-31 10:00' + interval '1 month' as feb, timestamp '2024-03-31' - interval '1 month' as feb2
;
-- name: difference of timestamps
select timestamp '2024-03-01 12:00' - timestamp '2024-02-28 10:30' as diff
;
-- name: difference of stored timestamps
select a.ts - b.ts as diff from moment a, moment b where a.id = 3 and b.id = 1
;
-- name: compare dates
select id from moment where d > '2000-01-01' order by d
;
-- name: between timestamps
select id from moment where ts between '2024-01-01' and '2024-12-31' order by id
;
-- name: date equals timestamp
select id from moment where ts = timestamp '2024-07-01 12:00:00'
;
-- name: date compared with timestamp
select id from moment where d < ts order by id
;
-- name: timestamptz compared in another zone
select id from moment where tz = '2024-02-29 12:05:06+00'
;
-- name: extract from date
select extract(year from d) as y, extract(month from d) as m, extract(day from d) as dd, extract(dow from d) as w, extract(doy from d) as n from moment where id < 4 order by id
;
-- name: extract from timestamp
select extract(hour from ts) as h, extract(minute from ts) as m, extract(second from ts) as s, extract(epoch from ts) as e from moment where id in (1, 2) order by id
;
-- name: extract more
select extract(quarter from d) as q, extract(week from d) as w, extract(isodow from d) as i, extract(century from d) as c from moment where id < 4 order by id
;
-- name: date_part is float
select date_part('year', ts) as y, date_part('second', ts) as s from moment where id = 2
;
-- name: date_trunc
select date_trunc('month', ts) as m, date_trunc('hour', ts) as h, date_trunc('year', tz) as y from moment where id in (1, 2) order by id
;
-- name: date_trunc week and quarter
select date_trunc('week', ts) as w, date_trunc('quarter', ts) as q, date_trunc('day', ts) as d from moment where id = 1
;
-- name: cast timestamp to date
select ts::date as d, ts::time as t, tz::date as zd from moment where id = 2
;
-- name: cast date to timestamp
select d::timestamp as ts, d::text as txt, ts::text as tst from moment where id = 1
;
-- name: cast text to date
select '2024-05-06'::date as a, cast('2024-05-06 07:08' as timestamp) as b, 'May 6, 2024'::date as c
;
-- name: bad date
select '2024-13-01'::date
;
-- name: no date at all
select 'yesterday-ish'::date
;
-- name: bad date into a column
insert into moment (id, d) values (9, '2023-02-29')
;
-- name: bad time
select '25:00'::time
;
-- name: other zone shows other hour
set timezone to 'America/New_York'
;
-- name: read in New York
select id, tz, tz::date as d from moment where id < 4 order by id
;
-- name: at time zone
select tz at time zone 'UTC' as u, ts at time zone 'UTC' as z from moment where id = 1
;
-- name: back to utc
set timezone to 'UTC'
;
-- name: read in UTC
select id, tz from moment order by id
;
-- name: German date style
set datestyle to 'German'
;
-- name: read in German
select d, ts, tz from moment where id = 1
;
-- name: SQL date style
set datestyle to 'SQL, DMY'
;
-- name: read in SQL
select d, ts, tz from moment where id = 1
;
-- name: DMY input
select '03/04/2024'::date as d
;
-- name: ISO again
set datestyle to 'ISO, MDY'
;
-- name: MDY input
select '03/04/2024'::date as d
;
-- name: now is one instant in a transaction
select now() = current_timestamp as same, now() = transaction_timestamp() as tx, current_date = now()::date as today
;
-- name: types of now
select pg_typeof(now()) as a, pg_typeof(current_date) as b, pg_typeof(localtimestamp) as c, pg_typeof(current_time) as d
;
-- name: default now
create table log (id int primary key, made timestamptz default now(), day date default current_date, label text)
;
-- name: default now inserts
insert into log (id, label) values (1, 'x')
;
-- name: default now is recent
select made between now() - interval '1 minute' and now() as recent, day = current_date as today from log
;
-- name: insert now
insert into log values (2, now(), current_date, 'y') returning made <= now() as ok
;
-- name: infinity
select 'infinity'::date as a, '-infinity'::timestamp as b, 'infinity'::timestamptz as c
;
-- name: infinity stored
insert into moment (id, d, ts) values (10, 'infinity', '-infinity') returning d, ts
;
-- name: before christ
select '0044-03-15 BC'::date as d
;
-- name: microseconds
insert into moment (id, ts, tz) values (11, '2024-01-01 00:00:00.000001', '2024-01-01 00:00:00.123456+00') returning ts, tz
;
-- name: rounds nanoseconds
select '2024-01-01 00:00:00.1234567'::timestamp as ts
;
-- name: order by timestamps
select id from moment order by ts nulls first, id
;
-- name: min and max
select min(d) as a, max(d) as b, min(ts) as c, max(tz) as e from moment where id < 6
;
-- name: to_char of a column
select to_char(ts, 'YYYY-MM-DD HH24:MI:SS') as a, to_char(d, 'DD.MM.YYYY') as b, to_char(ts, 'Mon DD, YYYY') as c from moment where id in (1, 3) order by id
;
-- name: to_date and to_timestamp
select to_date('05 Dec 2000', 'DD Mon YYYY') as d, to_timestamp('2024-01-02 03:04', 'YYYY-MM-DD HH24:MI') as t, to_timestamp(0) as e
;
-- name: make_date
select make_date(2024, 2, 29) as d, make_timestamp(2024, 1, 2, 3, 4, 5.5) as t
;
-- name: make_date bad
select make_date(2023, 2, 29)
;
-- name: age
select age(timestamp '2024-03-10', timestamp '2023-01-05') as a
;
-- name: group by month
select date_trunc('month', d) as m, count(*) as n from moment where d is not null and id < 9 group by 1 order by 1
;
-- name: update a date
update moment set d = d + 10, ts = ts + interval '30 minutes' where id = 1 returning d, ts
;
-- name: timetz
select '10:11:12+02'::timetz as t
;
-- name: time arithmetic
select time '10:00' + interval '90 minutes' as t, time '10:00' - time '08:30' as d
;
