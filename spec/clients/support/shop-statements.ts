/** The statements of the shop scenario for the clients that run in Node. Programs in other languages have their own. */

export const TABLES = `
create table customers (id integer primary key, name varchar(40) not null, email varchar(80) unique);
create table orders (id integer primary key, customer_id integer not null references customers (id),
                     placed date not null, total numeric(10,2));
create table items (order_id integer references orders (id), line integer, product varchar(40) not null,
                    quantity integer not null, price numeric(8,2) not null, primary key (order_id, line))`;

export const KINDS = `
create table kinds (id integer primary key, i8 bigint, n numeric(18,2), f double precision, o boolean, t text,
                    d date, ts timestamp, tz timestamptz, u uuid, j jsonb, b bytea, ai integer[], at text[])`;

export const KIND_COLUMNS = ['i8', 'n', 'f', 'o', 't', 'd', 'ts', 'tz', 'u', 'j', 'b', 'ai', 'at'] as const;

export const JOIN = `
select c.name, o.id, i.product, i.quantity, i.price from customers c join orders o on o.customer_id = c.id
join items i on i.order_id = o.id order by o.id, i.line`;

export const GROUP = `
select c.name, count(distinct o.id) as orders, sum(i.quantity * i.price) as total from customers c
left join orders o on o.customer_id = c.id left join items i on i.order_id = o.id
group by c.id, c.name order by c.name`;

export const UPDATE_TOTALS =
  'update orders set total = (select sum(quantity * price) from items where order_id = orders.id)';

export const CUSTOMERS = [
  [1, 'Ann', 'ann@example.org'],
  [2, 'Ben', 'ben@example.org'],
  [3, 'Čeněk', ''],
  [4, 'Dora', null],
] as const;

export const ORDERS = [
  [10, 1, '2024-01-15'],
  [11, 1, '2024-02-29'],
  [12, 2, '2024-03-01'],
] as const;

export const ITEMS = [
  [10, 1, 'pen', 3, '1.50'],
  [10, 2, 'ink', 1, '7.25'],
  [11, 1, 'cup', 2, '4.00'],
  [12, 1, 'pen', 10, '1.40'],
] as const;

export const FAILING = [
  "insert into customers values (1, 'X', null)",
  "insert into orders values (99, 77, '2024-01-01', null)",
  'insert into customers (id) values (9)',
  'select * from nowhere',
  'select nothing from customers',
  'selec 1',
  'select 1 / 0',
  "select 'abc'::integer",
] as const;

export const BULK_SUMMARY =
  'select count(*) as rows, sum(id) as sum, max(case when id = 100 then label end) as last from bulk';

/** One line of output for the spec that runs the program. */
export function emit(step: string, value: unknown): void {
  console.log(JSON.stringify({ step, value }));
}

/** Rows with every value as text. */
export function texts(rows: readonly (readonly unknown[])[]): (string | null)[][] {
  return rows.map((row) =>
    row.map((value) => (value === null ? null : (value as string | number).toString())),
  );
}
