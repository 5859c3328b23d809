/** The tables of the examples. */
export const SCHEMA: readonly string[] = [
  `create table customers (
    id integer primary key, name text not null, email varchar(100) unique, city text, born date, active boolean,
    score double precision, balance numeric(12, 2), data jsonb, tags text[], created timestamptz default now())`,
  `create table orders (
    id serial primary key, customer_id integer references customers (id), total numeric(10, 2) not null,
    placed timestamp, status text default 'new')`,
  'create table items (id integer primary key, title text, embedding vector(3))',
  'create table archive (id integer, total numeric(10, 2))',
  'create view big_orders as select id, total from orders where total > 100',
];
