-- name: customers
create table customers (id int primary key, name text not null)
;
-- name: orders
create table orders (id int primary key, customer_id int references customers (id), placed date)
;
-- name: items
create table items (order_id int references orders (id), line int, product text, price numeric(8,2), primary key (order_id, line))
;
-- name: load customers
insert into customers values (1, 'Ann'), (2, 'Ben'), (3, 'Cat')
;
-- name: load orders
insert into orders values (10, 1, '2024-01-01'), (11, 1, '2024-01-02'), (12, 2, '2024-01-03'), (13, null, '2024-01-04')
;
-- name: load items
insert into items values (10, 1, 'pen', 1.50), (10, 2, 'ink', 3.00), (11, 1, 'pen', 1.50), (12, 1, 'cup', 7.25)
;
-- name: inner join
select c.name, o.id from customers c join orders o on o.customer_id = c.id order by o.id
;
-- name: left join
select c.name, o.id from customers c left join orders o on o.customer_id = c.id order by c.id, o.id
;
-- name: right join
select c.name, o.id from customers c right join orders o on o.customer_id = c.id order by o.id
;
-- name: full join
select c.name, o.id from customers c full join orders o on o.customer_id = c.id order by c.id, o.id
;
-- name: cross join
select c.id, o.id from customers c cross join orders o order by 1, 2
;
-- name: comma join
select c.name, i.product from customers c, orders o, items i where c.id = o.customer_id and i.order_id = o.id order by o.id, i.line
;
-- name: three tables
select c.name, o.placed, i.product, i.price from customers c join orders o on o.customer_id = c.id join items i on i.order_id = o.id order by o.id, i.line
;
-- name: left join with condition on the right
select c.name, o.id from customers c left join orders o on o.customer_id = c.id and o.placed > '2024-01-01' order by c.id, o.id
;
-- name: left join where null
select c.name from customers c left join orders o on o.customer_id = c.id where o.id is null
;
-- name: self join
select a.id, b.id from orders a join orders b on a.id < b.id order by 1, 2
;
-- name: using
create table prices (product text primary key, cost numeric(8,2))
;
-- name: load prices
insert into prices values ('pen', 1.00), ('cup', 5.00), ('box', 9.00)
;
-- name: join using
select product, price, cost from items join prices using (product) order by product, order_id
;
-- name: join using star
select * from items join prices using (product) order by product, order_id
;
-- name: left join using merges
select product, cost from prices left join items using (product) order by product, order_id
;
-- name: full join using merges
select product, price, cost from items full join prices using (product) order by product, order_id
;
-- name: natural join
select product, cost, price from items natural join prices order by order_id, line
;
-- name: join on expression
select o.id, c.name from orders o join customers c on c.id = coalesce(o.customer_id, 3) order by o.id
;
-- name: join with subquery
select c.name, t.n from customers c join (select customer_id, count(*) as n from orders group by customer_id) t on t.customer_id = c.id order by c.name
;
-- name: join with parentheses
select c.name, i.product from customers c left join (orders o join items i on i.order_id = o.id) on o.customer_id = c.id order by c.id, o.id, i.line
;
-- name: lateral
select c.name, l.id from customers c cross join lateral (select o.id from orders o where o.customer_id = c.id order by o.id desc limit 1) l order by c.id
;
-- name: ambiguous column
select id from customers c join orders o on o.customer_id = c.id
;
-- name: alias used twice
select 1 from customers c join orders c on true
;
-- name: alias hides the table
select customers.name from customers c
;
-- name: unknown alias
select x.name from customers c
;
-- name: join condition not boolean
select 1 from customers c join orders o on 1
;
-- name: join on true
select count(*) from customers join orders on true
;
-- name: update from join
update orders set placed = '2024-06-01' from customers c where c.id = orders.customer_id and c.name = 'Ben'
;
-- name: updated
select id, placed from orders order by id
;
