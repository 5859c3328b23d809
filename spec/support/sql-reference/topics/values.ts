import { topic, type Topic } from '../construct.ts';

/** Expressions over values of IRIS (manual chapters 8 and 9). */
export const VALUES: readonly Topic[] = [
  topic('Casts and types', {
    '`::` and `CAST`': "select id::text, cast(balance as integer), '5'::integer + id from customers",
    'text to number': 'select city::integer from customers',
    'timestamp to date': 'select placed::date from orders',
    'numeric to integer (rounds)': 'select total::integer from orders',
    'to boolean': 'select id::boolean from customers',
    'array constructor and subscript': 'select tags[1], array[id, 2] from customers',
    'integer division and modulo': 'select id / 2, id % 2, -7 / 2 from customers',
    'numeric division': 'select total / 3 from orders',
    'power, square root': 'select score ^ 2, sqrt(score), round(total, 1) from customers, orders',
    concatenation: "select name || ' ' || city from customers",
    'bit operators': 'select id & 3, id << 1 from customers',
  }),
  topic('Strings', {
    '`lower`, `upper`, `length`, `trim`':
      'select lower(name), upper(name), length(name), trim(name) from customers',
    '`substring`, `left`, `right`, `position`':
      "select substring(name from 2 for 3), left(name, 2), position('a' in name) from customers",
    '`replace`, `split_part`, `lpad`, `reverse`':
      "select replace(name, 'a', 'b'), split_part(email, '@', 2), lpad(name, 10, '.'), reverse(name) from customers",
    '`concat`, `concat_ws`, `format`':
      "select concat(name, city), concat_ws('-', name, city), format('%s', name) from customers",
    '`initcap`, `translate`, `md5`':
      "select initcap(name), translate(name, 'ab', 'cd'), md5(name) from customers",
    '`regexp_replace`, `regexp_match`': "select regexp_replace(name, 'a+', 'b') from customers",
    '`string_to_array`, `array_to_string`': "select string_to_array(name, ' ') from customers",
  }),
  topic('Dates and times', {
    '`now()`, `current_date`': 'select id from orders where placed < now() and placed::date = current_date',
    '`+ interval`': "select placed + interval '1 day', placed - interval '2 hours' from orders",
    '`+ interval` of months': "select placed + interval '1 month' from orders",
    'difference of dates': 'select born - current_date from customers',
    'difference of timestamps': 'select now()::timestamp - placed from orders',
    '`extract`, `date_part`': 'select extract(year from placed), extract(dow from placed) from orders',
    '`date_trunc`': "select date_trunc('month', placed), date_trunc('week', placed) from orders",
    '`age`': 'select age(placed) from orders',
    '`to_char`': "select to_char(placed, 'YYYY-MM-DD HH24:MI') from orders",
    '`to_date`, `to_timestamp`': "select to_date(city, 'YYYYMMDD') from customers",
    '`AT TIME ZONE`': "select created at time zone 'Europe/Berlin' from customers",
    '`make_date`, `make_interval`': 'select make_date(2024, 1, id) from customers',
    '`generate_series` of timestamps joined':
      "select d::date, count(o.id) from generate_series('2024-01-01'::timestamp, '2024-01-31', '1 day') d left join orders o on o.placed::date = d::date group by 1",
  }),
  topic('JSON, arrays, other', {
    '`->`, `->>`': "select data -> 'a', data ->> 'b' from customers",
    '`#>>`, `jsonb_path_query`': "select data #>> '{a,b}' from customers",
    '`@>`, `?`': 'select id from customers where data @> \'{"a": 1}\'',
    '`jsonb_set`, `||`': "select jsonb_set(data, '{a}', '1'), data || '{\"x\": 1}' from customers",
    '`jsonb_build_object`, `to_jsonb`': "select jsonb_build_object('id', id, 'name', name) from customers",
    '`jsonb_array_elements` joined':
      "select c.id, e from customers c, jsonb_array_elements(c.data -> 'list') e",
    'array operators `@>`, `&&`, `||`':
      "select id from customers where tags @> array['new'] or tags && array['old']",
    '`array_length`, `cardinality`, `array_position`':
      "select array_length(tags, 1), array_position(tags, 'new') from customers",
    '`gen_random_uuid()`, `random()`': 'select gen_random_uuid(), random() from customers',
    '`nextval`, `currval`': "select nextval('orders_id_seq')",
    '`current_user`, `version()`, `current_setting`':
      "select current_user, version(), current_setting('TimeZone')",
    'catalog queries': "select relname from pg_class where relname = 'customers'",
    'catalog joined to a user table':
      'select c.name, p.oid from customers c join pg_class p on p.relname = c.name',
    'system columns `ctid`, `xmin`': 'select ctid, xmin from customers',
    '`tableoid`': 'select tableoid::regclass, id from customers',
    'full-text search': "select id from customers where to_tsvector(name) @@ to_tsquery('ann')",
  }),
  topic('Vectors (pgvector)', {
    '`<->` nearest first': "select id from items order by embedding <-> '[1,2,3]' limit 5",
    '`<=>` nearest first (HNSW of IRIS)': "select id from items order by embedding <=> '[1,2,3]' limit 5",
    '`<#>` nearest first (HNSW of IRIS)': "select id from items order by embedding <#> '[1,2,3]' limit 5",
    '`<+>` nearest first': "select id from items order by embedding <+> '[1,2,3]' limit 5",
    'with a parameter, a filter and the distance':
      'select id, 1 - (embedding <=> $1) as similarity from items where title = $2 order by embedding <=> $1 limit 5',
    'distance in a condition': "select id from items where embedding <-> '[1,2,3]' < 5",
    '`cosine_distance`, `l2_distance`, `inner_product`':
      "select cosine_distance(embedding, '[1,2,3]'), l2_distance(embedding, '[1,2,3]') from items",
    '`vector_dims`, `vector_norm`': 'select vector_dims(embedding), vector_norm(embedding) from items',
    '`avg`, `sum` of vectors': 'select avg(embedding) from items',
    'arithmetic of vectors': "select embedding + '[1,1,1]' from items",
    insert: "insert into items (id, embedding) values (1, '[1,2,3]')",
    'cast from an array': 'select array[1,2,3]::vector',
    '`halfvec`': 'create table n (a halfvec(3))',
    '`sparsevec`': 'create table n (a sparsevec(3))',
  }),
];
