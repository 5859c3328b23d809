-- name: version
-- origin: grafana/grafana public/app/plugins/datasource/grafana-postgresql-datasource/postgresMetaQuery.ts
select current_setting('server_version_num')::int / 100 > 1000 as version
;
-- name: timescale
-- origin: grafana/grafana postgresMetaQuery.ts
select extversion from pg_extension where extname = 'timescaledb'
;
-- name: schemas
-- origin: grafana/grafana postgresMetaQuery.ts
select schema_name as "name" from information_schema.schemata
where schema_name not in ('information_schema', 'pg_catalog', 'pg_toast', '_timescaledb_cache') order by schema_name
;
-- name: tables
-- origin: grafana/grafana postgresMetaQuery.ts
select case when quote_ident(table_schema) in (
    select case when trim(s[i]) = '"$user"' then user else trim(s[i]) end
    from generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1),
                         array_upper(string_to_array(current_setting('search_path'), ','), 1)) as i,
         string_to_array(current_setting('search_path'), ',') s)
  then quote_ident(table_name) else quote_ident(table_schema) || '.' || quote_ident(table_name) end as "table"
from information_schema.tables
where quote_ident(table_schema) not in ('information_schema', 'pg_catalog', '_timescaledb_cache')
order by case when table_schema = 'public' then 0 else 1 end, 1
;
-- name: columns of a qualified table
-- origin: grafana/grafana postgresMetaQuery.ts
-- unordered
select quote_ident(column_name) as "column", data_type as "type" from information_schema.columns
where case when array_length(parse_ident('library.copies'), 1) = 2
  then quote_ident(table_schema) = (parse_ident('library.copies'))[1] and quote_ident(table_name) = (parse_ident('library.copies'))[2]
  else quote_ident(table_name) = 'library.copies' end
;
-- name: columns of a table in mixed case
-- origin: grafana/grafana postgresMetaQuery.ts
select quote_ident(column_name) as "column", data_type as "type" from information_schema.columns
where quote_ident(table_name) = '"Orders"' order by ordinal_position
;
