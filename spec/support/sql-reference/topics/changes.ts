import { topic, type Topic } from '../construct.ts';

/** INSERT, UPDATE, DELETE, MERGE (manual chapter 6). */
export const CHANGES: readonly Topic[] = [
  topic('INSERT', {
    'one row': "insert into customers (id, name) values (1, 'Ann')",
    'several rows': "insert into customers (id, name) values (1, 'Ann'), (2, 'Bob')",
    '`DEFAULT` as a value': 'insert into orders (id, total, status) values (default, 5, default)',
    '`DEFAULT VALUES`': 'insert into archive default values',
    '`INSERT ... SELECT`': 'insert into archive (id, total) select id, total from orders where total > 100',
    '`RETURNING`': 'insert into orders (total) values (5) returning id, total * 2 as double, status',
    '`ON CONFLICT DO NOTHING`': "insert into customers (id, name) values (1, 'Ann') on conflict do nothing",
    '`ON CONFLICT (key) DO UPDATE` with `EXCLUDED`':
      "insert into customers (id, name) values (1, 'Ann') on conflict (id) do update set name = excluded.name",
    '`ON CONFLICT ... DO UPDATE ... WHERE`':
      "insert into customers (id, name) values (1, 'Ann') on conflict (id) do update set name = excluded.name where customers.active",
    '`OVERRIDING SYSTEM VALUE`': 'insert into orders (id, total) overriding system value values (5, 1)',
    '`WITH ... INSERT`': 'with t as (select id, total from orders) insert into archive select * from t',
  }),
  topic('UPDATE', {
    'values and expressions': "update orders set total = total + 1, status = 'paid' where id = 1",
    '`SET (a, b) = (...)`': "update orders set (total, status) = (5, 'x') where id = 1",
    '`SET (a, b) = (SELECT ...)`':
      'update orders set (total, status) = (select balance, city from customers where id = 1) where id = 1',
    'a sub-select as a value': 'update orders set total = (select max(total) from orders) where id = 1',
    '`SET x = DEFAULT`': 'update orders set status = default',
    '`FROM`': 'update orders o set status = c.city from customers c where c.id = o.customer_id',
    '`RETURNING`': "update orders set status = 'paid' where total > 5 returning id, status",
    'computed by PostgreSQL': 'update orders set status = md5(status) where id = 1',
  }),
  topic('DELETE, MERGE, TRUNCATE', {
    '`DELETE ... WHERE`': 'delete from orders where total = 0',
    '`USING`': "delete from orders o using customers c where c.id = o.customer_id and c.city = 'Ulm'",
    '`RETURNING`': 'delete from orders where id = 1 returning *',
    '`MERGE`':
      'merge into archive a using orders o on a.id = o.id when matched then update set total = o.total when not matched then insert values (o.id, o.total)',
    '`MERGE` with conditions, `DELETE`, `DO NOTHING`':
      'merge into archive a using orders o on a.id = o.id when matched and o.total = 0 then delete when matched then do nothing when not matched and o.total > 5 then insert (id) values (o.id)',
    '`MERGE` from a query, `VALUES` or `WITH`':
      'with s as (select id, total from orders where total > 5) merge into archive a using s on a.id = s.id when matched then update set total = s.total',
    '`MERGE ... WHEN NOT MATCHED BY SOURCE`':
      'merge into archive a using orders o on a.id = o.id when not matched by source then delete',
    '`MERGE ... RETURNING`':
      'merge into archive a using orders o on a.id = o.id when matched then delete returning a.id, merge_action()',
    '`MERGE INTO ONLY`': 'merge into only archive a using orders o on a.id = o.id when matched then delete',
    '`MERGE` from a view': 'merge into archive a using big_orders o on a.id = o.id when matched then delete',
    '`TRUNCATE`': 'truncate archive',
    '`TRUNCATE ... RESTART IDENTITY`': 'truncate orders restart identity',
    '`TRUNCATE ... CASCADE`': 'truncate customers cascade',
  }),
];
