-- name: show time zone
show timezone
;
-- name: set time zone
set time zone 'Asia/Tokyo'
;
-- name: show new time zone
show time zone
;
-- name: current_setting
select current_setting('TimeZone') as z
;
-- name: unknown time zone
set timezone to 'Mars/Base'
;
-- name: time zone by offset
set time zone '+05:30'
;
-- name: shown offset
show timezone
;
-- name: reset time zone
reset timezone
;
-- name: show again
show timezone
;
-- name: search path
show search_path
;
-- name: set search path
set search_path to public
;
-- name: show search path
show search_path
;
-- name: application name
set application_name to 'my app'
;
-- name: show application name
show application_name
;
-- name: set with equals
set statement_timeout = 5000
;
-- name: show timeout
show statement_timeout
;
-- name: timeout with unit
set statement_timeout to '2min'
;
-- name: show timeout with unit
show statement_timeout
;
-- name: reset timeout
set statement_timeout to default
;
-- name: bad timeout
set statement_timeout to 'soon'
;
-- name: unknown setting
set no_such_setting to 1
;
-- name: show unknown setting
show no_such_setting
;
-- name: own setting
set my.value to 'x'
;
-- name: show own setting
show my.value
;
-- name: missing own setting
select current_setting('my.missing')
;
-- name: missing is ok
select current_setting('my.missing', true) as v
;
-- name: set_config
select set_config('application_name', 'other', false) as v
;
-- name: after set_config
show application_name
;
-- name: begin
begin
;
-- name: set local
set local application_name to 'local'
;
-- name: local is seen
show application_name
;
-- name: commit
commit
;
-- name: local is gone
show application_name
;
-- name: begin for rollback
begin
;
-- name: set in transaction
set application_name to 'rolled'
;
-- name: rollback
rollback
;
-- name: set was rolled back
show application_name
;
-- name: client encoding
show client_encoding
;
-- name: standard conforming strings
show standard_conforming_strings
;
-- name: date style
show datestyle
;
-- name: bad date style
set datestyle to 'Klingon'
;
-- name: float digits
set extra_float_digits to 0
;
-- name: fewer digits
select 0.1::float8 + 0.2::float8 as f, 1::float4 / 3 as g
;
-- name: float digits back
reset extra_float_digits
;
-- name: client min messages
set client_min_messages to warning
;
-- name: no notice now
drop table if exists nowhere
;
-- name: bytea output
set bytea_output to 'escape'
;
-- name: escaped bytea
select '\x00410a'::bytea as b
;
-- name: reset all
reset all
;
-- name: set role none
set session characteristics as transaction isolation level read committed
;
-- name: discard all
discard all
;
-- name: deallocate all
deallocate all
;
-- name: prepare
prepare p (int) as select $1 + 1 as n
;
-- name: execute
execute p (41)
;
-- name: prepare again
prepare p as select 1
;
-- name: execute wrong count
execute p (1, 2)
;
-- name: deallocate
deallocate p
;
-- name: execute missing
execute p (1)
;
-- name: read only setting
set server_version to '1'
;
-- name: set transaction outside
set transaction read only
;
-- name: show with quotes
show "TimeZone"
;

-- name: set_config for each row
select name, set_config(name, 'x' || name, false) from pg_settings where name in ('application_name', 'bytea_output_') order by name
;

-- name: was set for the row
show application_name
;

-- name: gateway calls for each row
select g, pg_try_advisory_lock(g, 5) as got, pg_advisory_unlock(g, 5) from generate_series(1, 2) g
;

-- name: gateway calls for no row
select set_config(name, 'y', false) from pg_settings where name = 'no_such_setting'
;
