-- name: own session
select pid = pg_backend_pid() as own, usename = current_user as same, datname = current_database() as here, state, backend_type, wait_event, backend_start < now() as before, client_addr = inet_client_addr() as address from pg_stat_activity where pid = pg_backend_pid()
;
-- name: own session by function
select pid = pg_backend_pid() as own, state from pg_stat_get_activity(pg_backend_pid())
;
-- name: all sessions by function
select count(*) from pg_stat_get_activity(-1) where pid = pg_backend_pid()
;
-- name: application name
set application_name to 'views of sessions'
;
-- name: application name is shown
select application_name from pg_stat_activity where pid = pg_backend_pid()
;
-- name: joined with roles and databases
select r.rolname = current_user as mine, d.datname = current_database() as here from pg_stat_activity a join pg_roles r on r.oid = a.usesysid join pg_database d on d.oid = a.datid where a.pid = pg_backend_pid()
;
-- name: begin
begin
;
-- name: transaction start
select xact_start = now() as start from pg_stat_activity where pid = pg_backend_pid()
;
-- name: transaction start is in the past
select xact_start > now() - interval '1 minute' as past, query_start > now() - interval '1 minute' as query from pg_stat_activity where pid = pg_backend_pid()
;
-- name: commit
commit
;
-- name: not encrypted
select ssl, version, cipher from pg_stat_ssl where pid = pg_backend_pid()
;
-- name: no kerberos
select gss_authenticated, principal, encrypted from pg_stat_gssapi where pid = pg_backend_pid()
;
-- name: no standby
select count(*) from pg_stat_replication
;
-- name: no channel
select pg_listening_channels()
;
-- name: listen
listen first
;
-- name: listen to another
listen "Second"
;
-- name: channels
-- unordered
select c from pg_listening_channels() as c
;
-- name: channels in a condition
select 'first' in (select pg_listening_channels()) as listening
;
-- name: unlisten
unlisten first
;
-- name: channel that is left
select pg_listening_channels()
;
-- name: unlisten all
unlisten *
;
-- name: advisory lock
select pg_advisory_lock(5)
;
-- name: advisory lock of a great number
select pg_advisory_lock_shared(-2)
;
-- name: advisory lock of two numbers
select pg_advisory_lock(7, -1)
;
-- name: same lock again
select pg_advisory_lock(5)
;
-- name: advisory locks
select classid, objid, objsubid, mode, granted, pid = pg_backend_pid() as own from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()) order by objsubid, classid
;
-- name: unlock once
select pg_advisory_unlock(5)
;
-- name: still held
select count(*) from pg_locks where locktype = 'advisory'
;
-- name: unlock all
select pg_advisory_unlock_all()
;
-- name: nothing held
select count(*) from pg_locks where locktype = 'advisory'
;
-- name: no prepared statement
select name from pg_prepared_statements where from_sql
;
-- name: prepare
prepare plus (int, text) as select $1 + 1, $2
;
-- name: prepared statement
select name, statement, parameter_types, prepare_time <= now() as before, from_sql from pg_prepared_statements where from_sql
;
-- name: deallocate
deallocate plus
;
-- name: prepared statement is gone
select count(*) from pg_prepared_statements where from_sql
;
-- name: begin for cursors
begin
;
-- name: declare
declare first scroll cursor with hold for select 1
;
-- name: declare another
declare second binary no scroll cursor for select 2
;
-- name: cursors
select name, statement, is_holdable, is_binary, is_scrollable, creation_time > now() - interval '1 minute' as fresh from pg_cursors where name <> '' order by name
;
-- name: close
close first
;
-- name: cursor that is left
select name from pg_cursors where name <> ''
;
-- name: commit cursors
commit
;
-- name: no cursor
select count(*) from pg_cursors where name <> ''
;
-- name: addresses
select inet_client_addr() = inet_server_addr() as same, inet_client_port() > 0 as client, inet_server_port() > 0 as server
;
-- name: sessions of the database
select numbackends > 0 as some from pg_stat_database where datname = current_database()
;
-- name: setting
set work_mem to '8MB'
;
-- name: setting is shown
select name, setting, unit from pg_settings where name = 'work_mem'
;
-- name: reset setting
reset work_mem
;
-- name: setting of old
select setting from pg_settings where name = 'work_mem'
;
