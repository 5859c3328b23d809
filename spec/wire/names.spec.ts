import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

/** In order; the last result of each is what is told. `error` is SQLSTATE and message. */
const STEPS: readonly {
  readonly what: string;
  readonly sql: string;
  readonly rows?: readonly (readonly unknown[])[];
  readonly error?: string;
}[] = [
  {
    what: 'tables and columns that differ in case only',
    sql: `create table "User" (id int primary key, "Id" int unique, "ID" int references "User" ("Id"));
      create table "user" (id int primary key, "User" int references "User" (id));
      insert into "User" values (1, 2, null), (3, 4, 2); insert into "user" values (7, 1);
      update "User" set "Id" = 5 where "ID" = 2;
      select u.id, u."Id", u."ID", x.id from "User" u left join "user" x on x."User" = u.id order by u.id`,
    rows: [
      [1, 2, null, 7],
      [3, 5, 2, null],
    ],
  },
  {
    what: 'errors name them as PostgreSQL does',
    sql: 'insert into "user" values (8, 99)',
    error: '23503 insert or update on table "user" violates foreign key constraint "user_User_fkey"',
  },
  {
    what: 'names that IRIS cannot hold',
    sql: `create table "a.b,c" ("x->y" int, "e""f" text, "%ID" int, "me@home" int);
      insert into "a.b,c" values (1, 'two', 3, 4);
      select "%ID", "e""f", "x->y", "me@home" from "a.b,c"`,
    rows: [[3, 'two', 1, 4]],
  },
  {
    what: 'words that IRIS reserves',
    sql: `create table "select" ("from" int, "table" int, "group" int);
      insert into "select" values (1, 2, 3); select "table" from "select" where "from" = 1 and "group" = 3`,
    rows: [[2]],
  },
  {
    what: 'names with and without underscores',
    sql: `create table a_b (id int); create table ab (id int); insert into a_b values (1); insert into ab values (2);
      select a_b.id, ab.id from a_b, ab`,
    rows: [[1, 2]],
  },
  {
    what: 'names of 63 characters that differ at the end',
    sql: `create table ${'t'.repeat(62)}1 (id int); create table ${'t'.repeat(62)}2 (id text);
      insert into ${'t'.repeat(62)}2 values ('b'); select * from ${'t'.repeat(62)}2`,
    rows: [['b']],
  },
  {
    what: 'schemas that differ in case only',
    sql: `create schema sales; create schema "Sales"; create table sales.t (a int); create table "Sales".t (b text);
      insert into "Sales".t values ('x'); insert into sales.t values (1); select * from sales.t, "Sales".t`,
    rows: [[1, 'x']],
  },
  {
    what: 'renames',
    sql: `alter table "user" rename column "User" to "ID"; alter table "user" rename to "USER";
      alter table "USER" add column "Id" int; update "USER" set "Id" = 4 where "ID" = 1;
      select id, "ID", "Id" from "USER"`,
    rows: [[7, 1, 4]],
  },
  {
    what: 'views',
    sql: `create view v as select 1 as one from "USER"; create view "V" as select id as a, "Id" as "A" from "USER";
      select v.one, "V".a, "V"."A" from v, "V"`,
    rows: [[1, 7, 4]],
  },
  {
    what: 'a table that a transaction makes and takes back',
    sql: `begin; create table "uSER" (a int); insert into "uSER" values (1); rollback; select count(*)::int from "USER"`,
    rows: [[1]],
  },
  {
    what: 'temporary tables',
    sql: `create temp table "Tmp" (a int, "A" int); create temp table tmp (b int); insert into "Tmp" values (1, 2);
      insert into tmp values (3); select * from "Tmp", tmp`,
    rows: [[1, 2, 3]],
  },
  {
    what: "a table that IRIS's own SQL has made, in PostgreSQL's spelling",
    sql: `create table Sample.Person (Name VARCHAR(50) COLLATE %SQLUPPER, HomeCity VARCHAR(20), "Age" INTEGER);
      insert into sample.person values ('Ada', 'London', 36); select name, homecity, age from Sample.Person`,
    rows: [['Ada', 'London', 36]],
  },
  {
    what: "and in IRIS's",
    sql: `insert into "Sample"."Person" ("Name", "Age") values ('Bob', 40);
      update "Sample"."Person" set "HomeCity" = 'Rome' where "Person"."Age" > 39;
      select "Name", p."HomeCity" as "City" from "Sample"."Person" p where "Age" = 40`,
    rows: [['Bob', 'Rome']],
  },
  {
    what: 'but nothing else is found in another case',
    sql: 'select * from "Sample"."Persons"',
    error: '42P01 relation "Sample.Persons" does not exist',
  },
  {
    what: 'a table of the gateway neither',
    sql: 'select * from "AB"',
    error: '42P01 relation "AB" does not exist',
  },
];

describe('names that IRIS does not tell apart or hold', function () {
  this.timeout(60_000);
  let gateway: GatewayProcess | undefined;
  let client: pg.Client;

  before(async () => {
    gateway = await startGateway();
    const { host, port } = gateway;
    client = new pg.Client({ host, port, user: '_SYSTEM', database: 'USER' });
    await client.connect();
  });
  after(async () => {
    await client.end();
    await gateway?.stop();
  });

  for (const { what, sql, rows, error } of STEPS) {
    it(what, async () => {
      const answer = await client.query<unknown[]>({ text: sql, rowMode: 'array' }).then(
        (result) => (Array.isArray(result) ? (result as { rows: unknown[][] }[]).at(-1)?.rows : result.rows),
        (failure: pg.DatabaseError) => `${failure.code} ${failure.message}`,
      );
      expect(answer).to.deep.equal(rows ?? error);
    });
  }
});
