import { topic, type Topic } from '../construct.ts';

/** Statements about the session, not about rows: they are run, not translated. */
export const SESSIONS: readonly Topic[] = [
  topic('Transactions', {
    '`BEGIN`, `START TRANSACTION`': 'begin',
    '`COMMIT`, `END`': 'commit',
    '`ROLLBACK`, `ABORT`': 'rollback',
    '`BEGIN ISOLATION LEVEL ... READ ONLY`': 'begin isolation level repeatable read read only; commit',
    '`SAVEPOINT`, `ROLLBACK TO`, `RELEASE`': 'begin; savepoint a; rollback to a; release a; commit',
    '`SET TRANSACTION`': 'begin; set transaction read only; commit',
    '`COMMIT AND CHAIN`': 'begin; commit and chain; commit',
    '`PREPARE TRANSACTION`': "begin; prepare transaction 'x'; rollback",
    '`LOCK TABLE`': 'begin; lock table customers in access share mode; commit',
  }),
  topic('Session', {
    '`SET`, `SET LOCAL`, `RESET`': "set statement_timeout = '5s'; reset statement_timeout",
    '`SHOW`, `SHOW ALL`': 'show all',
    '`PREPARE`, `EXECUTE`, `DEALLOCATE`': 'prepare p as select 1; execute p; deallocate p',
    '`DISCARD ALL`': 'discard all',
    '`DECLARE`, `FETCH`, `CLOSE`': 'begin; declare c cursor for select 1; fetch c; close c; commit',
    '`COPY ... TO STDOUT`': 'copy customers to stdout',
    '`LISTEN`, `NOTIFY`, `UNLISTEN`': 'listen x; notify x; unlisten x',
    '`CREATE TEMP TABLE`': 'create temp table n (a integer)',
    '`SET ROLE`': 'set role none',
    '`SET SESSION AUTHORIZATION`': 'set session authorization default',
    '`pg_advisory_lock`': 'select pg_advisory_lock(1), pg_advisory_unlock(1)',
    '`pg_sleep`, `pg_cancel_backend`': 'select pg_sleep(0)',
    '`EXPLAIN`': 'explain select * from customers',
    '`DO`: variables, `IF`, `CASE`, loops':
      'do $$ declare n int := 0; begin for i in 1..3 loop if i > 1 then n := n + i; end if; end loop; end $$',
    '`DO`: SQL with variables, `SELECT INTO`, loops over queries':
      'do $$ declare r record; begin for r in select * from customers loop perform r.id; end loop; end $$',
    '`DO`: `EXECUTE`, `RAISE`, exception handlers':
      "do $$ begin execute 'select 1/0'; exception when others then raise notice '%', sqlerrm; end $$",
    '`DO`: definitions': 'do $$ begin create table n (a integer); end $$',
    '`DO`: `COMMIT`, `ROLLBACK`': 'do $$ begin commit; rollback; end $$',
    '`DO`: cursors': 'do $$ declare c cursor for select 1; begin open c; end $$',
    '`DO`: assignment to a slice of an array':
      "do $$ declare a int[]; begin a[2] := 1; a[1:2] := '{1,2}'; end $$",
    '`DO` in another language': "do language sql 'select 1'",
    '`CALL`': 'call f()',
    '`CHECKPOINT`': 'checkpoint',
    '`REINDEX`, `CLUSTER`': 'reindex table customers',
  }),
];
