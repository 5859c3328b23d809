-- name: setup: create table base (id int primary key, name text not null, amount numeric(10,2) def
CREATE TABLE base (id int PRIMARY KEY, name text NOT NULL, amount numeric(10,2) DEFAULT 5, note varchar(20))
;
-- name: setup: insert into base values (1, 'one', 1.50, 'a'), (2, 'two', 2.50, null)
INSERT INTO base VALUES (1, 'one', 1.50, 'a'), (2, 'two', 2.50, NULL)
;
-- name: setup: create table child (id int primary key, base_id int references base (id), label tex
CREATE TABLE child (id int PRIMARY KEY, base_id int REFERENCES base (id), label text)
;
-- name: setup: insert into child values (10, 1, 'x'), (11, 2, 'y')
INSERT INTO child VALUES (10, 1, 'x'), (11, 2, 'y')
;
-- name: setup: create index child_label on child (label)
CREATE INDEX child_label ON child (label)
;
-- name: setup: create view names as select id, name from base
CREATE VIEW names AS SELECT id, name FROM base
;
-- name: a table that is made: begin
BEGIN
;
-- name: a table that is made: create table made (a int primary key, b text)
CREATE TABLE made (a int PRIMARY KEY, b text)
;
-- name: a table that is made: insert into made values (1, 'x'), (2, 'y')
INSERT INTO made VALUES (1, 'x'), (2, 'y')
;
-- name: a table that is made: select * from made order by a
SELECT * FROM made ORDER BY a
;
-- name: a table that is made: rollback
ROLLBACK
;
-- name: a table that is made: select * from made
SELECT * FROM made
;
-- name: a table that is made: begin (2)
BEGIN
;
-- name: a table that is made: create table made (b text)
CREATE TABLE made (b text)
;
-- name: a table that is made: insert into made values ('k')
INSERT INTO made VALUES ('k')
;
-- name: a table that is made: commit
COMMIT
;
-- name: a table that is made: select * from made (2)
SELECT * FROM made
;
-- name: a table that is dropped: begin
BEGIN
;
-- name: a table that is dropped: drop table made
DROP TABLE made
;
-- name: a table that is dropped: select * from made
SELECT * FROM made
;
-- name: a table that is dropped: rollback
ROLLBACK
;
-- name: a table that is dropped: select * from made (2)
SELECT * FROM made
;
-- name: a table that is dropped: begin (2)
BEGIN
;
-- name: a table that is dropped: drop table made (2)
DROP TABLE made
;
-- name: a table that is dropped: create table made (z int)
CREATE TABLE made (z int)
;
-- name: a table that is dropped: insert into made values (9)
INSERT INTO made VALUES (9)
;
-- name: a table that is dropped: select * from made (3)
SELECT * FROM made
;
-- name: a table that is dropped: rollback (2)
ROLLBACK
;
-- name: a table that is dropped: select * from made (4)
SELECT * FROM made
;
-- name: a table that is dropped: begin (3)
BEGIN
;
-- name: a table that is dropped: drop table made (3)
DROP TABLE made
;
-- name: a table that is dropped: create table made (z int) (2)
CREATE TABLE made (z int)
;
-- name: a table that is dropped: insert into made values (9) (2)
INSERT INTO made VALUES (9)
;
-- name: a table that is dropped: drop table made (4)
DROP TABLE made
;
-- name: a table that is dropped: create table made (y int, x int)
CREATE TABLE made (y int, x int)
;
-- name: a table that is dropped: insert into made values (3, 4)
INSERT INTO made VALUES (3, 4)
;
-- name: a table that is dropped: commit
COMMIT
;
-- name: a table that is dropped: select * from made (5)
SELECT * FROM made
;
-- name: a table that is dropped: begin (4)
BEGIN
;
-- name: a table that is dropped: drop table made (5)
DROP TABLE made
;
-- name: a table that is dropped: commit (2)
COMMIT
;
-- name: a table that is dropped: select * from made (6)
SELECT * FROM made
;
-- name: a parent whose rows the hidden child must not hold: begin
BEGIN
;
-- name: a parent whose rows the hidden child must not hold: drop table child
DROP TABLE child
;
-- name: a parent whose rows the hidden child must not hold: delete from base where id = 1
DELETE FROM base WHERE id = 1
;
-- name: a parent whose rows the hidden child must not hold: select count(*) from base
SELECT count(*) FROM base
;
-- name: a parent whose rows the hidden child must not hold: rollback
ROLLBACK
;
-- name: a parent whose rows the hidden child must not hold: select count(*) from base (2)
SELECT count(*) FROM base
;
-- name: a parent whose rows the hidden child must not hold: delete from base where id = 1 (2)
DELETE FROM base WHERE id = 1
;
-- name: a parent whose rows the hidden child must not hold: select id, base_id, label from child o
SELECT id, base_id, label FROM child ORDER BY id
;
-- name: a parent whose rows the hidden child must not hold: begin (2)
BEGIN
;
-- name: a parent whose rows the hidden child must not hold: drop table base
DROP TABLE base
;
-- name: a parent whose rows the hidden child must not hold: rollback (2)
ROLLBACK
;
-- name: a parent whose rows the hidden child must not hold: begin (3)
BEGIN
;
-- name: a parent whose rows the hidden child must not hold: drop table base cascade
DROP TABLE base CASCADE
;
-- name: a parent whose rows the hidden child must not hold: select * from names
SELECT * FROM names
;
-- name: a parent whose rows the hidden child must not hold: rollback (3)
ROLLBACK
;
-- name: a parent whose rows the hidden child must not hold: select * from names order by id
SELECT * FROM names ORDER BY id
;
-- name: a parent whose rows the hidden child must not hold: insert into child values (12, 99, 'no'
INSERT INTO child VALUES (12, 99, 'no')
;
-- name: columns: begin
BEGIN
;
-- name: columns: alter table base add column extra int default 7
ALTER TABLE base ADD COLUMN extra int DEFAULT 7
;
-- name: columns: select id, extra from base order by id
SELECT id, extra FROM base ORDER BY id
;
-- name: columns: rollback
ROLLBACK
;
-- name: columns: select extra from base
SELECT extra FROM base
;
-- name: columns: begin (2)
BEGIN
;
-- name: columns: alter table base drop column note
ALTER TABLE base DROP COLUMN note
;
-- name: columns: select * from base order by id
SELECT * FROM base ORDER BY id
;
-- name: columns: insert into base values (3, 'three', 3)
INSERT INTO base VALUES (3, 'three', 3)
;
-- name: columns: rollback (2)
ROLLBACK
;
-- name: columns: select * from base order by id (2)
SELECT * FROM base ORDER BY id
;
-- name: columns: begin (3)
BEGIN
;
-- name: columns: alter table base drop column note (2)
ALTER TABLE base DROP COLUMN note
;
-- name: columns: alter table base add column note int
ALTER TABLE base ADD COLUMN note int
;
-- name: columns: insert into base (id, name, note) values (3, 'three', 33)
INSERT INTO base (id, name, note) VALUES (3, 'three', 33)
;
-- name: columns: select * from base order by id (3)
SELECT * FROM base ORDER BY id
;
-- name: columns: rollback (3)
ROLLBACK
;
-- name: columns: select * from base order by id (4)
SELECT * FROM base ORDER BY id
;
-- name: columns: begin (4)
BEGIN
;
-- name: columns: alter table base rename column note to remark
ALTER TABLE base RENAME COLUMN note TO remark
;
-- name: columns: select remark from base order by id
SELECT remark FROM base ORDER BY id
;
-- name: columns: rollback (4)
ROLLBACK
;
-- name: columns: select note from base order by id
SELECT note FROM base ORDER BY id
;
-- name: columns: select remark from base
SELECT remark FROM base
;
-- name: columns: begin (5)
BEGIN
;
-- name: columns: alter table base alter column note set not null
ALTER TABLE base ALTER COLUMN note SET NOT NULL
;
-- name: columns: rollback (5)
ROLLBACK
;
-- name: columns: begin (6)
BEGIN
;
-- name: columns: alter table base alter column name drop not null
ALTER TABLE base ALTER COLUMN name DROP NOT NULL
;
-- name: columns: alter table base alter column amount set default 8
ALTER TABLE base ALTER COLUMN amount SET DEFAULT 8
;
-- name: columns: insert into base (id) values (4)
INSERT INTO base (id) VALUES (4)
;
-- name: columns: select * from base where id = 4
SELECT * FROM base WHERE id = 4
;
-- name: columns: rollback (6)
ROLLBACK
;
-- name: columns: insert into base (id) values (4) (2)
INSERT INTO base (id) VALUES (4)
;
-- name: columns: insert into base (id, name) values (5, 'five')
INSERT INTO base (id, name) VALUES (5, 'five')
;
-- name: columns: select * from base where id = 5
SELECT * FROM base WHERE id = 5
;
-- name: columns: delete from base where id = 5
DELETE FROM base WHERE id = 5
;
-- name: columns: begin (7)
BEGIN
;
-- name: columns: alter table base alter column note type varchar(40)
ALTER TABLE base ALTER COLUMN note TYPE varchar(40)
;
-- name: columns: insert into base values (6, 'six', 6, '123456789012345678901234567890')
INSERT INTO base VALUES (6, 'six', 6, '123456789012345678901234567890')
;
-- name: columns: rollback (7)
ROLLBACK
;
-- name: columns: insert into base values (6, 'six', 6, '123456789012345678901234567890') (2)
INSERT INTO base VALUES (6, 'six', 6, '123456789012345678901234567890')
;
-- name: tables are renamed: begin
BEGIN
;
-- name: tables are renamed: alter table child rename to kid
ALTER TABLE child RENAME TO kid
;
-- name: tables are renamed: select count(*) from kid
SELECT count(*) FROM kid
;
-- name: tables are renamed: create table child (other int)
CREATE TABLE child (other int)
;
-- name: tables are renamed: insert into child values (1)
INSERT INTO child VALUES (1)
;
-- name: tables are renamed: select * from child
SELECT * FROM child
;
-- name: tables are renamed: rollback
ROLLBACK
;
-- name: tables are renamed: select count(*) from child
SELECT count(*) FROM child
;
-- name: tables are renamed: select * from kid
SELECT * FROM kid
;
-- name: constraints and indexes: begin
BEGIN
;
-- name: constraints and indexes: alter table base add constraint name_once unique (name)
ALTER TABLE base ADD CONSTRAINT name_once UNIQUE (name)
;
-- name: constraints and indexes: insert into base values (7, 'one')
INSERT INTO base VALUES (7, 'one')
;
-- name: constraints and indexes: rollback
ROLLBACK
;
-- name: constraints and indexes: insert into base values (7, 'one') (2)
INSERT INTO base VALUES (7, 'one')
;
-- name: constraints and indexes: delete from base where id = 7
DELETE FROM base WHERE id = 7
;
-- name: constraints and indexes: begin (2)
BEGIN
;
-- name: constraints and indexes: alter table child drop constraint child_base_id_fkey
ALTER TABLE child DROP CONSTRAINT child_base_id_fkey
;
-- name: constraints and indexes: insert into child values (12, 99, 'free')
INSERT INTO child VALUES (12, 99, 'free')
;
-- name: constraints and indexes: rollback (2)
ROLLBACK
;
-- name: constraints and indexes: insert into child values (12, 99, 'free') (2)
INSERT INTO child VALUES (12, 99, 'free')
;
-- name: constraints and indexes: begin (3)
BEGIN
;
-- name: constraints and indexes: create unique index child_once on child (label)
CREATE UNIQUE INDEX child_once ON child (label)
;
-- name: constraints and indexes: insert into child values (13, 1, 'x')
INSERT INTO child VALUES (13, 1, 'x')
;
-- name: constraints and indexes: rollback (3)
ROLLBACK
;
-- name: constraints and indexes: insert into child values (13, 1, 'x') (2)
INSERT INTO child VALUES (13, 1, 'x')
;
-- name: constraints and indexes: delete from child where id = 13
DELETE FROM child WHERE id = 13
;
-- name: constraints and indexes: begin (4)
BEGIN
;
-- name: constraints and indexes: drop index child_label
DROP INDEX child_label
;
-- name: constraints and indexes: select indexname from pg_indexes where tablename = 'child' order 
SELECT indexname FROM pg_indexes WHERE tablename = 'child' ORDER BY 1
;
-- name: constraints and indexes: create index child_label on child (base_id)
CREATE INDEX child_label ON child (base_id)
;
-- name: constraints and indexes: rollback (4)
ROLLBACK
;
-- name: constraints and indexes: select indexname, indexdef from pg_indexes where tablename = 'chi
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'child' ORDER BY 1
;
-- name: constraints and indexes: begin (5)
BEGIN
;
-- name: constraints and indexes: alter table base add constraint positive check (amount > 0)
ALTER TABLE base ADD CONSTRAINT positive CHECK (amount > 0)
;
-- name: constraints and indexes: insert into base values (8, 'eight', -1)
INSERT INTO base VALUES (8, 'eight', -1)
;
-- name: constraints and indexes: rollback (5)
ROLLBACK
;
-- name: constraints and indexes: insert into base values (8, 'eight', -1) (2)
INSERT INTO base VALUES (8, 'eight', -1)
;
-- name: constraints and indexes: delete from base where id = 8
DELETE FROM base WHERE id = 8
;
-- name: constraints and indexes: begin (6)
BEGIN
;
-- name: constraints and indexes: alter table child drop constraint child_pkey
ALTER TABLE child DROP CONSTRAINT child_pkey
;
-- name: constraints and indexes: insert into child values (10, 1, 'again')
INSERT INTO child VALUES (10, 1, 'again')
;
-- name: constraints and indexes: rollback (6)
ROLLBACK
;
-- name: constraints and indexes: insert into child values (10, 1, 'again') (2)
INSERT INTO child VALUES (10, 1, 'again')
;
-- name: views: begin
BEGIN
;
-- name: views: create or replace view names as select id, name, amount from base
CREATE OR REPLACE VIEW names AS SELECT id, name, amount FROM base
;
-- name: views: select * from names order by id
SELECT * FROM names ORDER BY id
;
-- name: views: rollback
ROLLBACK
;
-- name: views: select * from names order by id (2)
SELECT * FROM names ORDER BY id
;
-- name: views: begin (2)
BEGIN
;
-- name: views: drop view names
DROP VIEW names
;
-- name: views: select * from names
SELECT * FROM names
;
-- name: views: rollback (2)
ROLLBACK
;
-- name: views: begin (3)
BEGIN
;
-- name: views: drop view names (2)
DROP VIEW names
;
-- name: views: create view names as select 1 as one
CREATE VIEW names AS SELECT 1 AS one
;
-- name: views: select * from names (2)
SELECT * FROM names
;
-- name: views: rollback (3)
ROLLBACK
;
-- name: views: select * from names order by id (3)
SELECT * FROM names ORDER BY id
;
-- name: views: begin (4)
BEGIN
;
-- name: views: drop view names (3)
DROP VIEW names
;
-- name: views: create view names as select name from base
CREATE VIEW names AS SELECT name FROM base
;
-- name: views: commit
COMMIT
;
-- name: views: select * from names order by name
SELECT * FROM names ORDER BY name
;
-- name: savepoints: begin
BEGIN
;
-- name: savepoints: create table outer_one (a int)
CREATE TABLE outer_one (a int)
;
-- name: savepoints: insert into outer_one values (1)
INSERT INTO outer_one VALUES (1)
;
-- name: savepoints: savepoint s
SAVEPOINT s
;
-- name: savepoints: create table inner_one (a int)
CREATE TABLE inner_one (a int)
;
-- name: savepoints: insert into outer_one values (2)
INSERT INTO outer_one VALUES (2)
;
-- name: savepoints: alter table outer_one add column b int
ALTER TABLE outer_one ADD COLUMN b int
;
-- name: savepoints: rollback to s
ROLLBACK TO s
;
-- name: savepoints: select * from outer_one
SELECT * FROM outer_one
;
-- name: savepoints: savepoint t
SAVEPOINT t
;
-- name: savepoints: select * from inner_one
SELECT * FROM inner_one
;
-- name: savepoints: rollback to t
ROLLBACK TO t
;
-- name: savepoints: create table inner_one (c text)
CREATE TABLE inner_one (c text)
;
-- name: savepoints: insert into inner_one values ('new')
INSERT INTO inner_one VALUES ('new')
;
-- name: savepoints: release s
RELEASE s
;
-- name: savepoints: commit
COMMIT
;
-- name: savepoints: select * from outer_one (2)
SELECT * FROM outer_one
;
-- name: savepoints: select * from inner_one (2)
SELECT * FROM inner_one
;
-- name: savepoints: begin (2)
BEGIN
;
-- name: savepoints: savepoint s (2)
SAVEPOINT s
;
-- name: savepoints: drop table outer_one
DROP TABLE outer_one
;
-- name: savepoints: rollback to s (2)
ROLLBACK TO s
;
-- name: savepoints: select * from outer_one (3)
SELECT * FROM outer_one
;
-- name: savepoints: drop table inner_one
DROP TABLE inner_one
;
-- name: savepoints: savepoint u
SAVEPOINT u
;
-- name: savepoints: create table inner_one (d int)
CREATE TABLE inner_one (d int)
;
-- name: savepoints: rollback to u
ROLLBACK TO u
;
-- name: savepoints: select to_regclass('inner_one')
SELECT to_regclass('inner_one')
;
-- name: savepoints: rollback
ROLLBACK
;
-- name: savepoints: select * from inner_one (3)
SELECT * FROM inner_one
;
-- name: savepoints: begin (3)
BEGIN
;
-- name: savepoints: savepoint s (3)
SAVEPOINT s
;
-- name: savepoints: alter table outer_one rename to renamed_one
ALTER TABLE outer_one RENAME TO renamed_one
;
-- name: savepoints: release s (2)
RELEASE s
;
-- name: savepoints: rollback (2)
ROLLBACK
;
-- name: savepoints: select * from outer_one (4)
SELECT * FROM outer_one
;
-- name: errors in the middle: begin
BEGIN
;
-- name: errors in the middle: create table half (a int)
CREATE TABLE half (a int)
;
-- name: errors in the middle: alter table base add column half int
ALTER TABLE base ADD COLUMN half int
;
-- name: errors in the middle: select 1 / 0
SELECT 1 / 0
;
-- name: errors in the middle: select 1
SELECT 1
;
-- name: errors in the middle: commit
COMMIT
;
-- name: errors in the middle: select * from half
SELECT * FROM half
;
-- name: errors in the middle: select half from base
SELECT half FROM base
;
-- name: errors in the middle: alter table base add column first int, add constraint bad unique (am
ALTER TABLE base ADD COLUMN first int, ADD CONSTRAINT bad UNIQUE (amount), ADD COLUMN second int NOT NULL
;
-- name: errors in the middle: select first from base
SELECT first FROM base
;
-- name: errors in the middle: alter table base add column first int, alter column note set not nul
ALTER TABLE base ADD COLUMN first int, ALTER COLUMN note SET NOT NULL
;
-- name: errors in the middle: select first from base (2)
SELECT first FROM base
;
-- name: errors in the middle: create table several (a int); insert into several values (1); select
CREATE TABLE several (a int); INSERT INTO several VALUES (1); SELECT 1 / 0
;
-- name: errors in the middle: select * from several
SELECT * FROM several
;
-- name: errors in the middle: alter table base drop column note; alter table base add column note 
ALTER TABLE base DROP COLUMN note; ALTER TABLE base ADD COLUMN note text; INSERT INTO base VALUES (1, 'twice')
;
-- name: errors in the middle: select * from base order by id
SELECT * FROM base ORDER BY id
;
-- name: CREATE TABLE AS, TRUNCATE: begin
BEGIN
;
-- name: CREATE TABLE AS, TRUNCATE: create table copy as select id, name from base
CREATE TABLE copy AS SELECT id, name FROM base
;
-- name: CREATE TABLE AS, TRUNCATE: select * from copy order by id
SELECT * FROM copy ORDER BY id
;
-- name: CREATE TABLE AS, TRUNCATE: rollback
ROLLBACK
;
-- name: CREATE TABLE AS, TRUNCATE: select * from copy
SELECT * FROM copy
;
-- name: CREATE TABLE AS, TRUNCATE: begin (2)
BEGIN
;
-- name: CREATE TABLE AS, TRUNCATE: truncate child
TRUNCATE child
;
-- name: CREATE TABLE AS, TRUNCATE: select count(*) from child
SELECT count(*) FROM child
;
-- name: CREATE TABLE AS, TRUNCATE: rollback (2)
ROLLBACK
;
-- name: CREATE TABLE AS, TRUNCATE: select count(*) from child (2)
SELECT count(*) FROM child
;
-- name: CREATE TABLE AS, TRUNCATE: begin (3)
BEGIN
;
-- name: CREATE TABLE AS, TRUNCATE: truncate child (2)
TRUNCATE child
;
-- name: CREATE TABLE AS, TRUNCATE: insert into child values (20, 1, 'fresh')
INSERT INTO child VALUES (20, 1, 'fresh')
;
-- name: CREATE TABLE AS, TRUNCATE: commit
COMMIT
;
-- name: CREATE TABLE AS, TRUNCATE: select * from child
SELECT * FROM child
;
-- name: enums, domains, sequences, comments, schemas: begin
BEGIN
;
-- name: enums, domains, sequences, comments, schemas: create type mood as enum ('sad', 'happy')
CREATE TYPE mood AS ENUM ('sad', 'happy')
;
-- name: enums, domains, sequences, comments, schemas: create table person (name text, m mood)
CREATE TABLE person (name text, m mood)
;
-- name: enums, domains, sequences, comments, schemas: insert into person values ('me', 'happy')
INSERT INTO person VALUES ('me', 'happy')
;
-- name: enums, domains, sequences, comments, schemas: select * from person
SELECT * FROM person
;
-- name: enums, domains, sequences, comments, schemas: rollback
ROLLBACK
;
-- name: enums, domains, sequences, comments, schemas: select 'sad'::mood
SELECT 'sad'::mood
;
-- name: enums, domains, sequences, comments, schemas: select * from person (2)
SELECT * FROM person
;
-- name: enums, domains, sequences, comments, schemas: begin (2)
BEGIN
;
-- name: enums, domains, sequences, comments, schemas: create sequence counted start 10
CREATE SEQUENCE counted START 10
;
-- name: enums, domains, sequences, comments, schemas: select nextval('counted')
SELECT nextval('counted')
;
-- name: enums, domains, sequences, comments, schemas: create table drawn (id int default nextval('
CREATE TABLE drawn (id int DEFAULT nextval('counted'), v text)
;
-- name: enums, domains, sequences, comments, schemas: insert into drawn (v) values ('a')
INSERT INTO drawn (v) VALUES ('a')
;
-- name: enums, domains, sequences, comments, schemas: select * from drawn
SELECT * FROM drawn
;
-- name: enums, domains, sequences, comments, schemas: rollback (2)
ROLLBACK
;
-- name: enums, domains, sequences, comments, schemas: select nextval('counted') (2)
SELECT nextval('counted')
;
-- name: enums, domains, sequences, comments, schemas: begin (3)
BEGIN
;
-- name: enums, domains, sequences, comments, schemas: create table serial_one (id serial primary k
CREATE TABLE serial_one (id serial PRIMARY KEY, v text)
;
-- name: enums, domains, sequences, comments, schemas: insert into serial_one (v) values ('a'), ('b
INSERT INTO serial_one (v) VALUES ('a'), ('b')
;
-- name: enums, domains, sequences, comments, schemas: select * from serial_one order by id
SELECT * FROM serial_one ORDER BY id
;
-- name: enums, domains, sequences, comments, schemas: commit
COMMIT
;
-- name: enums, domains, sequences, comments, schemas: select * from serial_one order by id (2)
SELECT * FROM serial_one ORDER BY id
;
-- name: enums, domains, sequences, comments, schemas: begin (4)
BEGIN
;
-- name: enums, domains, sequences, comments, schemas: create domain positive_int as int check (val
CREATE DOMAIN positive_int AS int CHECK (value > 0)
;
-- name: enums, domains, sequences, comments, schemas: create table dom (v positive_int)
CREATE TABLE dom (v positive_int)
;
-- name: enums, domains, sequences, comments, schemas: insert into dom values (0)
INSERT INTO dom VALUES (0)
;
-- name: enums, domains, sequences, comments, schemas: rollback (3)
ROLLBACK
;
-- name: enums, domains, sequences, comments, schemas: select 1::positive_int
SELECT 1::positive_int
;
-- name: enums, domains, sequences, comments, schemas: begin (5)
BEGIN
;
-- name: enums, domains, sequences, comments, schemas: comment on table base is 'in a transaction'
COMMENT ON TABLE base IS 'in a transaction'
;
-- name: enums, domains, sequences, comments, schemas: select obj_description('base'::regclass)
SELECT obj_description('base'::regclass)
;
-- name: enums, domains, sequences, comments, schemas: rollback (4)
ROLLBACK
;
-- name: enums, domains, sequences, comments, schemas: select obj_description('base'::regclass) (2)
SELECT obj_description('base'::regclass)
;
-- name: enums, domains, sequences, comments, schemas: begin (6)
BEGIN
;
-- name: enums, domains, sequences, comments, schemas: create schema app
CREATE SCHEMA app
;
-- name: enums, domains, sequences, comments, schemas: create table app.t (a int)
CREATE TABLE app.t (a int)
;
-- name: enums, domains, sequences, comments, schemas: insert into app.t values (1)
INSERT INTO app.t VALUES (1)
;
-- name: enums, domains, sequences, comments, schemas: select * from app.t
SELECT * FROM app.t
;
-- name: enums, domains, sequences, comments, schemas: rollback (5)
ROLLBACK
;
-- name: enums, domains, sequences, comments, schemas: select * from app.t (2)
SELECT * FROM app.t
;
-- name: enums, domains, sequences, comments, schemas: create schema app (2)
CREATE SCHEMA app
;
-- name: enums, domains, sequences, comments, schemas: create table app.t (a int) (2)
CREATE TABLE app.t (a int)
;
-- name: enums, domains, sequences, comments, schemas: insert into app.t values (1) (2)
INSERT INTO app.t VALUES (1)
;
-- name: enums, domains, sequences, comments, schemas: begin (7)
BEGIN
;
-- name: enums, domains, sequences, comments, schemas: drop table app.t
DROP TABLE app.t
;
-- name: enums, domains, sequences, comments, schemas: drop schema app
DROP SCHEMA app
;
-- name: enums, domains, sequences, comments, schemas: select * from app.t (3)
SELECT * FROM app.t
;
-- name: enums, domains, sequences, comments, schemas: rollback (6)
ROLLBACK
;
-- name: enums, domains, sequences, comments, schemas: select * from app.t (4)
SELECT * FROM app.t
;
-- name: enums, domains, sequences, comments, schemas: begin (8)
BEGIN
;
-- name: enums, domains, sequences, comments, schemas: drop table app.t (2)
DROP TABLE app.t
;
-- name: enums, domains, sequences, comments, schemas: drop schema app (2)
DROP SCHEMA app
;
-- name: enums, domains, sequences, comments, schemas: commit (2)
COMMIT
;
-- name: enums, domains, sequences, comments, schemas: select * from app.t (5)
SELECT * FROM app.t
;
-- name: temporary tables: begin
BEGIN
;
-- name: temporary tables: create temp table scratch (a int)
CREATE TEMP TABLE scratch (a int)
;
-- name: temporary tables: insert into scratch values (1)
INSERT INTO scratch VALUES (1)
;
-- name: temporary tables: rollback
ROLLBACK
;
-- name: temporary tables: select * from scratch
SELECT * FROM scratch
;
-- name: temporary tables: create temp table scratch (a int) (2)
CREATE TEMP TABLE scratch (a int)
;
-- name: temporary tables: insert into scratch values (2)
INSERT INTO scratch VALUES (2)
;
-- name: temporary tables: begin (2)
BEGIN
;
-- name: temporary tables: drop table scratch
DROP TABLE scratch
;
-- name: temporary tables: select * from scratch (2)
SELECT * FROM scratch
;
-- name: temporary tables: rollback (2)
ROLLBACK
;
-- name: temporary tables: select * from scratch (3)
SELECT * FROM scratch
;
-- name: temporary tables: begin (3)
BEGIN
;
-- name: temporary tables: alter table scratch add column b int
ALTER TABLE scratch ADD COLUMN b int
;
-- name: temporary tables: select * from scratch (4)
SELECT * FROM scratch
;
-- name: temporary tables: rollback (3)
ROLLBACK
;
-- name: temporary tables: select * from scratch (5)
SELECT * FROM scratch
;

-- name: a table for two dropped at once
create table pair_uu (id integer primary key)
;

-- name: one that refers to it
create table pair_ff (a integer references pair_uu)
;

-- name: both at once, undone
begin; drop table pair_ff, pair_uu; rollback
;

-- name: the reference holds still
insert into pair_ff values (1)
;

-- name: both at once
drop table pair_ff, pair_uu
;

-- name: the name is free again
create table pair_uu (id text)
;
