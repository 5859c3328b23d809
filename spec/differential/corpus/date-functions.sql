-- name: create
create table ev (id int primary key, d date, t time, ts timestamp, tz timestamptz, iv interval)
;
-- name: load
insert into ev values (1, '2024-02-29', '13:05:06.5', '2024-02-29 13:05:06.789', '2024-02-29 13:05:06.789+00', '1 mon 2 days 03:04:05'), (2, '2023-12-31', '00:00', '2023-12-31 23:59:59.999999', '2023-12-31 23:59:59+00', '-1 day'), (3, null, null, null, null, null), (4, '1900-03-01', '23:59:59.999999', '1900-03-01 00:00:00', '1900-03-01 12:00:00+00', '1 year 6 mons'), (5, '2024-10-27', '02:30', '2024-10-27 02:30:00', '2024-10-27 01:30:00+00', '36:00:00')
;
-- name: trunc fields
select id, date_trunc('century', ts) as c, date_trunc('decade', ts) as d, date_trunc('year', ts) as y, date_trunc('quarter', ts) as q, date_trunc('month', ts) as m from ev order by id
;
-- name: trunc fine fields
select id, date_trunc('week', ts) as w, date_trunc('day', ts) as d, date_trunc('hour', ts) as h, date_trunc('minute', ts) as mi, date_trunc('second', ts) as s, date_trunc('milliseconds', ts) as ms from ev order by id
;
-- name: trunc of date
select id, date_trunc('month', d) as m from ev order by id
;
-- name: trunc of timestamptz
select id, date_trunc('day', tz) as d from ev order by id
;
-- name: trunc in a zone
select id, date_trunc('day', tz, 'America/New_York') as d from ev order by id
;
-- name: trunc of interval
select id, date_trunc('hour', iv) as h, date_trunc('month', iv) as m from ev order by id
;
-- name: trunc unknown field
select date_trunc('fortnight', ts) from ev
;
-- name: trunc unsupported field
select date_trunc('dow', timestamp '2024-01-01')
;
-- name: trunc null
select date_trunc('day', null::timestamp) as a, date_trunc(null, timestamp '2024-01-01') as b
;
-- name: bin
select date_bin('15 minutes', timestamp '2024-02-29 13:05:06', timestamp '2001-01-01') as a, date_bin('1 day', timestamp '2024-02-29 13:05:06', timestamp '2001-01-01 12:00') as b
;
-- name: bin by month
select date_bin('1 month', timestamp '2024-02-29', timestamp '2001-01-01')
;
-- name: extract of timestamp
select id, extract(year from ts) as y, extract(month from ts) as m, extract(day from ts) as d, extract(hour from ts) as h, extract(minute from ts) as mi, extract(second from ts) as s from ev order by id
;
-- name: extract fine
select id, extract(milliseconds from ts) as ms, extract(microseconds from ts) as us, extract(epoch from ts) as e from ev order by id
;
-- name: extract calendar
select id, extract(dow from d) as dow, extract(isodow from d) as isodow, extract(doy from d) as doy, extract(week from d) as week, extract(isoyear from d) as iy, extract(quarter from d) as q from ev order by id
;
-- name: extract large
select id, extract(decade from d) as de, extract(century from d) as c, extract(millennium from d) as mi, extract(julian from d) as j from ev order by id
;
-- name: extract of time
select id, extract(hour from t) as h, extract(second from t) as s, extract(epoch from t) as e from ev order by id
;
-- name: extract of interval
select id, extract(year from iv) as y, extract(month from iv) as m, extract(day from iv) as d, extract(hour from iv) as h, extract(epoch from iv) as e from ev order by id
;
-- name: extract zone
select extract(timezone from timestamptz '2024-01-01 00:00+00') as z, extract(timezone_hour from timestamptz '2024-01-01 00:00+00') as h
;
-- name: extract hour of a date
select extract(hour from date '2024-01-01')
;
-- name: extract unknown
select extract(nonsense from date '2024-01-01')
;
-- name: date_part
select id, date_part('year', d) as y, date_part('epoch', tz) as e, date_part('dow', ts) as w from ev order by id
;
-- name: age of two
select age(timestamp '2024-02-29', timestamp '2023-01-30') as a, age(timestamp '2023-01-30', timestamp '2024-02-29') as b, age(date '2024-03-01', date '2024-01-31') as c
;
-- name: age of rows
select a.id, b.id as other, age(a.ts, b.ts) as x from ev a join ev b on a.id < b.id order by 1, 2
;
-- name: date minus date
select a.id, b.id as other, a.d - b.d as days from ev a join ev b on a.id < b.id order by 1, 2
;
-- name: timestamp minus timestamp
select a.id, a.ts - b.ts as x from ev a, ev b where b.id = 2 order by a.id
;
-- name: date plus integer
select id, d + 1 as a, d - 31 as b, 7 + d as c from ev order by id
;
-- name: date plus time
select id, d + t as x from ev order by id
;
-- name: date plus interval
select id, d + interval '1 month' as a, d - interval '1 year 1 day' as b, d + iv as c from ev order by id
;
-- name: timestamp plus interval
select id, ts + interval '1 month -1 day' as a, ts + iv as b, ts - interval '00:00:00.000001' as c from ev order by id
;
-- name: timestamptz plus interval
select id, tz + interval '1 day' as a, tz - iv as b from ev order by id
;
-- name: time plus interval
select id, t + interval '12 hours' as a, t - interval '30 minutes' as b, t - time '01:00' as c from ev order by id
;
-- name: interval arithmetic
select id, iv * 2 as a, iv / 2 as b, iv + interval '1 hour' as c, -iv as d from ev order by id
;
-- name: interval compare
select interval '1 month' = interval '30 days' as a, interval '24 hours' = interval '1 day' as b, interval '1 year' > interval '364 days' as c
;
-- name: interval justify
select justify_days(interval '35 days') as a, justify_hours(interval '27 hours') as b, justify_interval(interval '1 mon -1 hour') as c
;
-- name: interval input
select interval '1-2' as a, interval '3 4:05:06' as b, interval 'P1Y2M3DT4H5M6S' as c, interval '1.5 days' as d, interval '2 weeks' as e, interval '1 day ago' as f
;
-- name: interval fields
select interval '1' year as a, interval '2' month as b, interval '3 04:05' day to minute as c, interval '1.25' second(1) as d
;
-- name: interval bad
select interval '1 fortnight'
;
-- name: interval by float
select interval '1 day' * 0.5 as a, 1.5 * interval '2 hours' as b, interval '1 month' / 3 as c
;
-- name: interval by zero
select interval '1 day' / 0
;
-- name: sum of intervals
select sum(iv) as s, avg(iv) as a, min(iv) as lo, max(iv) as hi from ev
;
-- name: make functions
select make_date(2024, 2, 29) as a, make_time(8, 15, 23.5) as b, make_timestamp(2024, 2, 29, 1, 2, 3.5) as c, make_interval(years => 1, days => 10, secs => 1.5) as d
;
-- name: make from columns
select id, make_date(2000 + id, id, id) as a from ev order by id
;
-- name: make_date bad
select make_date(2024, 2, 30)
;
-- name: make_time bad
select make_time(25, 0, 0)
;
-- name: make_timestamptz
select make_timestamptz(2024, 2, 29, 1, 2, 3.5, 'Europe/Prague') as a
;
-- name: at time zone
select id, ts at time zone 'Europe/Prague' as a, tz at time zone 'America/New_York' as b, tz at time zone 'UTC' as c from ev order by id
;
-- name: at time zone interval
select tz at time zone interval '-03:30' as a, tz at time zone '+02' as b from ev where id = 1
;
-- name: at time zone unknown
select now() at time zone 'Mars/Olympus'
;
-- name: timezone function
select timezone('Asia/Tokyo', timestamptz '2024-01-01 00:00+00') as a
;
-- name: daylight saving
select timestamp '2024-03-31 02:30' at time zone 'Europe/Prague' as gap, timestamp '2024-10-27 02:30' at time zone 'Europe/Prague' as fold
;
-- name: casts
select id, ts::date as a, ts::time as b, d::timestamp as c, tz::date as d, d::timestamptz as e from ev order by id
;
-- name: cast precision
select id, ts::timestamp(0) as a, ts::timestamp(2) as b, t::time(1) as c, tz::timestamptz(0) as d from ev order by id
;
-- name: overlaps
select (date '2024-01-01', date '2024-02-01') overlaps (date '2024-01-15', date '2024-03-01') as a, (date '2024-01-01', interval '10 days') overlaps (date '2024-01-11', interval '1 day') as b
;
-- name: isfinite
select isfinite(date '2024-01-01') as a, isfinite(timestamp 'infinity') as b, isfinite(interval '1 day') as c
;
-- name: compare with infinity
select id from ev where d < 'infinity' and ts > '-infinity' order by id
;
-- name: text to date
select '2024-02-29'::date as a, 'January 8, 1999'::date as b, '1999-Jan-08'::date as c, '19990108'::date as d, 'J2451187'::date as e, '1999.008'::date as f
;
-- name: text to timestamp
select '2024-02-29T01:02:03Z'::timestamp as a, '2024-02-29 1:02 PM'::timestamp as b, '2024-02-29 24:00:00'::timestamp as c
;
-- name: text to time
select '04:05:06.789'::time as a, '040506'::time as b, '04:05 PM'::time as c, '24:00'::time as d
;
-- name: bad dates
select '2024-02-30'::date
;
-- name: bad time of day
select '2024-01-01 25:00'::timestamp
;
-- name: date out of range
select '5874898-01-01'::date
;
-- name: timestamp overflow
select timestamp '294276-12-31 23:59:59' + interval '1 year'
;
-- name: between dates
select id from ev where d between '2023-01-01' and '2024-12-31' order by id
;
-- name: date in list
select id from ev where d in ('2024-02-29', '1900-03-01') order by id
;
-- name: group by week
select date_trunc('week', d)::date as w, count(*) as n from ev group by 1 order by 1
;
-- name: group by dow
select extract(dow from d) as dow, count(*) as n from ev where d is not null group by extract(dow from d) order by 1
;
-- name: generate days
select g::date as day from generate_series(date '2024-02-27', date '2024-03-02', interval '1 day') g
;
-- name: generate months
select to_char(g, 'YYYY-MM') as m from generate_series(timestamp '2023-11-01', timestamp '2024-02-01', interval '1 month') g
;
-- name: days without events
select g::date as day, e.id from generate_series(date '2024-02-28', date '2024-03-01', interval '1 day') g left join ev e on e.d = g::date order by 1
;
-- name: greatest date
select id, greatest(d, date '2000-01-01') as a, least(d, ts::date, null) as b from ev order by id
;
-- name: date parameter
-- params: '2024-02-29', '1 day'
select id, d + $2::interval as x from ev where d = $1 order by id
;
-- name: field as parameter
-- params: 'month'
select id, date_trunc($1, ts) as x, date_part($1, d) as p from ev order by id
;
-- name: update with interval
update ev set ts = ts + iv, d = (d + iv)::date where iv is not null returning id, d, ts
;
-- name: to epoch and back
select id, to_timestamp(extract(epoch from tz)) = tz as same from ev order by id
;
