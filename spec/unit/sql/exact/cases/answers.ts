/** A query on table measures, answered by PostgreSQL 15 in answers.json. */
export interface AnswerCase {
  readonly sql: string;
  /** Text of the parameters. */
  readonly parameters?: readonly string[];
}

/** Rows of measures: id, kind, amount, whole, small, price, factor, spare. */
export const ROWS = [
  [1, 'a', '1', 3, 7, '10.00', '0.33333333', null],
  [2, 'a', '2.5', -4, 2, '0.07', '12345.67800000', '1.10'],
  [3, 'b', '1000000.001', 9007199254740993n, 0, '99999.99', '1.00000000', null],
  [4, 'b', '0.1', 1, 1, '-2.55', '0.00000001', '3.00'],
  [5, 'c', null, null, null, null, null, null],
  [6, 'd', '7', 12, 4, '0.00', '2.00000000', '0.00'],
] as const;

const query = (sql: string, ...parameters: string[]): AnswerCase => ({
  sql,
  ...(parameters.length > 0 ? { parameters } : {}),
});

export const cases: readonly AnswerCase[] = [
  query('select avg(small) from measures'),
  query('select avg(whole) from measures'),
  query('select avg(price) from measures'),
  query('select avg(amount) from measures'),
  query('select avg(price) from measures where id = 1'),
  query('select avg(small) from measures where id < 0'),
  query('select avg(distinct price) from measures'),
  query('select avg(price) filter (where id > 1), avg(small) filter (where id > 9) from measures'),
  query('select kind, avg(price) from measures group by kind order by kind'),
  query('select kind, avg(price) as mean from measures group by kind order by mean desc nulls last, kind'),
  query('select kind, avg(price) as mean from measures group by kind order by 2 limit 2'),
  query('select kind, avg(price) as mean from measures group by kind having avg(price) > 0 order by kind'),
  query('select avg(price) from measures having count(*) > 2'),
  query('select kind, avg(price) as mean from measures group by kind order by avg(small), kind offset 1'),
  query('select round(avg(price), 2), round(avg(small), 3), trunc(avg(whole), 1) from measures'),
  query('select round(avg(price), $1::int) from measures', '4'),
  query('select avg(price)::numeric(10,3), avg(price) * 2, -avg(price), avg(price) + 1 from measures'),
  query('select coalesce(avg(price), 0), coalesce(avg(small), 0) from measures where id = 5'),
  query('select coalesce(avg(price), 0) from measures where id < 3'),
  query('select kind, coalesce(sum(price), 0) from measures group by kind order by kind'),
  query(
    "select sum(case when kind = 'a' then price else 0 end), sum(case when kind = 'z' then price else 0 end) from measures",
  ),
  query("select sum(case when kind = 'a' then price end) / sum(price) * 100 from measures"),
  query('select id, price / factor from measures order by id'),
  query('select id, price / small from measures where small <> 0 order by id'),
  query('select id, 1 / 3.0, price / 3, 10 / price from measures where price <> 0 order by id'),
  query('select id, amount / 3 from measures order by id'),
  query('select id, price / factor as q from measures where id < 5 order by q, id'),
  query('select id, price / nullif(small, 0) from measures order by id'),
  query('select id, case when small <> 0 then price / small else 0 end from measures order by id'),
  query(
    'select id, case small when 0 then null when 1 then price / small else factor end from measures order by id',
  ),
  query('select id, coalesce(price / nullif(small, 0), -1) from measures order by id'),
  query('select id, coalesce(spare, 0) from measures order by id'),
  query('select id, coalesce(spare, factor, 0) from measures order by id'),
  query(
    "select id, case when kind = 'a' then price when kind = 'b' then 1.5 else 0 end from measures order by id",
  ),
  query('select id, greatest(price, factor), least(price, factor, 1) from measures order by id'),
  query('select id, greatest(spare, price / 3) from measures order by id'),
  query('select id, price * $1::numeric, price + $2::numeric from measures order by id', '1.500', '0.12345'),
  query('select id, coalesce(price, $1::numeric) from measures order by id', '3.1000'),
  query('select id, $1::numeric, $2::numeric / 7 from measures where id = 1', '1.500', '22.000'),
  query('select id, round(price, $1::int), trunc(price, $2::int) from measures order by id', '1', '-1'),
  query('select sum(price) / count(*), sum(whole) / 5, sum(price * factor) / sum(factor) from measures'),
  query('select sum(price), count(price), sum(price) / count(price) from measures'),
  query('select kind, 100.0 * count(*) / 6 from measures group by kind order by kind'),
  query(
    'select kind, round(100.0 * count(*) / sum(count(*)) over (), 1) from measures group by kind order by kind',
  ),
  query('select id, avg(price) over (partition by kind order by id) from measures order by id'),
  query('select id, avg(small) over () from measures order by id'),
  query('select kind, avg(price), rank() over (order by kind) from measures group by kind order by kind'),
  query(
    'select id, (price / 3) % 2, abs(price / -7), ceil(price / 7), floor(price / 7) from measures order by id',
  ),
  query('select (select sum(price) from measures) / 7, id from measures where id = 1'),
  query('select m.id, m.price / n.factor from measures m join measures n on n.id = m.id + 1 order by m.id'),
  query(
    'with t as (select kind, sum(price) as s from measures group by kind) select kind, s / 3 from t order by kind',
  ),
  query('select * from (select kind, avg(price) as a from measures group by kind) t order by kind'),
  query(
    'select t.a, t.kind from (select kind, avg(price) as a from measures group by kind order by 2 limit 3) t where t.a > 0 order by t.a desc',
  ),
  query(
    'with t as (select kind, avg(price) as a, count(*) as n from measures group by kind) select kind, a, a * 2, round(a, 1), n from t order by kind',
  ),
  query(
    'with t as (select kind, avg(price) as a from measures group by kind) select x.kind, x.a, y.a / 3 from t x join t y on y.kind = x.kind order by x.kind',
  ),
  query(
    'select s.q from (select t.q from (select id, price / factor as q from measures) t where t.id < 4) s order by s.q',
  ),
  query(
    'select m.id, t.a from measures m left join (select kind, avg(price) as a from measures group by kind having count(*) > 1) t on t.kind = m.kind order by m.id',
  ),
  query(
    'select m.id, t.a from measures m join (select kind, avg(price) as a from measures group by kind) t on t.kind = m.kind order by m.id',
  ),
  query(
    'select avg(x), sum(x) / 3 from (select price as x from measures union all select factor from measures) u',
  ),
  query('select price / 0 from measures where id = 1'),
  query('select price / small from measures where id = 3'),
  query('select (price / 3)::numeric(3,2) from measures where id = 3'),
  query('select id, price / 3 from measures order by id limit $1', '2'),
  query('select id from measures order by id limit $1 offset $2', '2', '1'),
  query('select id from measures order by id limit $1', '-1'),
  query('select id from measures order by id offset $1', '-1'),
];
