\set VERBOSITY verbose
\set SHOW_CONTEXT never
\pset null '(null)'
\pset format aligned
create table customers (id integer primary key, name varchar(40) not null, email varchar(80) unique);
create table orders (id integer primary key, customer_id integer not null references customers (id), placed date not null, total numeric(10,2));
create table items (order_id integer references orders (id), line integer, product varchar(40) not null, quantity integer not null default 1, price numeric(8,2) not null, primary key (order_id, line));
create index orders_placed on orders (placed);
insert into customers values (1, 'Ann', 'ann@example.org'), (2, 'Ben', 'ben@example.org'), (3, 'Čeněk', ''), (4, 'Dora', null);
insert into orders (id, customer_id, placed) values (10, 1, '2024-01-15'), (11, 1, '2024-02-29'), (12, 2, '2024-03-01');
insert into items values (10, 1, 'pen', 3, 1.50), (10, 2, 'ink', 1, 7.25), (11, 1, 'cup', 2, 4.00), (12, 1, 'pen', 10, 1.40);
\dt
\d
\d customers
\d orders
\d items
\di
\d nowhere
select c.name, o.id, i.product, i.quantity, i.price
from customers c join orders o on o.customer_id = c.id join items i on i.order_id = o.id
order by o.id, i.line;
select c.name, count(distinct o.id) as orders, sum(i.quantity * i.price) as total
from customers c left join orders o on o.customer_id = c.id left join items i on i.order_id = o.id
group by c.id, c.name order by c.name;
update orders set total = (select sum(quantity * price) from items where order_id = orders.id);
select * from orders order by id;
begin;
update items set quantity = 5 where order_id = 10 and line = 1;
savepoint s;
insert into customers values (1, 'X', null);
select 1;
rollback to savepoint s;
insert into customers values (5, 'Eva', null);
commit;
select quantity from items where order_id = 10 and line = 1;
select id, name, email from customers where id >= 3 order by id;
insert into customers values (1, 'X', null);
insert into orders values (99, 77, '2024-01-01', null);
insert into customers (id) values (9);
delete from customers where id = 1;
select * from nowhere;
select nothing from customers;
selec 1;
select 1 / 0;
select 'abc'::integer;
\set one 1
select :one as n, :'one' as t;
select id, name from customers where id = 1 \gx
select 1 as a \; select 2 as b;
select id, name, null::numeric(5,2) as n from customers \gdesc
select 'customers' as t \gset
select count(*) as n from :t;
\x on
select * from orders where id = 10;
\x off
\pset format unaligned
\pset tuples_only on
select id || ':' || name from customers order by id limit 2;
\pset tuples_only off
\pset format csv
select id, name, email from customers where id in (3, 4) order by id;
\set AUTOCOMMIT off
delete from items;
rollback;
\set AUTOCOMMIT on
select count(*) from items;
\set ON_ERROR_ROLLBACK on
begin;
select 1 / 0;
select 'still alive' as state;
commit;
\echo :ERROR :SQLSTATE :ROW_COUNT
\dn public
drop table items, orders, customers;
\dt
