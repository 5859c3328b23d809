-- name: create
create table p (id int primary key, s smallint, b bigint, n numeric(10,2), f double precision, t text, v varchar(20), o boolean, d date, ts timestamp, tz timestamptz, u uuid)
;
-- name: insert all types
-- params: 1, 2, 3, '4.50', 5.5, 'text', 'var', true, '2024-01-02', '2024-01-02 03:04:05', '2024-01-02 03:04:05+00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
insert into p values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
;
-- name: insert all nulls
-- params: 2, null, null, null, null, null, null, null, null, null, null, null
insert into p values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
;
-- name: read
select * from p order by id
;
-- name: find by integer
-- params: 1
select t from p where id = $1
;
-- name: find by text
-- params: 'text'
select id from p where t = $1
;
-- name: find by varchar
-- params: 'var'
select id from p where v = $1
;
-- name: find by numeric
-- params: '4.5'
select id from p where n = $1
;
-- name: find by float
-- params: '5.5'
select id from p where f = $1
;
-- name: find by date
-- params: '2024-01-02'
select id from p where d = $1
;
-- name: find by timestamp
-- params: '2024-01-02 03:04:05'
select id from p where ts = $1
;
-- name: find by timestamptz
-- params: '2024-01-02 04:04:05+01'
select id from p where tz = $1
;
-- name: find by uuid
-- params: 'A0EEBC999C0B4EF8BB6D6BB9BD380A11'
select id from p where u = $1
;
-- name: find by boolean
-- params: true
select id from p where o = $1
;
-- name: repeated parameter
-- params: 1
select id from p where id = $1 or s = $1 + 1 or b = $1 order by id
;
-- name: reversed order
-- params: 'text', 1
select id from p where id = $2 and t = $1
;
-- name: parameter null compares to nothing
-- params: null
select id from p where t = $1
;
-- name: parameter is null
-- params: null
select id from p where $1::text is null order by id
;
-- name: in list
-- params: 1, 2, 3
select id from p where id in ($1, $2, $3) order by id
;
-- name: between
-- params: 1, 5
select id from p where id between $1 and $2 order by id
;
-- name: in select list
-- params: 7, 'x'
select $1::int as i, $2::text as t, $1 * 2 as twice
;
-- name: untyped in select list
-- params: 'x'
select $1 as u
;
-- name: concatenation
-- params: 'a'
select $1 || 'b' as c
;
-- name: concatenation with column
-- params: '-x'
select t || $1 as c from p where id = 1
;
-- name: arithmetic
-- params: 5
select id + $1 as a, n * $1 as b from p where id = 1
;
-- name: coalesce
-- params: 'none'
select id, coalesce(t, $1) as t from p order by id
;
-- name: case
-- params: 1, 'yes', 'no'
select id, case when id = $1 then $2 else $3 end as c from p order by id
;
-- name: function argument
-- params: 'abc', 2
select upper($1) as u, left($1, $2) as l
;
-- name: having
-- params: 0
select t, count(*) as n from p group by t having count(*) > $1 order by t
;
-- name: order by case
-- params: 2
select id from p order by case when id = $1 then 0 else 1 end, id
;
-- name: join condition
-- params: 1
select a.id, b.id as bid from p a join p b on b.id = a.id + $1
;
-- name: subquery
-- params: 1
select id from p where id = (select max(id) from p where id <= $1)
;
-- name: cast in text
-- params: '12'
select $1::text::int + 1 as n
;
-- name: numeric parameter keeps scale
-- params: '1.500'
select $1::numeric as n
;
-- name: big numbers
-- params: 9223372036854775807, '12345678901234567890.123'
select $1::bigint as b, $2::numeric as n
;
-- name: quotes are data
-- params: 'it''s; drop table p'
select $1::text as t
;
-- name: like with parameter
-- params: 'te'
select id from p where t like $1 || '%'
;
-- name: update returning
-- params: 'new', 1
update p set t = $1 where id = $2 returning id, t
;
-- name: parameter number gap
-- params: 1, 2
select $2::int as two
;
-- name: thirteen parameters
-- params: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
select $1::int + $2::int + $3::int + $4::int + $5::int + $6::int + $7::int + $8::int + $9::int + $10::int + $11::int + $12::int + $13::int as s
;
-- name: date arithmetic
-- params: '2024-01-01', 5
select $1::date + $2::int as d
;
-- name: interval
-- params: '1 day'
select ts + $1::interval as t from p where id = 1
;
-- name: delete
-- params: 2
delete from p where id = $1
;
