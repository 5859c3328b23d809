/** Queries of CREATE VIEW and CREATE TABLE AS; spec/support/generate-tree-fixtures.ts records PostgreSQL's trees of them. */
export const cases: readonly { readonly sql: string }[] = [
  { sql: "select id, upper(name) as big from customers where email <> 'a?b'" },
  { sql: 'select * from customers order by name' },
  { sql: 'select total, now() as at from orders' },
  { sql: "select id, embedding, tags, code, 'x' as kind, 1.50 as price from docs" },
  { sql: 'select customer_id, sum(total) as total from orders group by customer_id' },
  { sql: 'select a.id, a.name   from customers a where a.id in (select 1)' },
];
